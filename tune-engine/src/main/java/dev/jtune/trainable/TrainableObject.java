package dev.jtune.trainable;

import dev.jtune.TrialContext;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Calls one object of a user's class. Every method throws what the user's code threw, unwrapped.
 *
 * <p>An object is used by one thread at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface TrainableObject {
    /** Return the user's own object. */
    Object target();

    /** Call the {@code @Setup} method, if there is one, with what the configuration binds to. */
    void setup(TrialContext trial) throws Throwable;

    /** Call the {@code @Step} method and return what it returned. */
    @Nullable
    Object step(TrialContext trial) throws Throwable;

    /** Call the {@code @SaveCheckpoint} method; a value that it returns is written into the directory by a codec. */
    void save(Path emptyDirectory) throws Throwable;

    /** Call the {@code @LoadCheckpoint} method with the directory, or with the value that a codec reads from it. */
    void load(Path directory) throws Throwable;

    /** Call the {@code @ResetConfig} method; {@code false} where there is none, or where it declined. */
    boolean reset(TrialContext trial) throws Throwable;

    /** Call every {@code @Cleanup} method. */
    void cleanup() throws Throwable;
}
