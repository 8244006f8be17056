package dev.jtune.exec;

import dev.jtune.ResourceRequest;
import org.apiguardian.api.API;

/**
 * Runs attempts. It never retries: what happens after a failure is the run's business.
 *
 * <p>A run calls it under its lock, so every method returns at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Backend extends AutoCloseable {

    /** Return the name used in settings and the run's header, such as {@code threads}. */
    String name();

    /** Return what all trials together may use; custom resources that are not listed do not exist. */
    ResourceRequest.Bundle capacity();

    /** Run an attempt; the first event comes from another thread, or after this method has returned. */
    void start(Launch launch, AttemptEvents events);

    /** Ask the attempt of a trial to end: its next report says so, and {@code shouldStop()} turns true. */
    void requestStop(int trial);

    /** Release all threads; attempts that still run are interrupted. */
    @Override
    void close();
}
