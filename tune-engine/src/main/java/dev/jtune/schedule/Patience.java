package dev.jtune.schedule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends a trial that has got worse, and stayed so for a while: early stopping of a single training.
 *
 * <pre>{@code
 * @Patience(5)                       // no result since the best one in 6 came up to it
 * @Patience(value = 5, minDelta = 0.01)
 * }</pre>
 *
 * <p>To let another scheduler end trials only where patience is at its end as well, use {@code Schedulers.patience(settings, asha(...))}.
 *
 * <p>Settings out of their bounds are error TUNE-482. Source: {@code PatientPruner} of T. Akiba et al., Optuna, KDD 2019.
 */
@ScheduleWith(PatienceFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Patience {
    /** The trial ends if none of its last results, one more than this, comes up to the best one before them. At least 0. */
    int value();

    /** By how much the last results may fall short of the best one before them. At least 0; default 0. */
    double minDelta() default 0;
}
