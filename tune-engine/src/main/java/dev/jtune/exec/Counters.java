package dev.jtune.exec;

import dev.jtune.Metrics;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Where a trial is in its life: what the auto-filled metrics count.
 *
 * @param iteration results so far over the trial's life
 * @param sinceRestore results of this attempt
 * @param seconds of the last step
 * @param totalSeconds sum over the trial's life
 * @param secondsSinceRestore sum of this attempt
 * @param timesteps sum of {@link Metrics#TIMESTEPS_THIS_ITER} over the trial's life, -1 where none was reported
 * @param timestepsSinceRestore the same of this attempt
 * @param episodes sum of {@link Metrics#EPISODES_THIS_ITER} over the trial's life, -1 where none was reported
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Counters(
        int iteration,
        int sinceRestore,
        double seconds,
        double totalSeconds,
        double secondsSinceRestore,
        long timesteps,
        long timestepsSinceRestore,
        long episodes) {

    /** Before the first result. */
    public static final Counters START = new Counters(0, 0, 0, 0, 0, -1, -1, -1);

    /** Return the counters after a result that took {@code measuredSeconds}, unless it says otherwise itself. */
    public Counters after(Map<String, Object> metrics, double measuredSeconds) {
        double step = metrics.get(Metrics.TIME_THIS_ITER_S) instanceof Number own ? own.doubleValue() : measuredSeconds;
        return new Counters(
                iteration + 1,
                sinceRestore + 1,
                step,
                totalSeconds + step,
                secondsSinceRestore + step,
                summed(timesteps, metrics, Metrics.TIMESTEPS_THIS_ITER, Metrics.TIMESTEPS_TOTAL),
                summed(timestepsSinceRestore, metrics, Metrics.TIMESTEPS_THIS_ITER, ""),
                summed(episodes, metrics, Metrics.EPISODES_THIS_ITER, Metrics.EPISODES_TOTAL));
    }

    private static long summed(long before, Map<String, Object> metrics, String addend, String total) {
        if (metrics.get(total) instanceof Number own) {
            return own.longValue();
        }
        return metrics.get(addend) instanceof Number more ? Math.max(before, 0) + more.longValue() : before;
    }

    /** Return the counters with which an attempt goes on from a checkpoint. */
    public Counters restored() {
        return new Counters(iteration, 0, 0, totalSeconds, 0, timesteps, -1, episodes);
    }
}
