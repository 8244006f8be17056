package dev.jtune.schedule;

import dev.jtune.Metrics;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Trains a population like {@link Pbt}, but chooses what to change with a model of what helped (population based bandits): for populations
 * too small for chance.
 *
 * <p>A trial that goes on from another one's configuration gets the numbers from which a Gaussian process, whose memory fades with time,
 * expects most of the next interval, or knows least. Choices without order stay as they are, and so do parameters that do not exist in
 * the configuration.
 *
 * <pre>{@code
 * @Tune(trainable = Sgd.class, space = SgdParams.class, mode = MAX, metric = "accuracy", numSamples = 4, stop = "training_iteration >= 60")
 * @Pb2(perturbationInterval = 5)
 * void accuracyIsHigh(ResultGrid results) { ... }
 * }</pre>
 *
 * <p>Settings out of their bounds are errors TUNE-486 and TUNE-488. Source: J. Parker-Holder, V. Nguyen, S. Roberts, Provably Efficient Online
 * Hyperparameter Optimization with Population-Based Bandits, NeurIPS 2020.
 */
@ScheduleWith(Pb2Factory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Pb2 {
    /** Time from one comparison to the next. At least 1; long enough for a change to show, and many times shorter than the training. */
    long perturbationInterval();

    /** Time before the first comparison. At least 0; default 0. */
    long burnIn() default 0;

    /** The share of trials that take over from as many at the top. More than 0 and at most 0.5; default 0.25. */
    double quantileFraction() default 0.25;

    /** The names of the parameters that change. Default: all that are drawn and have an order. */
    String[] mutate() default {};

    /** Whether all trials wait for each other before they are compared. Default: each is compared to where the others were last. */
    boolean synchronous() default false;

    /** The metric that measures time. Default: the number of results. */
    String timeAttr() default Metrics.TRAINING_ITERATION;
}
