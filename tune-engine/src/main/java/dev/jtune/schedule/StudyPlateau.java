package dev.jtune.schedule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends a study when the best values of its first metric hardly differ any more.
 *
 * <p>Every reported value counts, so that one long trial may fill the places of the best: choose {@link #top} larger than the
 * number of results near a trial's end.
 *
 * <pre>{@code
 * @StudyPlateau(std = 0.001, top = 10, patience = 5)
 * }</pre>
 *
 * <p>Settings out of their bounds are errors TUNE-448.
 */
@StopWith(StudyPlateauFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface StudyPlateau {
    /** The study ends if its best values spread by at most this standard deviation. At least 0; default 0.001. */
    double std() default 0.001;

    /** How many of the best values are looked at. At least 2; default 10. */
    int top() default 10;

    /** For how many results in a row that must hold. At least 0, the default. */
    int patience() default 0;
}
