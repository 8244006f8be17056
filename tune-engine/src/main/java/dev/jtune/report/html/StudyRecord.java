package dev.jtune.report.html;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.PastRun;
import dev.jtune.gate.RunHistory;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.json.Json;
import dev.jtune.run.RecordedStudy;
import dev.jtune.run.StudyCommand;
import dev.jtune.run.StudyNames;
import dev.jtune.space.ParamSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the files in a study's directory tell.
 *
 * @param directory the directory
 * @param start how the run began
 * @param events all that happened
 * @param study the run
 * @param results what came of its trials
 * @param ranking the trials from the best to the worst, then those without a score
 * @param space what was searched, {@code null} where nobody wrote it down
 * @param summary {@code result.json}
 * @param gates what the gates said of this run, {@code null} where none did
 * @param history the last runs of the study, this one among them once it is over
 */
record StudyRecord(
        Path directory,
        JournalEvent.RunStarted start,
        List<JournalEvent> events,
        RecordedStudy study,
        ResultGrid results,
        List<TrialResult> ranking,
        @Nullable ParamSpace space,
        Map<String, @Nullable Object> summary,
        @Nullable GateReport gates,
        RunHistory history) {

    private static final String JOURNAL = "trials.jsonl";

    /** Read a directory; empty where no run has begun in it. */
    static Optional<StudyRecord> read(Path directory) throws IOException {
        Path journal = directory.resolve(JOURNAL);
        if (Files.notExists(journal)) {
            return Optional.empty();
        }
        List<JournalEvent> events = FileJournal.read(journal);
        if (events.isEmpty() || !(events.get(0) instanceof JournalEvent.RunStarted start)) {
            return Optional.empty();
        }
        RecordedStudy study = RecordedStudy.of(events, directory);
        ResultGrid results = study.results();
        Map<String, @Nullable Object> summary = summary(directory, start.runId());
        return Optional.of(new StudyRecord(
                directory,
                start,
                events,
                study,
                results,
                ranking(results),
                space(summary),
                summary,
                gates(directory, start.runId()),
                RunHistory.read(directory)));
    }

    /** Return the gates of this run, or of the committed configuration; those of another run say nothing of this one. */
    private static @Nullable GateReport gates(Path directory, String run) {
        try {
            return GateReport.read(directory)
                    .filter(report -> report.run().equals(run) || report.mode().equals("verify"))
                    .orElse(null);
        } catch (InvalidDeclarationException e) {
            return null; // tune:check tells of it
        }
    }

    private static Map<String, @Nullable Object> summary(Path directory, String run) throws IOException {
        Path file = directory.resolve("result.json");
        if (Files.exists(file)) {
            try {
                Map<String, @Nullable Object> read = Json.parseObject(Files.readString(file));
                return run.equals(read.get("run")) ? read : Map.of();
            } catch (IllegalArgumentException e) {
                return Map.of();
            }
        }
        return Map.of();
    }

    private static @Nullable ParamSpace space(Map<String, @Nullable Object> summary) {
        if (!(summary.get("space") instanceof List<?> entries)) {
            return null;
        }
        try {
            return ParamSpace.parse(entries.stream()
                    .map(String::valueOf)
                    .filter(entry -> !entry.contains("sample_from(") && !entry.startsWith("where "))
                    .toArray(String[]::new));
        } catch (InvalidDeclarationException e) {
            return null; // what the trials had is known without it
        }
    }

    private static List<TrialResult> ranking(ResultGrid results) {
        List<TrialResult> ranking = new ArrayList<>(results.ranking());
        Set<Integer> ranked = new HashSet<>();
        ranking.forEach(trial -> ranked.add(trial.number()));
        results.trials().stream()
                .filter(trial -> !ranked.contains(trial.number()))
                .forEach(ranking::add);
        return ranking;
    }

    List<Objective> objectives() {
        return start.objectives();
    }

    Objective objective() {
        return start.objectives().get(0);
    }

    /** Return the trials that may be the best, from the best to the worst. */
    List<TrialResult> ranked() {
        return ranking.stream().filter(PastRun::counts).toList();
    }

    /** Return how many trials could run at a time, 0 where it is unknown. */
    int concurrency() {
        String text = start.settings().getOrDefault("concurrency", "0");
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    /** Return the study without its package: {@code DigitsTest.network}. */
    String shortName() {
        return gates == null ? StudyNames.simpleStudy(start.study()) : gates.study();
    }

    /** Return the command that runs a trial again. */
    String command(int trial) {
        String name = shortName();
        int method = name.lastIndexOf('.');
        String selected = method < 0 ? name : name.substring(0, method) + "#" + name.substring(method + 1);
        return StudyCommand.ofTrial(StudyCommand.of(selected), trial);
    }

    /** Return the scores of a trial, one an objective. */
    double[] scores(TrialResult trial) {
        return objectives().stream()
                .mapToDouble(objective -> objective.equals(objective()) ? trial.score() : trial.score(objective))
                .toArray();
    }

    static String state(TrialResult trial) {
        TrialOutcome outcome = trial.outcome();
        if (outcome.isComplete()) {
            return trial.isFeasible() ? "complete" : "breaks a constraint";
        }
        return outcome instanceof TrialOutcome.Stopped
                ? "stopped"
                : outcome instanceof TrialOutcome.Failed
                        ? "failed"
                        : outcome instanceof TrialOutcome.Infeasible ? "infeasible" : "cancelled";
    }

    /** Return the seconds from the beginning of the run to its last event, those between a crash and its resumption included. */
    double seconds() {
        long last = start.millis();
        for (JournalEvent event : events) {
            if (event instanceof JournalEvent.TrialEnded e) {
                last = Math.max(last, e.millis());
            } else if (event instanceof JournalEvent.RunEnded e) {
                last = Math.max(last, e.millis());
            }
        }
        return (last - start.millis()) / 1000.0;
    }

    /** Return the first attempt of each process that ran trials. */
    List<JournalEvent.AttemptStarted> processes() {
        Map<String, JournalEvent.AttemptStarted> first = new LinkedHashMap<>();
        for (JournalEvent event : events) {
            if (event instanceof JournalEvent.AttemptStarted e) {
                first.putIfAbsent(e.pid() + "@" + e.host(), e);
            }
        }
        return List.copyOf(first.values());
    }
}
