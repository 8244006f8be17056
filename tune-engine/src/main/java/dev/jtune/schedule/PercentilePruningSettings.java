package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Settings of percentile pruning; those of {@link #DEFAULT} are those of Optuna's median pruner.
 *
 * @param percentile how many of a hundred complete trials a trial may be behind, counted from the best; from 0 to 100
 * @param startupTrials how many trials must be complete before any is ended; at least 0
 * @param warmupSteps the step before which no trial is ended; at least 0
 * @param intervalSteps how many steps from one decision to the next; at least 1
 * @param minTrials how many complete trials must have a value at the step; at least 1
 * @param timeAttr the metric that counts steps, usually {@code training_iteration}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PercentilePruningSettings(
        double percentile, int startupTrials, long warmupSteps, long intervalSteps, int minTrials, String timeAttr) {

    /** The median of the complete trials, once there are five. */
    public static final PercentilePruningSettings DEFAULT =
            new PercentilePruningSettings(50, 5, 0, 1, 1, Metrics.TRAINING_ITERATION);

    /** Return these settings with another {@code percentile}. */
    public PercentilePruningSettings percentile(double value) {
        return new PercentilePruningSettings(value, startupTrials, warmupSteps, intervalSteps, minTrials, timeAttr);
    }

    /** Return these settings with another {@code startupTrials}. */
    public PercentilePruningSettings startupTrials(int value) {
        return new PercentilePruningSettings(percentile, value, warmupSteps, intervalSteps, minTrials, timeAttr);
    }

    /** Return these settings with another {@code warmupSteps}. */
    public PercentilePruningSettings warmupSteps(long value) {
        return new PercentilePruningSettings(percentile, startupTrials, value, intervalSteps, minTrials, timeAttr);
    }

    /** Return these settings with another {@code intervalSteps}. */
    public PercentilePruningSettings intervalSteps(long value) {
        return new PercentilePruningSettings(percentile, startupTrials, warmupSteps, value, minTrials, timeAttr);
    }

    /** Return these settings with another {@code minTrials}. */
    public PercentilePruningSettings minTrials(int value) {
        return new PercentilePruningSettings(percentile, startupTrials, warmupSteps, intervalSteps, value, timeAttr);
    }

    /** Return these settings with another {@code timeAttr}. */
    public PercentilePruningSettings timeAttr(String value) {
        return new PercentilePruningSettings(percentile, startupTrials, warmupSteps, intervalSteps, minTrials, value);
    }

    CheckSteps checkSteps() {
        return new CheckSteps(warmupSteps, intervalSteps);
    }

    /** Return everything that is wrong with the settings. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Wrong wrong = new Wrong("TUNE-481", "percentile pruning", problems);
        wrong.unless(percentile >= 0 && percentile <= 100, "percentile must be from 0 to 100, was " + percentile);
        wrong.unless(startupTrials >= 0, "startupTrials must be at least 0, was " + startupTrials);
        wrong.unless(minTrials >= 1, "minTrials must be at least 1, was " + minTrials);
        checkSteps().check(wrong);
        wrong.ifBlank("timeAttr", timeAttr);
        return problems;
    }
}
