package dev.jtune.exec;

import dev.jtune.ResourceRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Runs attempts. It never retries: what happens after a failure is the run's business.
 *
 * <p>A run calls it under its lock, so every method but {@link #work} and {@link #close} returns at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Backend extends AutoCloseable {

    /** Return the name used in settings and the run's header, such as {@code threads}. */
    String name();

    /** Return where this backend's time comes from. */
    default Ticker ticker() {
        return Ticker.SYSTEM;
    }

    /** Return what all trials together may use; a custom resource that is not listed does not exist. */
    ResourceRequest.Bundle capacity();

    /** Run an attempt; its first event comes after this method has returned. */
    void start(Launch launch, AttemptEvents events);

    /**
     * Know that the calling thread, which brought an event, is about to wait until attempts that were started meanwhile bring theirs: none
     * of them may wait for this thread.
     */
    default void beforeWait() {}

    /** Ask the attempt of a trial to end: {@code shouldStop()} turns true, and its next report ends it. */
    void requestStop(int trial);

    /**
     * Give up the attempt of a trial, which does not end by itself: whatever it may yet do is without effect. By default it is asked to stop.
     *
     * @return where its code was, empty where nobody knows
     */
    default StackTraceElement[] kill(int trial) {
        requestStop(trial);
        return new StackTraceElement[0];
    }

    /** Delete a checkpoint that no attempt goes on from. */
    default void deleteCheckpoint(Path checkpoint) throws IOException {
        CheckpointDirectories.delete(checkpoint);
    }

    /**
     * Return what keeps an attempt from going on from a checkpoint, as the loss of power may leave it: a code and a sentence. A run that
     * was interrupted asks before it goes on, and takes the checkpoint before instead.
     *
     * @return {@code null} for nothing, or where nobody knows before an attempt tries
     */
    default @Nullable String damage(Path checkpoint) {
        return null;
    }

    /**
     * Do a piece of work on the calling thread, for backends that have no threads of their own.
     *
     * @param untilNanos the time, by {@link #ticker}, at which the caller has work of its own; nothing later is done
     * @return whether there was any, be it that time passed
     */
    default boolean work(long untilNanos) {
        return false;
    }

    /** Release all threads; attempts that still run are interrupted. */
    @Override
    void close();
}
