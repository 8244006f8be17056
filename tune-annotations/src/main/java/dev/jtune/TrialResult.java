package dev.jtune;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What came of one trial.
 *
 * @param number the trial's number in its study, from 1
 * @param id number and digest of the configuration
 * @param config the configuration
 * @param seed the trial's seed
 * @param outcome how it ended
 * @param score its score by the study's first objective; {@code NaN} where it has none
 * @param history every result in order, each with the auto-filled metrics of {@link Metrics}, nested ones flattened with
 *     {@code /}; unmodifiable, and filled in when it is read
 * @param checkpoints the checkpoints that were kept, best first where the study ranks them, else newest first
 * @param directory the trial's directory
 * @param duration wall time of all its attempts
 * @param attempts how often its code was started
 * @param by the algorithm that suggested it, where the search chooses between several; {@code hand} where a person did; else an empty text
 * @param violation by how much it breaks the study's constraints on results, in all, see {@link ResultConstraint#violation(double)}; 0 where
 *     it keeps them or there are none, {@code NaN} where it did not report what they ask for
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TrialResult(
        int number,
        String id,
        Config config,
        long seed,
        TrialOutcome outcome,
        double score,
        List<Map<String, Object>> history,
        List<Checkpoint> checkpoints,
        Path directory,
        Duration duration,
        int attempts,
        String by,
        double violation) {

    public TrialResult {
        checkpoints = List.copyOf(checkpoints);
    }

    /** Create the result of a trial without constraints. */
    public TrialResult(
            int number,
            String id,
            Config config,
            long seed,
            TrialOutcome outcome,
            double score,
            List<Map<String, Object>> history,
            List<Checkpoint> checkpoints,
            Path directory,
            Duration duration,
            int attempts,
            String by) {
        this(number, id, config, seed, outcome, score, history, checkpoints, directory, duration, attempts, by, 0);
    }

    /** Tell whether it keeps the study's constraints on results, as far as it has results. */
    public boolean isFeasible() {
        return violation <= 0;
    }

    /** Return this trial with the means of all trials of its configuration. */
    TrialResult withMeans(double meanScore, double meanViolation) {
        return new TrialResult(
                number,
                id,
                config,
                seed,
                outcome,
                meanScore,
                history,
                checkpoints,
                directory,
                duration,
                attempts,
                by,
                meanViolation);
    }

    /** Return the last result, empty where nothing was reported. */
    public Map<String, Object> metrics() {
        return history.isEmpty() ? Map.of() : history.get(history.size() - 1);
    }

    /** Return the number of results. */
    public int iterations() {
        return history.size();
    }

    /** Return what the trial failed of, where it failed. */
    public Optional<Throwable> error() {
        return outcome instanceof TrialOutcome.Failed failed ? Optional.of(failed.cause()) : Optional.empty();
    }

    /** Return the first of {@link #checkpoints()}: the best where the study ranks them, else the newest. */
    public Optional<Checkpoint> checkpoint() {
        return checkpoints.stream().findFirst();
    }

    /** Return the trial's values of a numeric metric, in order; a result without it is skipped. */
    public double[] series(String metric) {
        return history.stream()
                .map(result -> result.get(metric))
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
    }

    /** Return the trial's score by {@code objective}, {@code NaN} where it never reported the metric. */
    public double score(Objective objective) {
        Objective.Score score = objective.newScore();
        for (double value : series(objective.metric())) {
            score.add(value);
        }
        return score.value();
    }

    /**
     * Return every result as CSV (RFC 4180), one row a result: a column for each metric that any of them has, the configuration and
     * the auto-filled metrics included.
     */
    public String toCsv() {
        Set<String> names = new LinkedHashSet<>();
        history.forEach(result -> names.addAll(result.keySet()));
        Csv csv = new Csv();
        csv.row(List.copyOf(names));
        for (Map<String, Object> result : history) {
            List<@Nullable Object> row = new ArrayList<>();
            names.forEach(name -> row.add(result.get(name)));
            csv.row(row);
        }
        return csv.toString();
    }
}
