package dev.jtune.gate;

import dev.jtune.Config;
import dev.jtune.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A configuration evaluated again, on seeds that no search has seen: what the best score of a search is worth.
 *
 * @param trial the trial of the search that had the configuration, 0 where it is that of the committed baseline
 * @param config the configuration
 * @param iterations results after which an evaluation ends that does not end before; 0 where it ends by itself
 * @param metric the metric
 * @param mode its better direction
 * @param seeds the seed of each evaluation
 * @param scores the score of each evaluation, as many as seeds
 * @param deterministic whether another evaluation of one of the seeds gave the same score
 * @param searched the score that the search saw, {@code NaN} where none did
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Confirmation(
        int trial,
        Config config,
        int iterations,
        String metric,
        Mode mode,
        List<Long> seeds,
        List<Double> scores,
        boolean deterministic,
        double searched) {

    public Confirmation {
        seeds = List.copyOf(seeds);
        scores = List.copyOf(scores);
        if (scores.isEmpty() || scores.size() != seeds.size()) {
            throw new IllegalArgumentException(
                    "there is a score for each seed, and at least one; these are " + seeds + " and " + scores);
        }
    }

    /** Return the mean score. */
    public double mean() {
        return Sample.of(scores).mean();
    }

    /** Return the standard deviation of the scores, 0 for a single one. */
    public double sd() {
        return Sample.of(scores).sd();
    }

    Confirmation with(List<Long> allSeeds, List<Double> allScores) {
        return new Confirmation(trial, config, iterations, metric, mode, allSeeds, allScores, deterministic, searched);
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("trial", trial);
        json.put("config", new TreeMap<>(config.asMap()));
        json.put("iterations", iterations);
        json.put("metric", metric);
        json.put("mode", mode.name());
        json.put("seeds", seeds);
        json.put("scores", scores);
        json.put("mean", mean());
        json.put("sd", sd());
        json.put("deterministic", deterministic);
        json.put("searched", Fields.orNull(searched));
        return json;
    }

    static Confirmation of(Fields json) {
        return new Confirmation(
                json.count("trial"),
                json.config("config"),
                json.count("iterations"),
                json.text("metric"),
                json.constant("mode", Mode.class),
                json.wholeNumbers("seeds"),
                json.numbers("scores"),
                json.bool("deterministic"),
                json.number("searched"));
    }
}
