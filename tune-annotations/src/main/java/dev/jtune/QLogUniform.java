package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Draws a multiple of {@code q}, uniform in its logarithm: Ray Tune's {@code qloguniform}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface QLogUniform {
    /** The smallest value, included, greater than 0. */
    double lower();

    /** The largest value, included. */
    double upper();

    /** The step, greater than 0; both bounds are multiples of it. */
    double q();
}
