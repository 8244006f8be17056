package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Draws a normally distributed number, rounded to a multiple of {@code q}: Ray Tune's {@code qrandn}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface QRandn {
    /** The mean. */
    double mean() default 0;

    /** The standard deviation, greater than 0. */
    double sd() default 1;

    /** The step, greater than 0. */
    double q();
}
