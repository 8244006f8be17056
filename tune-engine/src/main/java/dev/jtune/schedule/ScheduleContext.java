package dev.jtune.schedule;

import dev.jtune.Objective;
import dev.jtune.space.ParamSpace;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a scheduler or stopper is made for.
 *
 * @param objectives at least one; the first is the one that schedulers compare
 * @param seed the study's seed; a scheduler derives all its randomness from it
 * @param space the search space
 * @param numSamples samples asked for; {@link Integer#MAX_VALUE} where nobody knows
 * @param totalTrials how many trials the run will have unless it ends early; {@link Integer#MAX_VALUE} where nobody knows
 * @param slots how many trials run at a time; {@link Integer#MAX_VALUE} where nobody knows
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ScheduleContext(
        List<Objective> objectives, long seed, ParamSpace space, int numSamples, int totalTrials, int slots) {
    public ScheduleContext {
        objectives = List.copyOf(objectives);
    }

    /** Create the context of a study of which only the objectives are known. */
    public ScheduleContext(List<Objective> objectives, long seed) {
        this(objectives, seed, ParamSpace.parse(), Integer.MAX_VALUE);
    }

    /** Create the context of a study of which nobody knows how many trials it runs, and how many at a time. */
    public ScheduleContext(List<Objective> objectives, long seed, ParamSpace space, int numSamples) {
        this(objectives, seed, space, numSamples, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Return the objective that is compared. */
    public Objective objective() {
        return objectives.get(0);
    }
}
