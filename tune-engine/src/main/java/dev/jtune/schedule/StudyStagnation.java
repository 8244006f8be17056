package dev.jtune.schedule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends a study when so many trials have ended since its best one and none of them was better by the first objective.
 *
 * <p>Trials that failed count as not better; those that the end of the study cut short do not count.
 *
 * <pre>{@code
 * @StudyStagnation                 // 30 trials, or a fifth of all where that is more
 * @StudyStagnation(trials = 50)
 * }</pre>
 */
@StopWith(StudyStagnationFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface StudyStagnation {
    /** How many trials without a better one. At least 1, else TUNE-444; default 0: 30, or a fifth of {@code numSamples} if that is more. */
    int trials() default 0;
}
