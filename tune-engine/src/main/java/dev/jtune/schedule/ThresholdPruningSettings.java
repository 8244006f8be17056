package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The bounds within which a trial's values stay.
 *
 * @param lower the smallest value with which a trial goes on; negative infinity for any
 * @param upper the largest value with which a trial goes on; infinity for any
 * @param warmupSteps the step before which no trial is ended; at least 0
 * @param intervalSteps how many steps from one decision to the next; at least 1
 * @param timeAttr the metric that counts steps, usually {@code training_iteration}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ThresholdPruningSettings(
        double lower, double upper, long warmupSteps, long intervalSteps, String timeAttr) {

    /** Any finite value, looked at in each iteration. */
    public static final ThresholdPruningSettings DEFAULT = new ThresholdPruningSettings(
            Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 1, Metrics.TRAINING_ITERATION);

    /** Return these settings with another {@code lower}. */
    public ThresholdPruningSettings lower(double value) {
        return new ThresholdPruningSettings(value, upper, warmupSteps, intervalSteps, timeAttr);
    }

    /** Return these settings with another {@code upper}. */
    public ThresholdPruningSettings upper(double value) {
        return new ThresholdPruningSettings(lower, value, warmupSteps, intervalSteps, timeAttr);
    }

    /** Return these settings with another {@code warmupSteps}. */
    public ThresholdPruningSettings warmupSteps(long value) {
        return new ThresholdPruningSettings(lower, upper, value, intervalSteps, timeAttr);
    }

    /** Return these settings with another {@code intervalSteps}. */
    public ThresholdPruningSettings intervalSteps(long value) {
        return new ThresholdPruningSettings(lower, upper, warmupSteps, value, timeAttr);
    }

    /** Return these settings with another {@code timeAttr}. */
    public ThresholdPruningSettings timeAttr(String value) {
        return new ThresholdPruningSettings(lower, upper, warmupSteps, intervalSteps, value);
    }

    CheckSteps checkSteps() {
        return new CheckSteps(warmupSteps, intervalSteps);
    }

    /** Return everything that is wrong with the settings. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Wrong wrong = new Wrong("TUNE-483", "threshold pruning", problems);
        wrong.unless(lower <= upper, "lower must be at most upper, was " + lower + " with an upper of " + upper);
        checkSteps().check(wrong);
        wrong.ifBlank("timeAttr", timeAttr);
        return problems;
    }
}
