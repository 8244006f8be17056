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
 * Breeds the configurations of a study from the best ones of shorter trials: differential evolution in the brackets of HyperBand, DEHB.
 *
 * <p>It is scheduler and searcher at once. How long a trial runs depends on its number only: with the default settings, the first 81 run for 1
 * iteration, the next 27 for 3, then 9 for 9, 3 for 27 and one for 81, and so on with brackets of fewer and longer trials. After the first bracket,
 * each is a child of good configurations at its own length and below. Nothing pauses, so that it needs no checkpoints; a configuration that
 * is evaluated for longer is trained from its beginning. For one objective.
 *
 * <pre>{@code
 * @Tune(mode = MAX, metric = "accuracy", numSamples = 300, paramSpace = "rate = loguniform(1e-4, 1)")
 * @Dehb(maxT = 27)
 * void network(double rate, Trial trial) { ... }
 * }</pre>
 *
 * <p>In code it is {@code .scheduler(Schedulers.dehb(...)).searcher(Searchers.dehb(...))} with the same settings. Settings out of their bounds are
 * errors TUNE-440, TUNE-441 and TUNE-443. Source: N. Awad, N. Mallik and F. Hutter, DEHB: evolutionary hyperband for scalable, robust and
 * efficient hyperparameter optimization, IJCAI 2021.
 */
@ScheduleWith(DehbSchedulerFactory.class)
@SearchWith(DehbSearcherFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Dehb {
    /** The length of a full run. At least {@link #gracePeriod}; default 81. */
    long maxT() default 81;

    /** The length of the shortest trials, at least 1; default 1. */
    long gracePeriod() default 1;

    /** Trials of each level run so many times as long as those below. At least 2; default 3. */
    int reductionFactor() default 3;

    /** The metric that measures time. Default: the number of results. */
    String timeAttr() default Metrics.TRAINING_ITERATION;
}
