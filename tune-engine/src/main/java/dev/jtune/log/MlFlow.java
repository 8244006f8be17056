package dev.jtune.log;

import dev.jtune.run.LogWith;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Sends the study to an MLflow tracking server while it runs: an experiment a study, an MLflow run a trial.
 *
 * <p>A thread of its own sends, so that no trial waits for the server: where it is slow, results are left out, and where it does not
 * answer, the rest of the run. Without the annotation: {@code tune.log=mlflow}.
 */
@LogWith(MlFlowFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface MlFlow {

    /**
     * The server, such as {@code http://127.0.0.1:5000}; empty for the system property {@code tune.mlflow.uri}, else the environment
     * variable {@code MLFLOW_TRACKING_URI}, else {@code http://127.0.0.1:5000}.
     */
    String uri() default "";

    /** The experiment's name; empty for the study's. */
    String experiment() default "";
}
