package dev.jtune.search;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Fills the space of a study evenly: trial n is a point of a Halton sequence.
 *
 * <p>Unlike Sobol's, it needs no power of two of trials to be even.
 *
 * <p>Source: J. H. Halton, On the efficiency of certain quasi-random sequences of points in evaluating multi-dimensional
 * integrals, Numer. Math. 2 (1960); scrambled as in J. Matousek, On the L2-discrepancy for anchored boxes, J. Complexity 14 (1998).
 */
@SearchWith(HaltonSearchFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface HaltonSearch {
    /** Whether the study's seed permutes the digits; without it, the points are the same for every seed. Default: it does. */
    boolean scramble() default true;
}
