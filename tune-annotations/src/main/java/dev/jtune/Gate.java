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
 * <p>A gate compares with a threshold, with a baseline that the team has committed, or with both:
 *
 * <pre>{@code
 * @Gate(threshold = 0.93)                               // the best score of the search
 * @Gate(threshold = 0.93, confirm = 5)                  // the mean of five evaluations of the best configuration
 * @Gate(baseline = Gate.DEFAULT, tolerance = "0.5%")    // no worse than src/test/tune/DigitsTest.network.json
 * }</pre>
 *
 * <p>It may be repeated, once a metric. Whether a threshold is a lower or an upper bound follows from the metric's {@link Mode}; the
 * threshold itself passes. One gate of a study may evaluate its best configuration again.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Repeatable(Gates.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Gate {
    /** The baseline in {@code src/test/tune/}, with the simple name of the class and the name of the study as its own. */
    String DEFAULT = "default";

    /** The metric of a gate on the front of a study with several objectives: the volume that it dominates, up to {@link #reference}. */
    String HYPERVOLUME = "hypervolume";

    /** The worst score that passes; required unless there is a baseline. */
    double threshold() default Double.NaN;

    /** The metric, one of the study's, or {@link #HYPERVOLUME}; unset, its first. */
    String metric() default "";

    /** With {@link #HYPERVOLUME}, a value of each of the study's metrics that is barely of interest: what is not better counts for nothing. */
    double[] reference() default {};

    /**
     * The committed score that the confirmed one must not be worse than: {@link #DEFAULT}, or a file, relative to the project,
     * such as {@code src/test/tune/digits.json}. Unset, there is none.
     */
    String baseline() default "";

    /**
     * By how much the mean score may be worse than the baseline: {@code 0.005} of the metric, {@code 0.5%} of the baseline, or {@code 1sd}, standard
     * deviations of its noise; the default is {@code 1sd}.
     */
    String tolerance() default "";

    /**
     * How many times the best configuration is evaluated again, on seeds that the search has not seen; twice as often where that decides nothing
     * against a baseline. 1 is for an objective without noise, 0 for the best score of the search; -1, the default, is 5 with a baseline and 0
     * without.
     */
    int confirm() default -1;

    /** The probability that an unchanged score is called worse than its baseline; more than 0 and at most 0.5. */
    double alpha() default 0.02;

    /** Whether the build fails by it; {@code false} only tells. */
    boolean enforce() default true;

    /** What happens where there is no baseline yet. */
    MissingBaseline onMissingBaseline() default MissingBaseline.FAIL_IN_CI;
}
