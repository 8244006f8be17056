package dev.jtune.search;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Fills the space of a study evenly: trial n is a point of a Sobol sequence. At most 21,201 parameters.
 *
 * <p>Source: S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM J. Sci. Comput. 30
 * (2008).
 */
@SearchWith(SobolSearchFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface SobolSearch {
    /** Whether the study's seed shifts the sequence; without it, the points are the same for every seed. Default: it does. */
    boolean scramble() default true;
}
