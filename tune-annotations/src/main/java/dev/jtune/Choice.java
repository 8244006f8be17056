package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Draws one of several values: Ray Tune's {@code choice}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Choice {

    /** The values as text; unset on an enum or a boolean, all its values. */
    String[] value() default {};

    /** Whether neighbours in the list are similar, as sizes are; a searcher may use it. */
    boolean ordered() default false;
}
