package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Marks a class that is trained step by step: a trial has an object of it.
 *
 * <p>{@link Step} is the one method it needs; {@link Setup}, {@link SaveCheckpoint}, {@link LoadCheckpoint}, {@link
 * ResetConfig}, {@link Cleanup} and {@link ResourceProvider} are optional. Members need not be public, and may be inherited. The
 * class needs a constructor without parameters.
 *
 * <pre>{@code
 * @Trainable
 * class Sgd {
 *   @Setup          void setup(SgdParams p, TrialContext trial) { ... }
 *   @Step           Map<String, Object> step() { ... }
 *   @SaveCheckpoint void save(Path dir) { ... }
 *   @LoadCheckpoint void load(Path dir) { ... }
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Trainable {}
