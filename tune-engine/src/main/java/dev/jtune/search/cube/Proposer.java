package dev.jtune.search.cube;

import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A search algorithm: names the point that is worth trying next.
 *
 * <p>What it answers must depend on its seed, the number, and the calls before, and on nothing else: no clock, no order of a hash table,
 * no sum in a changing order. It may keep what it computed from the history; trials are only ever added to it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Proposer {
    /**
     * Return a point of the history's cube for a trial: each coordinate at least 0 and less than 1, whatever the space has there,
     * or anything where the parameter does not exist at that point.
     *
     * <p>It should not be one that was {@linkplain History#tried tried}; {@link #repeat} is for that. If it is, another is tried in its place.
     *
     * @param number the trial's number, from 1; ascends from call to call
     */
    double[] propose(int number, History history);

    /**
     * Return a trial whose configuration is worth another evaluation more than a new one is; empty, the default, where none is. Asked
     * before {@link #propose}, which is left out for a repeat, and only where evaluations are noisy.
     *
     * @param number the number of the trial that would repeat it
     */
    default OptionalInt repeat(int number, History history) {
        return OptionalInt.empty();
    }

    /**
     * Return the trial that it holds for the best, where its model knows better than the least loss that was observed, as with noise.
     */
    default OptionalInt recommend(History history) {
        return OptionalInt.empty();
    }

    /** Return the algorithm that made the last proposal, where it chooses between several; else an empty text. */
    default String by() {
        return "";
    }
}
