package dev.jtune.schedule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends a study once a trial has ended with a score that is as good as the target: at least it where the first objective is maximised, at
 * most it where it is minimised. A trial that breaks the constraints on its results does not count.
 *
 * <pre>{@code
 * @StudyTarget(0.98)
 * }</pre>
 *
 * <p>To end each trial that gets there, and go on with the next, is what {@code @Tune(stop = "accuracy >= 0.98")} says.
 */
@StopWith(StudyTargetFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface StudyTarget {
    /** The score that is good enough. A number, else TUNE-444. */
    double value();
}
