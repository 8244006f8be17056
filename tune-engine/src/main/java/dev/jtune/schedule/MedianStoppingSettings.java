package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Settings of the median stopping rule.
 *
 * @param gracePeriod units of time before the first decision, and from which means are taken; at least 0
 * @param minSamples how many other trials must have come as far; at least 1
 * @param timeAttr the metric that measures time, usually {@code training_iteration}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MedianStoppingSettings(long gracePeriod, int minSamples, String timeAttr) {

    /** Decisions from the first iteration on, with three other trials to compare to. */
    public static final MedianStoppingSettings DEFAULT = new MedianStoppingSettings(1, 3, Metrics.TRAINING_ITERATION);

    /** Return these settings with another {@code gracePeriod}. */
    public MedianStoppingSettings gracePeriod(long value) {
        return new MedianStoppingSettings(value, minSamples, timeAttr);
    }

    /** Return these settings with another {@code minSamples}. */
    public MedianStoppingSettings minSamples(int value) {
        return new MedianStoppingSettings(gracePeriod, value, timeAttr);
    }

    /** Return these settings with another {@code timeAttr}. */
    public MedianStoppingSettings timeAttr(String value) {
        return new MedianStoppingSettings(gracePeriod, minSamples, value);
    }

    /** Return everything that is wrong with the settings. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Wrong wrong = new Wrong("TUNE-480", "median stopping", problems);
        wrong.unless(gracePeriod >= 0, "gracePeriod must be at least 0, was " + gracePeriod);
        wrong.unless(minSamples >= 1, "minSamples must be at least 1, was " + minSamples);
        wrong.ifBlank("timeAttr", timeAttr);
        return problems;
    }
}
