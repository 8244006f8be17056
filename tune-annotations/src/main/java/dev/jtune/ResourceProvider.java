package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Marks the static method that says what a trial of this configuration needs.
 *
 * <p>It takes a {@link Config}, a record, or named parameters, and returns a {@link ResourceRequest}. {@link Resources} on a {@link
 * Tune} method overrides it; it overrides {@link Resources} on the class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ResourceProvider {}
