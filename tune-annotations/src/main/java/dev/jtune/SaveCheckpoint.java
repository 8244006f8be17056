package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Marks the method that saves the state of a {@link Trainable} object.
 *
 * <p>It takes an empty directory ({@link java.nio.file.Path}) and writes into it, or takes nothing and returns the state as a value:
 * a map, a record, or something {@link java.io.Serializable}. What is saved must not depend on an absolute path: checkpoints are
 * moved.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface SaveCheckpoint {}
