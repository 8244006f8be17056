package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.search.Searcher;
import org.apiguardian.api.API;

/**
 * Lets a person steer a run from any thread; it takes turns with everything else that happens in the run.
 *
 * <p>What follows is in the journal: what was added, how each trial ended, and why the run did.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RunControl {
    /** What ended a trial or a run that a person ended, and who suggested a trial that a person added. */
    String BY = Searcher.BY_HAND;

    /** End the run: no further trial starts, those that run end with their next result, and what there is by then is the result. */
    void stop(String reason);

    /**
     * End a trial with its next result.
     *
     * @return whether it will; not where it does not run, its end is decided already, or the run is deterministic: when a person acts is no
     *     part of the seed
     */
    boolean stopTrial(int number, String reason);

    /**
     * Let a configuration be tried next: in place of one that the searcher would have suggested, which learns from it. Points to evaluate,
     * and those that were added before, go first. It is in the journal at once, so that a run which is interrupted goes on with it.
     *
     * @param point a configuration of the space; what it leaves open is drawn at random
     * @throws InvalidDeclarationException with all that is wrong with the point; TUNE-416, if none is taken: the run is deterministic or
     *     walks a grid, all its trials are settled, it has not begun or is being ended, or its searcher knows nothing of it
     */
    void suggest(Config point);
}
