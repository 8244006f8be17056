package dev.jtune.schedule;

import dev.jtune.Metrics;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Trains a population: at intervals, the worst trials take over checkpoint and configuration of the best ones, and change the latter
 * (population based training).
 *
 * <p>All trials run at the same time; where there are more than slots, they take turns. What is found is a schedule: which values are good
 * at which time. The trainable needs checkpoints, and must obey a configuration that changes between them.
 *
 * <pre>{@code
 * @Tune(trainable = Sgd.class, space = SgdParams.class, mode = MAX, metric = "accuracy", numSamples = 8, stop = "training_iteration >= 60")
 * @Pbt(perturbationInterval = 5)
 * void accuracyIsHigh(ResultGrid results) { ... }
 * }</pre>
 *
 * <p>A trial that goes on from another one's configuration changes each parameter within its domain: with {@link #resampleProbability} it is
 * drawn anew; else a number is multiplied by one of {@link #perturbationFactors}, a choice of numbers, or one that is declared
 * ordered, moves to a neighbour in its list, and one without order stays. Only parameters that exist in the configuration change; those of a branch that was drawn anew are drawn.
 *
 * <p>Settings out of their bounds are errors TUNE-485 to TUNE-487. Source: M. Jaderberg et al., Population Based Training of Neural Networks,
 * 2017.
 */
@ScheduleWith(PbtFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Pbt {
    /** Time from one comparison to the next. At least 1; long enough for a change to show, and many times shorter than the training. */
    long perturbationInterval();

    /** Time before the first comparison. At least 0; default 0. */
    long burnIn() default 0;

    /** The share of trials that take over from as many at the top. More than 0 and at most 0.5; default 0.25. */
    double quantileFraction() default 0.25;

    /** How probably a parameter is drawn anew instead of perturbed. From 0 to 1; default 0.25. */
    double resampleProbability() default 0.25;

    /** One of them multiplies a number. Each more than 0; default 1.2 and 0.8. */
    double[] perturbationFactors() default {1.2, 0.8};

    /** The names of the parameters that change. Default: all that are drawn. */
    String[] mutate() default {};

    /** A change of your own, after that; a class with a constructor without parameters. Default: none. */
    Class<? extends Exploration> explore() default Exploration.class;

    /** Whether all trials wait for each other before they are compared. Default: each is compared to where the others were last. */
    boolean synchronous() default false;

    /** The metric that measures time. Default: the number of results. */
    String timeAttr() default Metrics.TRAINING_ITERATION;
}
