package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Marks a method that is called once after a study with its {@link ResultGrid}, as a test of its own: the verdict.
 *
 * <p>What it throws fails that test.
 *
 * <pre>{@code
 * @AfterTune("network")
 * void goodEnough(ResultGrid results) {
 *   assertThat(results).hasNoErrors().hasBestAtLeast(0.93);
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface AfterTune {

    /** The name of the {@link Tune} method; may be left out where the class has one. */
    String value() default "";
}
