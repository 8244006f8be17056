package dev.jtune.schedule;

import dev.jtune.Metrics;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Finds the best trial of a study without training any longer than it takes to tell: ASHA with progressive resources (PASHA).
 *
 * <p>Trials pause at rungs and the best go on, as with {@link AshaVariant#PROMOTION}, but at first no further than the second rung. The ceiling
 * rises by a rung whenever trials rank differently there than at the rung below, apart from differences that are noise, which the curves tell.
 * Where early results tell which trial is best, none is trained to its end: train the best configuration in full afterwards.
 *
 * <p>Trials pause: they need checkpoints to go on from.
 *
 * <pre>{@code
 * @Tune(trainable = Net.class, mode = MAX, metric = "accuracy", numSamples = 200)
 * @Pasha(maxT = 243)
 * void network(ResultGrid results) { ... }
 * }</pre>
 *
 * <p>Settings out of their bounds are errors TUNE-440, TUNE-441 and TUNE-443. Source: O. Bohdal et al., PASHA: efficient HPO and NAS with
 * progressive resource allocation, ICLR 2023.
 */
@ScheduleWith(PashaFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Pasha {
    /** Time after which a trial ends in any case. At least {@link #gracePeriod}; default 100. */
    long maxT() default 100;

    /** Time before the first decision. At least 1; default 1. */
    long gracePeriod() default 1;

    /** One of so many trials goes on from each rung. At least 2; default 3. */
    int reductionFactor() default 3;

    /** The metric that measures time. Default: the number of results. */
    String timeAttr() default Metrics.TRAINING_ITERATION;
}
