package dev.jtune.search;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Searches with differential evolution: each member of a population moves towards one of the best and along the difference of two others,
 * and stays where it was if that is worse. Good for rugged functions and thousands of cheap trials.
 *
 * <p>Categories are taken over from better configurations, and parameters under a condition are inherited while they do not exist. For one
 * objective; a study with several is an error TUNE-438.
 *
 * <p>Source: R. Tanabe and A. Fukunaga, Improving the search performance of SHADE using linear population size reduction, CEC 2014.
 */
@SearchWith(DifferentialEvolutionSearchFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface DifferentialEvolutionSearch {
    /** Configurations that it starts with, at least 4, else an error TUNE-437. Default: 0, for two for each parameter, from 8 to 40. */
    int populationSize() default 0;
}
