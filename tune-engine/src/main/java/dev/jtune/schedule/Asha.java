package dev.jtune.schedule;

import dev.jtune.Metrics;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends trials of a study early that fall behind, by asynchronous successive halving (ASHA).
 *
 * <p>Decisions fall at rungs: at {@link #gracePeriod}, and from there at each {@link #reductionFactor} times the time before. A
 * trial goes on from a rung unless its score is worse than that of the best 1 in {@code reductionFactor} of those that were
 * there before it. An ended trial is a success that cost less. A quarter of the trials is judged from the second rung on only, and
 * among its own, so that early results that mislead do not end all that is good; {@link #brackets} says how many groups there are.
 *
 * <pre>{@code
 * @Tune(mode = MAX, metric = "accuracy", numSamples = 60, paramSpace = "rate = loguniform(1e-4, 1)")
 * @Asha(maxT = 27, gracePeriod = 3)   // decisions after 3 and 9 epochs, the end after 27
 * void network(double rate, Trial trial) { ... }
 * }</pre>
 *
 * <p>With {@link AshaVariant#PROMOTION} each trial pauses at a rung instead, and the best go on when there is room for a trial.
 *
 * <p>Settings out of their bounds are errors TUNE-440 to TUNE-443. Source: L. Li et al., A System for Massively Parallel
 * Hyperparameter Tuning, MLSys 2020.
 */
@ScheduleWith(AshaFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Asha {
    /** Time after which a trial ends: the length of a full run. At least {@link #gracePeriod}; default 100. */
    long maxT() default 100;

    /** Time before the first decision. At least 1; default 1. */
    long gracePeriod() default 1;

    /** One of so many trials goes on from each rung. At least 2; default 3. */
    int reductionFactor() default 3;

    /**
     * How many groups of trials there are, each of which starts its decisions a rung later: a guard against metrics that say
     * little at first. Trials are drawn into groups, most into the first. At least 1, and where there are fewer rungs, as many as
     * those; default 2: a quarter of the trials begins to be judged at the second rung.
     */
    int brackets() default 2;

    /** What becomes of a trial at a rung. Default: it ends where it is worse than others, and needs no checkpoints. */
    AshaVariant variant() default AshaVariant.STOPPING;

    /** The metric that measures time. Default: the number of results. */
    String timeAttr() default Metrics.TRAINING_ITERATION;

    /** Whether a trial that has reached {@link #maxT} ends; if not, it runs to its own end. Default: it ends. */
    boolean stopLastTrials() default true;
}
