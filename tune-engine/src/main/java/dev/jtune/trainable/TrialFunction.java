package dev.jtune.trainable;

import dev.jtune.Trial;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An objective written as a lambda.
 *
 * <pre>{@code
 * Tuner.of("parabola", trial -> Math.pow(trial.config().getDouble("x") - 1, 2))
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface TrialFunction {
    /**
     * Evaluate the trial's configuration.
     *
     * @return a number, map or record of metrics, or {@code null} where {@link Trial#report} said it all
     */
    @Nullable
    Object run(Trial trial) throws Exception;
}
