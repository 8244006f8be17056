package dev.jtune.schedule;

import dev.jtune.Objective;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a scheduler or stopper is made for.
 *
 * @param objectives at least one; the first is the one that schedulers compare
 * @param seed the study's seed; a scheduler derives all its randomness from it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ScheduleContext(List<Objective> objectives, long seed) {
    public ScheduleContext {
        objectives = List.copyOf(objectives);
    }

    /** Return the objective that is compared. */
    public Objective objective() {
        return objectives.get(0);
    }
}
