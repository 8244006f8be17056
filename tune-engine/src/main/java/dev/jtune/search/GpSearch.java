package dev.jtune.search;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Searches with Gaussian processes: each trial is where a model of all losses so far expects the largest improvement.
 *
 * <p>It finds more in few evaluations than other searchers do, where the loss changes smoothly with the parameters; categories, steps and
 * conditions are fine. A suggestion takes milliseconds, and more with each trial up to 400, after which it keeps the best and the last
 * ones in mind. With two or three objectives it goes by the hypervolume that a trial is
 * expected to add to the front, with more by a random weighing of them, a new one for each trial.
 *
 * <p>There is nothing to set: lengths, noise, kernel and the scale of the losses are chosen by the evidence. Sources: C. E. Rasmussen and C. K. I. Williams,
 * Gaussian Processes for Machine Learning (2006); S. Ament and others, Unexpected Improvements to Expected Improvement for Bayesian
 * Optimization (2023); D. Eriksson and others, Scalable Global Optimization via Local Bayesian Optimization (2019); C. Hvarfner and others, Vanilla
 * Bayesian Optimization Performs Great in High Dimensions (2024).
 */
@SearchWith(GpSearchFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface GpSearch {}
