package dev.jtune.schedule;

import dev.jtune.Result;

/** Lets every trial run to its own end. */
final class FifoScheduler implements Scheduler {
    @Override
    public Decision onResult(Result result) {
        return Decision.CONTINUE;
    }

    @Override
    public boolean comparesTrials() {
        return false;
    }

    @Override
    public String name() {
        return "FIFO";
    }
}
