package dev.jtune.schedule;

import dev.jtune.Metrics;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends trials of a study early whose best value so far is not among the best part of those that complete trials had at the same step.
 *
 * <p>With the default of 50 percent it is Optuna's median pruner, with any other its percentile pruner.
 *
 * <pre>{@code
 * @PercentilePruning(percentile = 25, warmupSteps = 5)   // a trial goes on while it is among the best quarter
 * }</pre>
 *
 * <p>Settings out of their bounds are error TUNE-481. Source: {@code PercentilePruner} of T. Akiba et al., Optuna, KDD 2019.
 */
@ScheduleWith(PercentilePruningFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PercentilePruning {
    /** How many of a hundred complete trials a trial may be behind, counted from the best. From 0 to 100; default 50, the median. */
    double percentile() default 50;

    /** How many trials must be complete before any is ended. At least 0; default 5. */
    int startupTrials() default 5;

    /** The step before which no trial is ended. At least 0; default 0. */
    long warmupSteps() default 0;

    /** How many steps from one decision to the next, from {@link #warmupSteps} on. At least 1; default 1. */
    long intervalSteps() default 1;

    /** How many complete trials must have a value at the step. At least 1; default 1. */
    int minTrials() default 1;

    /** The metric that counts steps. Default: the number of results. */
    String timeAttr() default Metrics.TRAINING_ITERATION;
}
