package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.Problem;
import dev.jtune.search.cube.Brackets;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Settings of DEHB, the same for its scheduler and its searcher.
 *
 * @param maxT units of time of a full run; at least {@code gracePeriod}
 * @param gracePeriod units of time of the shortest trials; at least 1
 * @param reductionFactor trials of each level run so many times as long as those below; at least 2
 * @param timeAttr the metric that measures time, usually {@code training_iteration}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DehbSettings(long maxT, long gracePeriod, int reductionFactor, String timeAttr) {

    /** Trials of 1, 3, 9, 27 and 81 iterations. */
    public static final DehbSettings DEFAULT = new DehbSettings(81, 1, 3, Metrics.TRAINING_ITERATION);

    /** Return these settings with another {@code maxT}. */
    public DehbSettings maxT(long value) {
        return new DehbSettings(value, gracePeriod, reductionFactor, timeAttr);
    }

    /** Return these settings with another {@code gracePeriod}. */
    public DehbSettings gracePeriod(long value) {
        return new DehbSettings(maxT, value, reductionFactor, timeAttr);
    }

    /** Return these settings with another {@code reductionFactor}. */
    public DehbSettings reductionFactor(int value) {
        return new DehbSettings(maxT, gracePeriod, value, timeAttr);
    }

    /** Return these settings with another {@code timeAttr}. */
    public DehbSettings timeAttr(String value) {
        return new DehbSettings(maxT, gracePeriod, reductionFactor, value);
    }

    Brackets brackets() {
        return new Brackets(maxT, gracePeriod, reductionFactor);
    }

    /** Return everything that is wrong with the settings. */
    List<Problem> problems() {
        return HalvingProblems.of("DEHB", maxT, gracePeriod, reductionFactor, timeAttr);
    }
}
