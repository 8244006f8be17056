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
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
    private final List<Objective> objectives;
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

    private Study(String name, List<Objective> objectives, ParamSpace space, SearcherProvider provider, long seed) {
        this.name = name;
        this.objectives = List.copyOf(objectives);
        this.seed = seed;
        this.searcher = Searchers.create(
                provider, new SearchContext(space, this.objectives, seed, Integer.MAX_VALUE, List.of()));
    }

    /**
     * Begin a study with the searcher that fits the space; its seed follows from its name.
     *
     * @param modes the better direction of each objective, at least one; the first ranks the results
     */
    public static Study of(String name, ParamSpace space, Mode... modes) {
        return of(name, space, objectives(modes), Searchers.auto(), Seeds.ofStudy("", name));
    }

    /** Begin a study of one objective with a searcher and a seed. */
    public static Study of(String name, ParamSpace space, Mode mode, SearcherProvider searcher, long seed) {
        return of(name, space, objectives(mode), searcher, seed);
    }

    /**
     * Begin a study with a searcher and a seed.
     *
     * @param objectives at least one, each with its own metric, by which {@link #results} know it; the first ranks the results
     */
    public static Study of(
            String name, ParamSpace space, List<Objective> objectives, SearcherProvider searcher, long seed) {
        if (objectives.isEmpty()
                || objectives.stream().map(Objective::metric).distinct().count() < objectives.size()) {
            throw new IllegalArgumentException(
                    "TUNE-465 study " + name + " needs at least one objective, each with its own metric, not "
                            + objectives.stream().map(Objective::metric).toList());
        }
        return new Study(name, objectives, space, searcher, seed);
    }

    /** One is the score, several are score1, score2 and so on. */
    private static List<Objective> objectives(Mode... modes) {
        return IntStream.range(0, modes.length)
                .mapToObj(i -> Objective.of(modes.length == 1 ? SCORE : SCORE + (i + 1), modes[i]))
                .toList();
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
     * Tell the scores of a configuration that was asked for, one for each objective; one that is not finite ranks worst.
     *
     * @throws IllegalArgumentException if it was not asked for, or was told already, or there are more or fewer scores
     */
    public void tell(Asked trial, double... scores) {
        tellViolation(trial, 0, scores);
    }

    /**
     * Tell the scores of a configuration that was asked for, and by how much it breaks constraints on its results, in whatever unit is the same
     * for all. One that breaks them ranks behind all that do not, and is never best.
     *
     * @param violation 0 where it keeps them
     * @throws IllegalArgumentException as {@link #tell} does, or if the violation is not a number of at least 0
     */
    public void tellViolation(Asked trial, double violation, double... scores) {
        if (!(violation >= 0)) {
            throw new IllegalArgumentException("TUNE-466 a violation is a number of at least 0, not " + violation
                    + "; tell 0 where constraints are kept");
        }
        if (scores.length != objectives.size()) {
            throw new IllegalArgumentException(
                    "TUNE-465 trial " + trial.number() + " of " + name + " needs a score for each of "
                            + objectives.stream().map(Objective::metric).toList() + ", not " + Arrays.toString(scores));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        for (int i = 0; i < scores.length; i++) {
            result.put(objectives.get(i).metric(), scores[i]);
        }
        close(
                trial,
                new TrialOutcome.Completed(),
                scores.clone(),
                violation,
                List.of(Collections.unmodifiableMap(result)));
    }

    /**
     * Tell that a configuration could not be evaluated.
     *
     * @throws IllegalArgumentException if it was not asked for, or was told already
     */
    public void tellFailed(Asked trial, Throwable cause) {
        double[] none = new double[objectives.size()];
        Arrays.fill(none, Double.NaN);
        close(trial, new TrialOutcome.Failed(cause, false), none, 0, List.of());
    }

    private void close(
            Asked trial, TrialOutcome outcome, double[] scores, double violation, List<Map<String, Object>> history) {
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
                        scores[0],
                        history,
                        List.of(),
                        Path.of(""),
                        Duration.ZERO,
                        1,
                        trial.by(),
                        violation));
        searcher.onTrialEnd(new Observation(
                trial.number(), trial.config(), outcome, scores, history.size(), violation, Double.NaN));
    }

    /** Return everything that was told so far. */
    public ResultGrid results() {
        return new ResultGrid(name, objectives, new ArrayList<>(told.values()));
    }
}
