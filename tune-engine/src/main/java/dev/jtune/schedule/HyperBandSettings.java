package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.Problem;
import dev.jtune.search.cube.Brackets;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Settings of HyperBand.
 *
 * <pre>{@code
 * HyperBandSettings.DEFAULT.maxT(27).gracePeriod(3)
 * }</pre>
 *
 * @param maxT units of time after which a trial ends; at least {@code gracePeriod}
 * @param gracePeriod units of time before the first halving; at least 1
 * @param reductionFactor one of so many trials goes on from each halving; at least 2
 * @param order which bracket is filled first
 * @param timeAttr the metric that measures time, usually {@code training_iteration}
 * @param stopLastTrials whether a trial that has reached {@code maxT} ends
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HyperBandSettings(
        long maxT,
        long gracePeriod,
        int reductionFactor,
        HyperBandOrder order,
        String timeAttr,
        boolean stopLastTrials) {

    /** 81 iterations, and a third goes on after 1, 3, 9 and 27 of them. */
    public static final HyperBandSettings DEFAULT =
            new HyperBandSettings(81, 1, 3, HyperBandOrder.LARGEST_FIRST, Metrics.TRAINING_ITERATION, true);

    /** Return these settings with another {@code maxT}. */
    public HyperBandSettings maxT(long value) {
        return new HyperBandSettings(value, gracePeriod, reductionFactor, order, timeAttr, stopLastTrials);
    }

    /** Return these settings with another {@code gracePeriod}. */
    public HyperBandSettings gracePeriod(long value) {
        return new HyperBandSettings(maxT, value, reductionFactor, order, timeAttr, stopLastTrials);
    }

    /** Return these settings with another {@code reductionFactor}. */
    public HyperBandSettings reductionFactor(int value) {
        return new HyperBandSettings(maxT, gracePeriod, value, order, timeAttr, stopLastTrials);
    }

    /** Return these settings with another {@code order}. */
    public HyperBandSettings order(HyperBandOrder value) {
        return new HyperBandSettings(maxT, gracePeriod, reductionFactor, value, timeAttr, stopLastTrials);
    }

    /** Return these settings with another {@code timeAttr}. */
    public HyperBandSettings timeAttr(String value) {
        return new HyperBandSettings(maxT, gracePeriod, reductionFactor, order, value, stopLastTrials);
    }

    /** Return these settings with another {@code stopLastTrials}. */
    public HyperBandSettings stopLastTrials(boolean value) {
        return new HyperBandSettings(maxT, gracePeriod, reductionFactor, order, timeAttr, value);
    }

    Brackets brackets() {
        return new Brackets(maxT, gracePeriod, reductionFactor);
    }

    /** Return everything that is wrong with the settings. */
    List<Problem> problems(String scheduler) {
        return HalvingProblems.of(scheduler, maxT, gracePeriod, reductionFactor, timeAttr);
    }
}
