package dev.jtune.log;

import dev.jtune.run.LogWith;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Writes into each trial's directory the files that Ray Tune writes there: {@code params.json}, the configuration; {@code result.json}, a
 * result a line, while it runs; {@code progress.csv}, the same as a table, when it has ended.
 *
 * <p>Without the annotation: {@code tune.log=files}.
 */
@LogWith(TrialFilesFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface TrialFiles {}
