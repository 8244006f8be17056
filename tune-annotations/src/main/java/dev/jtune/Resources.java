package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Says what a trial needs while it runs.
 *
 * <p>On a {@link Tune} method it overrides {@link ResourceProvider}, which overrides it on the {@link Trainable} class. A request that
 * can never be met is an error that shows the arithmetic.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Resources {

    /** CPUs of the trial itself, at least 0; fractions are allowed. */
    double cpu() default 1;

    /** GPUs of the trial itself, at least 0; fractions share a device. */
    double gpu() default 0;

    /** Memory of the trial itself: {@code "2GB"}, {@code "512 MiB"}, or bytes. */
    String memory() default "";

    /** Further resources by name: {@code "licence=1"}. */
    String[] custom() default {};

    /** What the trial reserves for what it starts, besides its own bundle. */
    Bundle[] bundles() default {};

    /** How bundles are placed on machines. */
    PlacementStrategy strategy() default PlacementStrategy.PACK;
}
