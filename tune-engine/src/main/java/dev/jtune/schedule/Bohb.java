package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.search.SearchWith;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Runs trials of a study in the brackets of {@link HyperBand}, and chooses their configurations by a model: BOHB.
 *
 * <p>It is scheduler and searcher at once. For each length of trials there is a model of where good ones are dense; the one of the longest
 * trials proposes of which there are enough, three more than parameters. A share of the trials is random.
 *
 * <p>Trials pause: they need checkpoints to go on from.
 *
 * <pre>{@code
 * @Tune(trainable = Net.class, mode = MAX, metric = "accuracy", numSamples = 120)
 * @Bohb(maxT = 27)
 * void network(ResultGrid results) { ... }
 * }</pre>
 *
 * <p>In code it is {@code .scheduler(Schedulers.hyperBand(...)).searcher(Searchers.bohb(...))}. Settings out of their bounds are errors
 * TUNE-440, TUNE-441, TUNE-443 and TUNE-470. Source: S. Falkner, A. Klein and F. Hutter, BOHB: robust and efficient hyperparameter
 * optimization at scale, ICML 2018.
 */
@ScheduleWith(BohbSchedulerFactory.class)
@SearchWith(BohbSearcherFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Bohb {
    /** Time after which a trial ends: the length of a full run. At least {@link #gracePeriod}; default 81. */
    long maxT() default 81;

    /** Time before the first halving. At least 1; default 1. */
    long gracePeriod() default 1;

    /** One of so many trials goes on from each halving. At least 2; default 3. */
    int reductionFactor() default 3;

    /** The share of trials whose configuration is drawn at random. From 0 to 1; default a third. */
    double randomFraction() default 1.0 / 3;

    /** The metric that measures time. Default: the number of results. */
    String timeAttr() default Metrics.TRAINING_ITERATION;
}
