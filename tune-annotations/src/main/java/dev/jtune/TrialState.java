package dev.jtune;

import org.apiguardian.api.API;

/** Where a trial is in its life. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum TrialState {
    /** Suggested, and waiting for resources. */
    PENDING,
    /** Its code runs. */
    RUNNING,
    /** Its resources are released; a checkpoint holds what it needs to go on. */
    PAUSED,
    /** Ended without an error: complete, stopped early, or infeasible. */
    TERMINATED,
    /** Ended by an error, after all the restarts it was allowed. */
    ERROR;

    /** Tell whether no other state can follow. */
    public boolean isTerminal() {
        return this == TERMINATED || this == ERROR;
    }
}
