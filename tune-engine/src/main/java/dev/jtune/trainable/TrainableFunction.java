package dev.jtune.trainable;

import dev.jtune.Trial;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Calls a user's function once. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface TrainableFunction {
    /**
     * Call the function with the parameters that the trial's configuration binds to.
     *
     * @return what it returned: a number, map, record, stream or iterator of them, or {@code null} for nothing
     * @throws Throwable what the user's code threw, unwrapped
     */
    @Nullable
    Object call(Trial trial) throws Throwable;
}
