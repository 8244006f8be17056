package dev.jtune.exec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Runs trials on threads of this process, and says what they may use together.
 *
 * <pre>{@code
 * @Tune(...)
 * @Threads(cpu = 4, custom = "licence=2")
 * @Resources(custom = "licence=1")   // two trials at a time
 * void network(double rate) { ... }
 * }</pre>
 */
@BackendWith(ThreadsFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Threads {
    /** CPUs; unset, those of this machine. */
    double cpu() default -1;

    /** GPUs; unset, those of this machine. */
    double gpu() default -1;

    /** Bytes, or with a unit as {@code "2GB"}; unset, the heap. */
    String memory() default "";

    /** Further resources, {@code "licence=2"}; a resource that is not listed does not exist. */
    String[] custom() default {};
}
