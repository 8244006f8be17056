package dev.jtune.schedule;

import dev.jtune.Metrics;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends a trial whose value leaves its bounds or is not finite: a training that diverges.
 *
 * <pre>{@code
 * @ThresholdPruning(upper = 10)                       // a loss above 10, NaN or infinite
 * @ThresholdPruning(lower = 0.5, warmupSteps = 10)    // an accuracy below 0.5 after 10 iterations
 * }</pre>
 *
 * <p>Settings out of their bounds are error TUNE-483. Source: {@code ThresholdPruner} of T. Akiba et al., Optuna, KDD 2019.
 */
@ScheduleWith(ThresholdPruningFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ThresholdPruning {
    /** The smallest value with which a trial goes on. Default: any. */
    double lower() default Double.NEGATIVE_INFINITY;

    /** The largest value with which a trial goes on. Default: any. */
    double upper() default Double.POSITIVE_INFINITY;

    /** The step before which no trial is ended. At least 0; default 0. */
    long warmupSteps() default 0;

    /** How many steps from one decision to the next, from {@link #warmupSteps} on. At least 1; default 1. */
    long intervalSteps() default 1;

    /** The metric that counts steps. Default: the number of results. */
    String timeAttr() default Metrics.TRAINING_ITERATION;
}
