package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Marks the method that makes an object ready for another trial, so that one object serves many.
 *
 * <p>It takes what {@link Setup} may take and returns {@code true} when the object is as good as new. With {@code false} the trial
 * gets a new object. Everything that depends on hyperparameters, and all trained state, must be made anew.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ResetConfig {}
