package dev.jtune.schedule;

import dev.jtune.Problem;
import java.lang.annotation.Annotation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Makes a stopper from the annotation that chose it; named by {@link StopWith}, public or not, with a constructor without
 * parameters.
 *
 * @param <A> the annotation that carries the stopper's settings
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface StopperFactory<A extends Annotation> {
    /** Create a stopper with the annotation's settings for one run. */
    Stopper create(A annotation, ScheduleContext context);

    /** Return what is wrong with the annotation's settings; asked when the study is found, before a stopper is created. */
    default List<Problem> problems(A annotation, ScheduleContext context) {
        return List.of();
    }
}
