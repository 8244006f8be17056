package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Marks the method that does one logical iteration and returns its metrics: a map, a record, or a number.
 *
 * <p>A number goes under the study's one metric; zero counts. One iteration may hold several real ones, so that a step takes from
 * milliseconds to minutes. It may take the {@link TrialContext}. The entries {@link Metrics#DONE} and {@link
 * Metrics#SHOULD_CHECKPOINT} of a returned map end the trial, and save a checkpoint.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Step {}
