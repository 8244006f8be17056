package dev.jtune.schedule;

import java.lang.annotation.Annotation;
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
}
