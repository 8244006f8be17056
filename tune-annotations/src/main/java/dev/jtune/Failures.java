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

    /**
     * How long the first restart of a trial waits, such as {@code "1s"}; each further one waits twice as long as the one before, up to 64 times. Empty,
     * the default: no time.
     */
    String backOff() default "";

    /**
     * How long a trial may take from one result to the next, its setup and its end included, such as {@code "30s"}. One that takes longer has
     * failed: its thread is interrupted and left behind, and the error shows where it was. Empty, the default: any time.
     */
    String timeLimit() default "";
}
