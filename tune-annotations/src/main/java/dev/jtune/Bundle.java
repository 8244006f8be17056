package dev.jtune;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/** Amounts that a trial reserves together on one machine for what it starts; see {@link Resources#bundles()}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Bundle {
    /** CPUs, at least 0; fractions are allowed. */
    double cpu() default 0;

    /** GPUs, at least 0; fractions share a device. */
    double gpu() default 0;

    /** Memory: {@code "2GB"}, {@code "512 MiB"}, or bytes. */
    String memory() default "";

    /** Further resources by name: {@code "licence=1"}. */
    String[] custom() default {};

    /** How many such bundles, at least 1. */
    int count() default 1;
}
