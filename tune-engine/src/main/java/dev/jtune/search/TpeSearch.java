package dev.jtune.search;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Searches where good trials were dense and the others sparse: a tree-structured Parzen estimator.
 *
 * <p>Takes numbers, categories and conditional parameters, modelled where they exist, several objectives, constraints on results and
 * parallel trials, and costs well under a millisecond a trial. Invalid settings throw {@link dev.jtune.InvalidDeclarationException}
 * (TUNE-436).
 *
 * <p>It searches ever nearer to good trials as the number of samples is used up.
 *
 * <p>Source: J. Bergstra, R. Bardenet, Y. Bengio and B. K&eacute;gl, Algorithms for hyper-parameter optimization, NIPS 2011, in the
 * multivariate form and with the constants of Optuna 5.
 */
@SearchWith(TpeSearchFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface TpeSearch {
    /** After how many trials it begins to learn; those before are random. At least 1. Default: 10. */
    int startupTrials() default 10;

    /** From how many candidates each suggestion is chosen. At least 1; more make the search greedier. Default: 24. */
    int candidates() default 24;
}
