package dev.jtune;

import org.apiguardian.api.API;

/** What becomes of the trials that ended with an error when a run is gone on with. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Errored {
    /** They stay as they are. */
    KEEP,
    /** They go on from their last checkpoint, with all their restarts before them. */
    RESUME,
    /** They begin again from scratch. */
    RESTART
}
