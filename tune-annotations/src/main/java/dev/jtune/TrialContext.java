package dev.jtune;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * What a trial's code may know of its trial: taken by {@link Setup}, {@link ResetConfig} and {@link Step} methods.
 *
 * <p>A function takes the subtype {@link Trial}, which also reports results.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface TrialContext {

    /** Return the trial's id, unique in its study: number and digest of the configuration, as {@code 13-9f3a21}. */
    String id();

    /** Return the trial's name, unique and the same in every run: {@code network trial 013}. */
    String name();

    /** Return the trial's number in its study, from 1. */
    int number();

    /** Return the trial's configuration. */
    Config config();

    /** Return the trial's seed: a function of the study's seed and the trial's number, never of time. */
    long seed();

    /**
     * Return the trial's random generator, seeded with {@link #seed()}; the same instance at each call.
     *
     * <p>Its state is not part of a checkpoint: a trainable that draws from it and wants to resume exactly stores what it
     * needs, or derives a generator per step from {@link #seed()}.
     */
    RandomGenerator random();

    /** Return the log of the trial, a file in its directory; what is printed is flushed with each line. */
    PrintStream log();

    /** Return what was reserved for the trial. */
    ResourceRequest resources();

    /**
     * Return one bundle of the reservation.
     *
     * @param index 0 for the trial's own bundle, 1 and up for those it reserved for what it starts
     * @throws IndexOutOfBoundsException if the request has no such bundle
     */
    default ResourceRequest.Bundle bundle(int index) {
        return resources().bundles().get(index);
    }

    /** Return the trial's own directory, which exists; files written here stay after the run. */
    Path directory();
}
