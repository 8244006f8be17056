package dev.jtune.schedule;

import dev.jtune.Result;
import org.jspecify.annotations.Nullable;

/** Ends a trial at its n-th result; results before a restart from a checkpoint count. */
record MaxIterationsStopper(int most) implements Stopper {
    @Override
    public @Nullable String stopTrial(Result result) {
        return result.iteration() >= most ? "result " + result.iteration() + " of at most " + most : null;
    }

    @Override
    public boolean comparesTrials() {
        return false;
    }
}
