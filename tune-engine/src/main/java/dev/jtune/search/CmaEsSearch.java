package dev.jtune.search;

import dev.jtune.search.cma.CmaSettings;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Searches with CMA-ES: draws generations of configurations from a Gaussian, and moves, stretches and turns it towards the better ones.
 * Good for numeric parameters and hundreds of trials or more; a suggestion takes microseconds, however many there were.
 *
 * <p>Integers and other steps keep a probability of changing, categories are drawn with probabilities that are learned, and parameters
 * under a condition learn from the trials that have them. For one objective; a study with several is an error TUNE-438.
 *
 * <pre>{@code
 * @Tune(numSamples = 500, metric = "loss", mode = MIN)
 * @CmaEsSearch(sigma = 0.3)
 * void fit(@Uniform(lower = 0, upper = 1) double a, @RandInt(lower = 1, upper = 9) int b) { ... }
 * }</pre>
 *
 * <p>Sources: N. Hansen, The CMA evolution strategy: a tutorial (2016); R. Hamano and others, CMA-ES with margin (2022) and CatCMA (2024).
 */
@SearchWith(CmaEsSearchFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface CmaEsSearch {
    /**
     * Trials in a generation, at least 4, else an error TUNE-437. Default: 0, for 6 with few parameters and {@code 4 + ln(d)} with d
     * of them. More find better optima of rugged functions, and need more trials.
     */
    int populationSize() default 0;

    /**
     * Standard deviation of the first generation, as a share of each parameter's range: more than 0 and at most 1, else an error
     * TUNE-437. Default: one sixth.
     */
    double sigma() default CmaSettings.SIGMA;

    /** Which covariances are learned. Default: variances first, and all from 40 trials for each numeric parameter on, where
     * there are up to 40 of these. */
    CmaSettings.Shape shape() default CmaSettings.Shape.AUTO;

    /** What follows when it has converged. Default: it starts again elsewhere, with twice as many trials in a generation. */
    CmaSettings.Restarts restarts() default CmaSettings.Restarts.IPOP;
}
