package dev.jtune.tuner;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.run.Seeds;
import dev.jtune.search.Observation;
import dev.jtune.search.SearchContext;
import dev.jtune.search.Searcher;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import dev.jtune.space.ParamSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * A search that is driven by hand: asked for configurations, and told their scores.
 *
 * <p>It runs nothing and writes nothing; several configurations may be under way at a time. Not safe for use by several threads
 * at once.
 *
 * <pre>{@code
 * Study study = Study.of("parabola", ParamSpace.parse("x = uniform(-5, 5)"), MIN);
 * for (int i = 0; i < 100; i++) {
 *   Study.Asked asked = study.ask().orElseThrow();
 *   study.tell(asked, Math.pow(asked.config().getDouble("x") - 1, 2));
 * }
 * Config best = study.results().best().config();
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Study {
    private static final String SCORE = "score";

    private final String name;
    private final Objective objective;
    private final Searcher searcher;
    private final long seed;
    private final Map<Integer, Asked> open = new LinkedHashMap<>();
    private final Map<Integer, TrialResult> told = new TreeMap<>();
    private int asked;

    /**
     * A configuration to evaluate.
     *
     * @param number the trial's number, from 1
     * @param config what to evaluate
     * @param seed the trial's seed
     * @param by the algorithm that suggests it, where the searcher chooses between several; else an empty text
     */
    public record Asked(int number, Config config, long seed, String by) {}

    private Study(String name, Mode mode, ParamSpace space, SearcherProvider provider, long seed) {
        this.name = name;
        this.objective = Objective.of(SCORE, mode);
        this.seed = seed;
        this.searcher = Searchers.create(
                provider, new SearchContext(space, List.of(objective), seed, Integer.MAX_VALUE, List.of()));
    }

    /** Begin a study with the searcher that fits the space; its seed follows from its name. */
    public static Study of(String name, ParamSpace space, Mode mode) {
        return of(name, space, mode, Searchers.auto(), Seeds.ofStudy("", name));
    }

    /** Begin a study with a searcher and a seed. */
    public static Study of(String name, ParamSpace space, Mode mode, SearcherProvider searcher, long seed) {
        return new Study(name, mode, space, searcher, seed);
    }

    /** Return the next configuration; empty if the searcher has nothing (more) before it is told something. */
    public Optional<Asked> ask() {
        if (searcher.suggest(asked + 1) instanceof Searcher.Suggestion.Try suggested) {
            asked++;
            Asked trial = new Asked(asked, suggested.config(), Seeds.ofTrial(seed, asked), suggested.by());
            open.put(asked, trial);
            return Optional.of(trial);
        }
        return Optional.empty();
    }

    /**
     * Tell the score of a configuration that was asked for; one that is not finite ranks worst.
     *
     * @throws IllegalArgumentException if it was not asked for, or was told already
     */
    public void tell(Asked trial, double score) {
        close(trial, new TrialOutcome.Completed(), score, List.of(Map.of(SCORE, score)));
    }

    /**
     * Tell that a configuration could not be evaluated.
     *
     * @throws IllegalArgumentException if it was not asked for, or was told already
     */
    public void tellFailed(Asked trial, Throwable cause) {
        close(trial, new TrialOutcome.Failed(cause, false), Double.NaN, List.of());
    }

    private void close(Asked trial, TrialOutcome outcome, double score, List<Map<String, Object>> history) {
        if (!open.remove(trial.number(), trial)) {
            throw new IllegalArgumentException("TUNE-464 trial " + trial.number() + " of " + name
                    + (told.containsKey(trial.number()) ? " was told already" : " was not asked for"));
        }
        told.put(
                trial.number(),
                new TrialResult(
                        trial.number(),
                        trial.number() + "-" + trial.config().shortDigest(),
                        trial.config(),
                        trial.seed(),
                        outcome,
                        score,
                        history,
                        List.of(),
                        Path.of(""),
                        Duration.ZERO,
                        1,
                        trial.by()));
        searcher.onTrialEnd(
                new Observation(trial.number(), trial.config(), outcome, new double[] {score}, history.size()));
    }

    /** Return everything that was told so far. */
    public ResultGrid results() {
        return new ResultGrid(name, List.of(objective), new ArrayList<>(told.values()));
    }
}
