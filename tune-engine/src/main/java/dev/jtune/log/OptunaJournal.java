package dev.jtune.log;

import dev.jtune.run.LogWith;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Writes the study into {@code optuna-journal.log} in its directory while it runs, which Optuna's {@code JournalStorage} and
 * optuna-dashboard read: {@code optuna-dashboard target/tune/com.acme.DigitsTest.network/optuna-journal.log}.
 *
 * <p>Trial n is Optuna's trial n - 1, and has its number here as the user attribute {@code trial}. A trial that a scheduler or a stop
 * condition ended, or that is infeasible, is pruned there. Without the annotation: {@code tune.log=optuna}.
 */
@LogWith(OptunaJournalFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface OptunaJournal {}
