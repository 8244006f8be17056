package dev.jtune.schedule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends each trial of a study at its n-th result; those before a restart from a checkpoint count.
 *
 * <pre>{@code
 * @MaxIterations(20)
 * }</pre>
 */
@StopWith(MaxIterationsFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface MaxIterations {
    /** The number of results. At least 1, else TUNE-446. */
    int value();
}
