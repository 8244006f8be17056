package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Marks the method that prepares an object of a {@link Trainable} class for its trial; called once, before the first step.
 *
 * <p>It takes hyperparameters as named parameters, as a record, or as a {@link Config}; and a {@link TrialContext}, and {@link
 * Shared} objects.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Setup {}
