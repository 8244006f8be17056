package dev.jtune.schedule;

import dev.jtune.search.SearchWith;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Trains one trial with the schedule of configurations that a population found: that of a trial of an earlier study and of those that it took
 * over from, from its journal.
 *
 * <p>At each iteration at which the configuration changed, the trial pauses with a checkpoint and goes on from it with the next one. The study's
 * space, trainable and stop condition are to be those of the earlier study; it has one trial, whatever {@code numSamples} says.
 *
 * <pre>{@code
 * @Tune(trainable = Sgd.class, space = SgdParams.class, mode = MAX, metric = "accuracy", stop = "training_iteration >= 60")
 * @PbtReplay(study = "target/tune/com.acme.PopulationTest.accuracyIsHigh")
 * void scheduleIsRepeated(ResultGrid results) { ... }
 * }</pre>
 *
 * <p>A study or trial that is not there is error TUNE-489. Source: {@code PopulationBasedTrainingReplay} of Ray Tune.
 */
@ScheduleWith(PbtReplayFactory.class)
@SearchWith(PbtReplaySearchFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PbtReplay {
    /** The directory of the earlier study, the one with {@code trials.jsonl}. */
    String study();

    /** The trial whose schedule is repeated. Default, 0: the one with the best score. */
    int trial() default 0;
}
