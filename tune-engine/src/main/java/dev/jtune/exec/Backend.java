package dev.jtune.exec;

import dev.jtune.ResourceRequest;
import org.apiguardian.api.API;

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

    /** Ask the attempt of a trial to end: {@code shouldStop()} turns true, and its next report ends it. */
    void requestStop(int trial);

    /**
     * Do a piece of work on the calling thread, for backends that have no threads of their own.
     *
     * @return whether there was any
     */
    default boolean work() {
        return false;
    }

    /** Release all threads; attempts that still run are interrupted. */
    @Override
    void close();
}
