package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.platform.commons.annotation.Testable;

/**
 * Searches for the best parameters of a method or of a {@link Trainable} class, each trial a test of its own.
 *
 * <p>On a method that takes hyperparameters, the method is the objective: it is called once per trial on a new instance of its
 * class, and returns or reports metrics. With {@link #trainable()}, or as a static method of a {@link Trainable} class, the method
 * is the verdict: it is called once after the search, with the {@link ResultGrid} or with nothing.
 *
 * <pre>{@code
 * @Tune(mode = MAX, metric = "accuracy", paramSpace = {"rate = loguniform(1e-4, 1)", "hidden = qrandint(16, 128, 16)"})
 * @Gate(threshold = 0.95)
 * double network(double rate, int hidden) { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Testable
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Tune {

    /** The better direction, one for each {@link #metric()}; it has no default, because the wrong one looks plausible. */
    Mode[] mode();

    /**
     * The metrics that are optimised, nested names joined by {@code /}. A bare number that is returned goes under the one metric.
     */
    String[] metric() default "score";

    /**
     * The search space, one parameter an entry or a line: {@code "rate = loguniform(1e-4, 1)"}. Parameters may be annotated with
     * their domains instead.
     */
    String[] paramSpace() default {};

    /**
     * What every configuration keeps: {@code "hidden2 <= hidden1"}, {@code "batch * steps <= 4096"}, {@code "momentum == 0 if optimizer ==
     * 'adam'"}. Numbers with {@code + - * / %}, {@code min max abs log pow}; comparisons; {@code and or not in}. A configuration that lacks
     * a parameter which a constraint reads keeps it.
     */
    String[] constraints() default {};

    /** A record, or a sealed interface of records, whose annotated components are the search space. */
    Class<?> space() default void.class;

    /** The name of a static method of the class that returns the search space, a {@code dev.jtune.space.ParamSpace}. */
    String spaceSource() default "";

    /** The {@link Trainable} class that is tuned; the annotated method is then the verdict. */
    Class<?> trainable() default void.class;

    /**
     * How many samples are drawn, at least 1; with a grid, each sample is a whole grid. Unset it is 20 without a grid and 1 with
     * one.
     */
    int numSamples() default 0;

    /** Wall time after which no trial starts and the running ones end, such as {@code "90s"}, {@code "10m"} or {@code "2h"}. */
    String timeBudget() default "";

    /**
     * About how long a trial takes, such as {@code "50ms"} or {@code "2s"}: how much thinking a suggestion is worth. Unset, a search
     * that chooses between algorithms goes by the times of the trials that ended.
     */
    String timePerTrial() default "";

    /**
     * Whether a run with the same seed tries the same configurations and stops the same trials, whatever their timing. With c trials at a
     * time, {@link #maxConcurrentTrials()} or else 4, trial i is suggested knowing exactly the trials up to i - c, and schedulers see
     * results in an order that depends on no clock. A trial may have to wait for others; a budget of time is refused.
     */
    boolean deterministic() default false;

    /**
     * Earlier results that a search that learns knows before its first trial: {@code "previous"} for the last run of this study, the name of
     * another study with the same metrics, {@code "com.acme.DigitsTest.network"}, or a study's directory. Their configurations are not tried
     * again; those outside the space that is searched now do not count. With {@code "previous"}, a run differs from the one before it.
     */
    String[] warmStart() default {};

    /**
     * Whether evaluating a configuration again may give another score, so that the best score of a search is partly luck: a model
     * then says which configuration is best, where the search has one.
     */
    boolean noisy() default false;

    /**
     * Whether it goes on with a run that was interrupted: trials that ended stay, those that were under way go on from their last
     * checkpoints. {@code tune.resume} overrides it.
     */
    Resume resume() default Resume.NEVER;

    /** At most so many trials at a time, at least 1; unset, as many as the resources allow. */
    int maxConcurrentTrials() default 0;

    /**
     * The seed: a whole number, any other text, or {@code "random"} for a fresh one each run. Unset it is derived from the study's
     * name. It is always printed.
     */
    String seed() default "";

    /** Conditions of which any one ends a trial: {@code "accuracy >= 0.98"}, {@code "training_iteration >= 20"}. */
    String[] stop() default {};

    /**
     * What a trial's result keeps to be the best: a metric, {@code <=}, {@code <}, {@code >=} or {@code >}, and a number, as in {@code "latency_ms
     * <= 20"}. The last value that a trial reported counts. A trial that breaks one is a success, and ranks behind all that keep them; one
     * that ends without reporting the metric fails.
     */
    String[] resultConstraints() default {};

    /**
     * Configurations to try first: {@code "rate=0.01, hidden=32"}. Parameters that a point leaves open are drawn.
     */
    String[] pointsToEvaluate() default {};

    /** Which of a trial's values of the metric is its score. */
    Scope scope() default Scope.LAST;

    /** The study's name in reports and in its directory; unset it is the method's name. */
    String name() default "";
}
