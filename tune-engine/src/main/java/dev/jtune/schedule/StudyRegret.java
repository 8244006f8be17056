package dev.jtune.schedule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Ends a study when, as a Gaussian process of its trials sees it, no configuration can be much better than the best trial: the bound on
 * what may still be gained by the first objective is at most {@link #bound}.
 *
 * <p>It is asked at the 20th trial that has a score, and then whenever a tenth more have.
 *
 * <pre>{@code
 * @StudyRegret(bound = 0.001)      // stop when accuracy can rise by 0.001 at most
 * }</pre>
 *
 * <p>The bound holds as far as the model does: with a probability of about 90 % on functions that change smoothly, and less on others. Source:
 * A. Makarova and others, Automatic termination for hyperparameter optimization, AutoML 2022.
 */
@StopWith(StudyRegretFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface StudyRegret {
    /** How much may be left to gain, in units of the score. At least 0, else TUNE-444; default 0: the noise that the model sees in it. */
    double bound() default 0;
}
