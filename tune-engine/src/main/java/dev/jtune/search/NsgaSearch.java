package dev.jtune.search;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Searches with a population whose best members have children: NSGA-II, or NSGA-III with {@link #niches()}.
 *
 * <p>Made for several objectives and many cheap trials; takes numbers, categories and conditional parameters, constraints on results
 * and parallel trials. Each trial that ends may be a parent at once, so that no trial waits for its generation. Invalid settings throw
 * {@link dev.jtune.InvalidDeclarationException} (TUNE-439).
 *
 * <pre>{@code
 * @Tune(metric = {"accuracy", "ms"}, mode = {MAX, MIN}, numSamples = 1000)
 * @NsgaSearch(populationSize = 40)
 * Map<String, Object> network(double rate, int hidden) { ... }
 * }</pre>
 *
 * <p>Sources: K. Deb and others, A fast and elitist multiobjective genetic algorithm: NSGA-II, IEEE Trans. Evol. Comput. 6 (2002); K. Deb
 * and H. Jain, An evolutionary many-objective optimization algorithm using reference-point-based nondominated sorting approach, part I,
 * IEEE Trans. Evol. Comput. 18 (2014).
 */
@SearchWith(NsgaSearchFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NsgaSearch {
    /**
     * Whether members survive by their nearness to directions that are spread evenly, as in NSGA-III, which suits more than three
     * objectives; else by the room around them, as in NSGA-II. Default: NSGA-II.
     */
    boolean niches() default false;

    /** How many trials can be parents, at least 2. Default: 0, a tenth of the study's trials, but 10 to 50. */
    int populationSize() default 0;

    /** The probability that a child has two parents and not one, 0 to 1. Default: 0.9. */
    double crossover() default 0.9;

    /** The probability that a parameter of a child mutates, 0 to 1. Default: 0, one parameter a child on average. */
    double mutation() default 0;
}
