package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Fails the build when the best score of a study is not good enough; a test of its own beside the trials.
 *
 * <p>It may be repeated, once a metric. Whether the threshold is a lower or an upper bound follows from the metric's {@link Mode}; the
 * threshold itself passes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Repeatable(Gates.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Gate {

    /** The worst score that passes; required. */
    double threshold() default Double.NaN;

    /** The metric, one of the study's; unset, its first. */
    String metric() default "";
}
