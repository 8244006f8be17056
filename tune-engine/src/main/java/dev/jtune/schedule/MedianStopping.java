package dev.jtune.schedule;

import dev.jtune.Metrics;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends trials of a study early that never were as good as others are on average.
 *
 * <p>At each of its times a trial ends if its best value so far is strictly worse than the median of the means of the other trials up to
 * that time. It asks for no rungs and no length of a full run, and ends fewer trials than {@link Asha}.
 *
 * <pre>{@code
 * @MedianStopping(gracePeriod = 5)
 * }</pre>
 *
 * <p>Settings out of their bounds are error TUNE-480. Source: D. Golovin et al., Google Vizier: A Service for Black-Box Optimization, KDD
 * 2017, section 3.2.1; the variant of Ray Tune.
 */
@ScheduleWith(MedianStoppingFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface MedianStopping {
    /** Time before the first decision, and from which means are taken. At least 0; default 1. */
    long gracePeriod() default 1;

    /** How many other trials must have come as far. At least 1; default 3. */
    int minSamples() default 3;

    /** The metric that measures time. Default: the number of results. */
    String timeAttr() default Metrics.TRAINING_ITERATION;
}
