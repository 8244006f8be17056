package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.space.ParamSpace;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a searcher is made for.
 *
 * @param space the search space
 * @param objectives at least one
 * @param seed the study's seed; a searcher derives all its randomness from it
 * @param numSamples samples asked for; with a grid, each sample is a whole grid
 * @param points configurations to evaluate first; they may leave parameters open
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SearchContext(
        ParamSpace space, List<Objective> objectives, long seed, int numSamples, List<Config> points) {
    public SearchContext {
        objectives = List.copyOf(objectives);
        points = List.copyOf(points);
    }
}
