package dev.jtune.schedule;

import dev.jtune.Mode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends a trial of a study whose last results hardly differ.
 *
 * <pre>{@code
 * @TrialPlateau(metric = "loss", std = 0.001, numResults = 5, gracePeriod = 10)
 * }</pre>
 *
 * <p>Settings out of their bounds are errors TUNE-447 and TUNE-449.
 */
@StopWith(TrialPlateauFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface TrialPlateau {
    /** The metric to watch. Default: the study's first. */
    String metric() default "";

    /** The trial ends if its last results spread by at most this standard deviation. At least 0; default 0.01. */
    double std() default 0.01;

    /** How many results are looked at. At least 2; default 4. */
    int numResults() default 4;

    /** Results before the first decision. At least 0; default 4. */
    int gracePeriod() default 4;

    /** The trial ends only where the metric is at least as good as this. Default, {@code NaN}: wherever it is. */
    double threshold() default Double.NaN;

    /** The metric's mode, for the threshold; at most one. Default: the study's mode for this metric. */
    Mode[] mode() default {};
}
