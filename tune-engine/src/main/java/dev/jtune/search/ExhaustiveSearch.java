package dev.jtune.search;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Tries the configurations of a finite space in random order, none of them twice: every one where there are at most {@code
 * numSamples}, else that many. Configurations that differ only in parameters that do not exist are one.
 *
 * <p>A parameter with no end of values, such as {@code uniform(0, 1)}, is an error TUNE-435.
 */
@SearchWith(ExhaustiveSearchFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ExhaustiveSearch {}
