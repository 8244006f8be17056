package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Settings of ASHA. Those of {@link #DEFAULT} are Ray Tune's, except that one trial in three goes on, not in four, and that there are two
 * brackets, not one.
 *
 * <pre>{@code
 * AshaSettings.DEFAULT.maxT(27).gracePeriod(3)
 * }</pre>
 *
 * @param maxT units of time after which a trial ends; at least {@code gracePeriod}
 * @param gracePeriod units of time before the first decision; at least 1
 * @param reductionFactor one of so many trials goes on from each rung; at least 2
 * @param brackets how many groups of trials, each of which starts its decisions a rung later; at least 1, and where there are
 *     fewer rungs, as many as those
 * @param variant whether a trial stops or waits at a rung
 * @param timeAttr the metric that measures time, usually {@code training_iteration}
 * @param stopLastTrials whether a trial that has reached {@code maxT} ends
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record AshaSettings(
        long maxT,
        long gracePeriod,
        int reductionFactor,
        int brackets,
        AshaVariant variant,
        String timeAttr,
        boolean stopLastTrials) {

    /** 100 iterations, decisions after 1, 3, 9, 27 and 81, the first of them for all but a quarter of the trials. */
    public static final AshaSettings DEFAULT =
            new AshaSettings(100, 1, 3, 2, AshaVariant.STOPPING, Metrics.TRAINING_ITERATION, true);

    /** Return these settings with another {@code maxT}. */
    public AshaSettings maxT(long value) {
        return new AshaSettings(value, gracePeriod, reductionFactor, brackets, variant, timeAttr, stopLastTrials);
    }

    /** Return these settings with another {@code gracePeriod}. */
    public AshaSettings gracePeriod(long value) {
        return new AshaSettings(maxT, value, reductionFactor, brackets, variant, timeAttr, stopLastTrials);
    }

    /** Return these settings with another {@code reductionFactor}. */
    public AshaSettings reductionFactor(int value) {
        return new AshaSettings(maxT, gracePeriod, value, brackets, variant, timeAttr, stopLastTrials);
    }

    /** Return these settings with another number of {@code brackets}. */
    public AshaSettings brackets(int value) {
        return new AshaSettings(maxT, gracePeriod, reductionFactor, value, variant, timeAttr, stopLastTrials);
    }

    /** Return these settings with another {@code variant}. */
    public AshaSettings variant(AshaVariant value) {
        return new AshaSettings(maxT, gracePeriod, reductionFactor, brackets, value, timeAttr, stopLastTrials);
    }

    /** Return these settings with another {@code timeAttr}. */
    public AshaSettings timeAttr(String value) {
        return new AshaSettings(maxT, gracePeriod, reductionFactor, brackets, variant, value, stopLastTrials);
    }

    /** Return these settings with another {@code stopLastTrials}. */
    public AshaSettings stopLastTrials(boolean value) {
        return new AshaSettings(maxT, gracePeriod, reductionFactor, brackets, variant, timeAttr, value);
    }

    /** Return the times of decision: the grace period, and from there each {@code reductionFactor} times the one before. */
    List<Long> rungs() {
        List<Long> rungs = new ArrayList<>();
        for (long rung = gracePeriod; rung <= maxT; rung *= reductionFactor) {
            rungs.add(rung);
            if (rung > maxT / reductionFactor) {
                break;
            }
        }
        return rungs;
    }

    /** Return the times of decision of each bracket, those of the first first. */
    List<List<Long>> rungsOfBrackets() {
        List<Long> rungs = rungs();
        return IntStream.range(0, Math.min(brackets, rungs.size()))
                .mapToObj(skipped -> rungs.subList(skipped, rungs.size()))
                .toList();
    }

    /** Return everything that is wrong with the settings. */
    List<Problem> problems() {
        List<Problem> problems = HalvingProblems.of("ASHA", maxT, gracePeriod, reductionFactor, timeAttr);
        if (brackets < 1) {
            problems.add(new Problem(
                    "TUNE-442",
                    "ASHA",
                    "brackets must be at least 1, was " + brackets,
                    "with 1 all trials are judged from the first rung on, with 2 some only from the second"));
        }
        return problems;
    }
}
