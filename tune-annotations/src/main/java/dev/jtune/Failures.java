package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Says what follows from errors in trials.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Failures {

    /** How often a trial may start again after an error, from its last checkpoint where it has one; -1 for any number. */
    int maxFailures() default 0;

    /** Whether the first trial that ends with an error ends the study. */
    boolean failFast() default false;

    /**
     * How many trials may end with an error without failing: a share of all trials, {@code "10%"}, rounded down, or a number,
     * {@code "3"}. Such trials are reported as aborted.
     */
    String tolerate() default "0%";
}
