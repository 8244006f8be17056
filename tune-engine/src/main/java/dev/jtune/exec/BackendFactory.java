package dev.jtune.exec;

import java.lang.annotation.Annotation;
import org.apiguardian.api.API;

/**
 * Makes a backend from the annotation that chose it; named by {@link BackendWith}, public or not, with a constructor without
 * parameters.
 *
 * @param <A> the annotation that carries the backend's settings
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface BackendFactory<A extends Annotation> {
    /** Create a backend with the annotation's settings for one run; the run closes it. */
    Backend create(A annotation);
}
