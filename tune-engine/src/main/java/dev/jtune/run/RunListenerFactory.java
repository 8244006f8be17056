package dev.jtune.run;

import java.lang.annotation.Annotation;
import org.apiguardian.api.API;

/**
 * Makes a listener from the annotation that chose it; named by {@link LogWith}, public or not, with a constructor without parameters.
 *
 * <pre>{@code
 * @LogWith(AnnounceFactory.class)
 * @Retention(RUNTIME)
 * @interface Announce {}
 *
 * class AnnounceFactory implements RunListenerFactory<Announce> {
 *   public RunListener create(Announce annotation) {
 *     return new RunListener() {
 *       public void studyEnded(ResultGrid results) { chat.post("best: " + results.best().score()); }
 *     };
 *   }
 * }
 * }</pre>
 *
 * @param <A> the annotation that carries the listener's settings
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RunListenerFactory<A extends Annotation> {
    /** Create a listener with the annotation's settings for one run. */
    RunListener create(A annotation);
}
