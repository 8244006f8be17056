package dev.jtune.bench.search;

import dev.jtune.space.ParamSpace;

/** A method that takes part. */
interface Contestant {
    /** Return the name that its results carry. */
    String name();

    /** Tell whether it does something with its budget; one that does not has marks on the way. */
    boolean isTold();

    /** Tell whether it can search a space. */
    default boolean canSearch(ParamSpace space) {
        return true;
    }

    /** Begin a run with one objective. */
    default Solver start(ParamSpace space, long seed, int budget, boolean noisy) {
        return start(space, 1, seed, budget, noisy);
    }

    /**
     * Begin a run.
     *
     * @param objectives how many losses an evaluation has
     * @param budget how many evaluations there will be
     * @param noisy whether a loss may differ from that of the same configuration before
     */
    Solver start(ParamSpace space, int objectives, long seed, int budget, boolean noisy);
}
