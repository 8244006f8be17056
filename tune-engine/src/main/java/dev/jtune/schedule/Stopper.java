package dev.jtune.schedule;

import dev.jtune.Result;
import dev.jtune.search.Observation;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Ends trials, or the whole study, when a condition is met. Asked before the scheduler.
 *
 * <p>A run calls it from one thread at a time, for each result and each end of a trial.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Stopper {

    /** Return why the trial of this result ends, or {@code null} if it goes on. */
    @Nullable
    String stopTrial(Result result);

    /** Learn how a trial ended; called once for each trial, after its last result. */
    default void onTrialEnd(Observation observation) {}

    /**
     * Return why the study starts no further trial and ends the running ones, or {@code null} if it goes on; asked after each result
     * and each end of a trial.
     */
    default @Nullable String stopStudy() {
        return null;
    }

    /**
     * Tell whether what it decides depends on several trials, or ends the study, the default; where it does not, trials of a
     * deterministic run need not wait for each other's results.
     */
    default boolean comparesTrials() {
        return true;
    }

    /** Return the names of the metrics it watches, so that one which no trial ever reports can be told. */
    default java.util.Set<String> metrics() {
        return java.util.Set.of();
    }
}
