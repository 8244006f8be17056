package dev.jtune.report;

import dev.jtune.BestConfig;
import dev.jtune.Objective;
import dev.jtune.ResultConstraint;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.journal.WholeFile;
import dev.jtune.json.Json;
import dev.jtune.run.RunListener;
import dev.jtune.space.ParamSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Writes what other programs take from a study: the best configuration, the table of trials, and a summary. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StudyFiles implements RunListener {
    /** The study in a few numbers. */
    static final String RESULT = "result.json";
    /** In it, the best trials. */
    static final String TOP = "top";

    private static final int MOST_TOP = 10;

    private final Path directory;
    private @Nullable String runId;
    private long seed;
    private @Nullable ParamSpace space;

    /** Create a listener that writes into a study's directory. */
    public StudyFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public void studyStarted(StudyStarted event) {
        runId = event.runId();
        seed = event.spec().seed();
        space = event.spec().space();
    }

    @Override
    public void studyEnded(ResultGrid results) {
        try {
            Files.createDirectories(directory);
            Optional<TrialResult> best = results.bestOrEmpty();
            if (best.isPresent()) {
                WholeFile.write(
                        directory.resolve("best.json"), best.get().config().toJson() + "\n");
                WholeFile.write(
                        directory.resolve("best.properties"),
                        BestConfig.toProperties(best.get().config()));
            }
            WholeFile.write(directory.resolve("trials.csv"), results.toCsv());
            WholeFile.write(directory.resolve(RESULT), Json.write(summary(results, best.orElse(null))) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, @Nullable Object> summary(ResultGrid results, @Nullable TrialResult best) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("schema", 1);
        summary.put("study", results.study());
        summary.put("run", runId);
        summary.put("seed", seed);
        summary.put("metric", results.objectives().get(0).metric());
        summary.put("mode", results.objectives().get(0).mode().name());
        summary.put("trials", results.size());
        summary.put("stopped", results.numStopped());
        summary.put("failed", results.numErrors());
        if (!results.resultConstraints().isEmpty()) {
            summary.put(
                    "constraints",
                    results.resultConstraints().stream()
                            .map(ResultConstraint::toString)
                            .toList());
            summary.put(
                    "feasible",
                    results.ranking().stream().filter(TrialResult::isFeasible).count());
        }
        if (best != null) {
            Map<String, Object> winner = new LinkedHashMap<>();
            winner.put("trial", best.number());
            winner.put("score", best.score());
            winner.put("config", best.config().asMap());
            winner.put("digest", best.config().digest());
            summary.put("best", winner);
            results.bestObserved()
                    .filter(observed -> observed.number() != best.number())
                    .ifPresent(observed ->
                            summary.put("bestObserved", Map.of("trial", observed.number(), "score", observed.score())));
        }
        if (results.objectives().size() == 1 && best != null) {
            summary.put(
                    TOP,
                    results.ranking().stream()
                            .limit(MOST_TOP)
                            .map(StudyFiles::ranked)
                            .toList());
        }
        if (results.objectives().size() > 1 && best != null) {
            summary.put("objectives", objectives(results));
            summary.put("normalizedHypervolume", results.normalizedHypervolume());
            summary.put(
                    "front",
                    results.paretoFront().stream()
                            .map(trial -> frontMember(trial, results.objectives()))
                            .toList());
        }
        ParamSpace searched = space;
        if (searched != null) {
            summary.put("space", searched.entries());
            List<Map<String, Object>> importance =
                    ImportanceReport.of(searched, results).entries();
            if (!importance.isEmpty()) {
                summary.put("importance", importance);
            }
        }
        return summary;
    }

    private static Map<String, Object> ranked(TrialResult trial) {
        Map<String, Object> ranked = new LinkedHashMap<>();
        ranked.put("trial", trial.number());
        ranked.put("score", trial.score());
        ranked.put("config", trial.config().asMap());
        return ranked;
    }

    private static List<Map<String, Object>> objectives(ResultGrid results) {
        List<Map<String, Object>> objectives = new ArrayList<>();
        for (Objective objective : results.objectives()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("metric", objective.metric());
            entry.put("mode", objective.mode().name());
            objectives.add(entry);
        }
        return objectives;
    }

    private static Map<String, Object> frontMember(TrialResult trial, List<Objective> objectives) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("trial", trial.number());
        member.put("scores", objectives.stream().map(trial::score).toList());
        member.put("config", trial.config().asMap());
        member.put("digest", trial.config().digest());
        return member;
    }
}
