package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.space.ParamSpace;
import java.util.List;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * What a searcher is made for.
 *
 * @param space the search space
 * @param objectives at least one
 * @param seed the study's seed; a searcher derives all its randomness from it
 * @param numSamples samples asked for; with a grid, each sample is a whole grid
 * @param points configurations to evaluate first; they may leave parameters open
 * @param concurrency how many trials run at a time, at least 1
 * @param noisy whether evaluating a configuration again may give another score
 * @param secondsPerTrial how long an evaluation takes, where it was declared
 * @param earlier trials of earlier studies, with numbers up to 0 and configurations of this space; a searcher may learn from them
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SearchContext(
        ParamSpace space,
        List<Objective> objectives,
        long seed,
        int numSamples,
        List<Config> points,
        int concurrency,
        boolean noisy,
        OptionalDouble secondsPerTrial,
        List<Observation> earlier) {
    public SearchContext {
        objectives = List.copyOf(objectives);
        points = List.copyOf(points);
        earlier = List.copyOf(earlier);
    }

    /** Create the context of a study that begins without earlier trials. */
    public SearchContext(
            ParamSpace space,
            List<Objective> objectives,
            long seed,
            int numSamples,
            List<Config> points,
            int concurrency,
            boolean noisy,
            OptionalDouble secondsPerTrial) {
        this(space, objectives, seed, numSamples, points, concurrency, noisy, secondsPerTrial, List.of());
    }

    /** Create the context of a study that runs one trial at a time, without noise. */
    public SearchContext(ParamSpace space, List<Objective> objectives, long seed, int numSamples, List<Config> points) {
        this(space, objectives, seed, numSamples, points, 1, false, OptionalDouble.empty());
    }
}
