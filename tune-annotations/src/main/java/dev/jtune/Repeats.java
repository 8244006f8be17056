package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Evaluates each configuration by several trials with seeds of their own, because the score of one is partly luck. The search learns from
 * their mean, and configurations are ranked by it.
 *
 * <p>{@link Tune#numSamples()} counts configurations: there are at most {@code numSamples} x {@link #value()} trials. The study counts as
 * {@link Tune#noisy() noisy}.
 *
 * <pre>{@code
 * @Tune(mode = MAX, metric = "reward", numSamples = 40, paramSpace = "rate = loguniform(1e-5, 1e-2)")
 * @Repeats(5)
 * double agent(double rate, Trial trial) { ... trial.random() ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Repeats {
    /** By how many trials a configuration is evaluated at most, at least 1. */
    int value();

    /**
     * Whether a configuration is evaluated again only while its mean may still beat that of the best one with all its trials: it drops out
     * where it is worse by Student's test at the level of 0.1. Of several objectives the first one counts. Default: it races.
     */
    boolean racing() default true;
}
