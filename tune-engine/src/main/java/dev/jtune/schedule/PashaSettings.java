package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.Problem;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Settings of PASHA.
 *
 * @param maxT units of time that no trial runs longer than; at least {@code gracePeriod}
 * @param gracePeriod units of time before the first decision; at least 1
 * @param reductionFactor one of so many trials goes on from each rung; at least 2
 * @param timeAttr the metric that measures time, usually {@code training_iteration}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PashaSettings(long maxT, long gracePeriod, int reductionFactor, String timeAttr) {

    /** At most 100 iterations, with rungs at 1, 3, 9, 27 and 81. */
    public static final PashaSettings DEFAULT = new PashaSettings(100, 1, 3, Metrics.TRAINING_ITERATION);

    /** Return these settings with another {@code maxT}. */
    public PashaSettings maxT(long value) {
        return new PashaSettings(value, gracePeriod, reductionFactor, timeAttr);
    }

    /** Return these settings with another {@code gracePeriod}. */
    public PashaSettings gracePeriod(long value) {
        return new PashaSettings(maxT, value, reductionFactor, timeAttr);
    }

    /** Return these settings with another {@code reductionFactor}. */
    public PashaSettings reductionFactor(int value) {
        return new PashaSettings(maxT, gracePeriod, value, timeAttr);
    }

    /** Return these settings with another {@code timeAttr}. */
    public PashaSettings timeAttr(String value) {
        return new PashaSettings(maxT, gracePeriod, reductionFactor, value);
    }

    AshaSettings asha() {
        return new AshaSettings(maxT, gracePeriod, reductionFactor, 1, AshaVariant.PROMOTION, timeAttr, true);
    }

    /** Return everything that is wrong with the settings. */
    List<Problem> problems() {
        return HalvingProblems.of("PASHA", maxT, gracePeriod, reductionFactor, timeAttr);
    }
}
