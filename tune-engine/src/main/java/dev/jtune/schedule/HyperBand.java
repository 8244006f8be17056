package dev.jtune.schedule;

import dev.jtune.Metrics;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Runs trials of a study in brackets, each of which is halved at the same times: HyperBand.
 *
 * <p>With the default settings, 81 trials run for 1 iteration and pause; the best 27 go on to 3, of these 9 to 9, 3 to 27 and one to 81. The
 * next bracket begins with 34 trials of 3 iterations, and the last one has 5 full runs. Then it begins again. Trials are compared with those
 * of their bracket only, all of them at the same age, so that no decision depends on who was early. A bracket that no further trial will fill
 * is halved as it is.
 *
 * <p>Trials pause: they need checkpoints to go on from, else a trial begins again when it is resumed.
 *
 * <pre>{@code
 * @Tune(trainable = Sgd.class, mode = MIN, metric = "loss", numSamples = 50)
 * @HyperBand(maxT = 27)
 * void lossIsLow(ResultGrid results) { ... }
 * }</pre>
 *
 * <p>Settings out of their bounds are errors TUNE-440, TUNE-441 and TUNE-443. Source: L. Li et al., Hyperband: a novel bandit-based
 * approach to hyperparameter optimization, JMLR 18 (2018).
 */
@ScheduleWith(HyperBandFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface HyperBand {
    /** Time after which a trial ends: the length of a full run. At least {@link #gracePeriod}; default 81. */
    long maxT() default 81;

    /** Time before the first halving. At least 1; default 1. */
    long gracePeriod() default 1;

    /** One of so many trials goes on from each halving. At least 2; default 3. */
    int reductionFactor() default 3;

    /** Which bracket is filled first. Default: the largest, of the shortest trials. */
    HyperBandOrder order() default HyperBandOrder.LARGEST_FIRST;

    /** The metric that measures time. Default: the number of results. */
    String timeAttr() default Metrics.TRAINING_ITERATION;

    /** Whether a trial that has reached {@link #maxT} ends; if not, it runs to its own end. Default: it ends. */
    boolean stopLastTrials() default true;
}
