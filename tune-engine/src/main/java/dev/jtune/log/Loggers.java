package dev.jtune.log;

import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** The loggers that a setting may name. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Loggers {
    private Loggers() {}

    /** Every logger with its defaults: annotations have no constructors. */
    @OptunaJournal
    @MlFlow
    @TensorBoard
    @TrialFiles
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Defaults {}

    /** Return the annotations that choose them, with their defaults, by name. */
    public static Map<String, Annotation> byName() {
        Map<String, Annotation> loggers = new TreeMap<>();
        loggers.put("optuna", Defaults.class.getAnnotation(OptunaJournal.class));
        loggers.put("tensorboard", Defaults.class.getAnnotation(TensorBoard.class));
        loggers.put("mlflow", Defaults.class.getAnnotation(MlFlow.class));
        loggers.put("files", Defaults.class.getAnnotation(TrialFiles.class));
        return loggers;
    }
}
