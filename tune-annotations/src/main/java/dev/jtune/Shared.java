package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Marks a large object that is loaded once per process and given to every trial.
 *
 * <p>On a static method without parameters: it provides the object, and is called when a trial first needs it; an {@link
 * AutoCloseable} is closed at the end. On a parameter of an objective or of a {@link Setup} or {@link ResetConfig} method: the object
 * is passed.
 *
 * <pre>{@code
 * @Shared static Dataset digits() { return Dataset.read("digits.csv"); }
 *
 * @Tune(mode = MAX, paramSpace = "k = randint(1, 31)")
 * double knn(int k, @Shared Dataset digits) { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Shared {

    /** The object's name; unset, the name of the method or parameter. */
    String value() default "";
}
