package dev.jtune.schedule;

import dev.jtune.Problem;
import java.lang.annotation.Annotation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Makes a scheduler from the annotation that chose it; named by {@link ScheduleWith}, public or not, with a constructor without
 * parameters.
 *
 * @param <A> the annotation that carries the scheduler's settings
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SchedulerFactory<A extends Annotation> {
    /** Create a scheduler with the annotation's settings for one run. */
    Scheduler create(A annotation, ScheduleContext context);

    /** Return what is wrong with the annotation's settings; asked when the study is found, before a scheduler is created. */
    default List<Problem> problems(A annotation, ScheduleContext context) {
        return List.of();
    }
}
