package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Settings of pruning by the signed-rank test; those of {@link #DEFAULT} are Optuna's.
 *
 * @param pThreshold the probability of differences as bad below which a trial ends; from 0 to 1
 * @param startupSteps how many instances both trials must have; at least 0, and 2 are needed in any case
 * @param instance the metric that names the instance, a number
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record WilcoxonPruningSettings(double pThreshold, int startupSteps, String instance) {

    /** One in ten, with two instances, which are counted by {@code training_iteration}. */
    public static final WilcoxonPruningSettings DEFAULT =
            new WilcoxonPruningSettings(0.1, 2, Metrics.TRAINING_ITERATION);

    /** Return these settings with another {@code pThreshold}. */
    public WilcoxonPruningSettings pThreshold(double value) {
        return new WilcoxonPruningSettings(value, startupSteps, instance);
    }

    /** Return these settings with another {@code startupSteps}. */
    public WilcoxonPruningSettings startupSteps(int value) {
        return new WilcoxonPruningSettings(pThreshold, value, instance);
    }

    /** Return these settings with another {@code instance}. */
    public WilcoxonPruningSettings instance(String value) {
        return new WilcoxonPruningSettings(pThreshold, startupSteps, value);
    }

    /** Return everything that is wrong with the settings. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Wrong wrong = new Wrong("TUNE-484", "Wilcoxon pruning", problems);
        wrong.unless(pThreshold >= 0 && pThreshold <= 1, "pThreshold must be from 0 to 1, was " + pThreshold);
        wrong.unless(startupSteps >= 0, "startupSteps must be at least 0, was " + startupSteps);
        wrong.ifBlank("instance", instance);
        return problems;
    }
}
