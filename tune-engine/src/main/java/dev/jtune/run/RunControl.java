package dev.jtune.run;

import org.apiguardian.api.API;

/**
 * Lets a person steer a run from any thread; it takes turns with everything else that happens in the run.
 *
 * <p>What follows is in the journal: how each trial ended, and why the run did.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RunControl {
    /** What ended a trial or a run that a person ended. */
    String BY = "hand";

    /** End the run: no further trial starts, those that run end with their next result, and what there is by then is the result. */
    void stop(String reason);

    /**
     * End a trial with its next result.
     *
     * @return whether it will; not where it does not run, its end is decided already, or the run is deterministic: when a person acts is no
     *     part of the seed
     */
    boolean stopTrial(int number, String reason);
}
