package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Decides from intermediate results which trials go on.
 *
 * <p>A run calls it from one thread at a time. Its state must be a pure function of the calls it received, so that replaying
 * a journal rebuilds it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Scheduler {

    /** Take note of a new trial, before its first result. */
    default void onTrialAdd(int trial, Config config) {}

    /** Decide what the trial of this result does next. */
    Decision onResult(Result result);

    /** Take note that a trial ended, by whatever cause. */
    default void onTrialEnd(int trial, TrialOutcome outcome) {}

    /** Return the name shown in the run's header and in stop reasons, such as {@code ASHA}. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Tell whether what it decides of a trial depends on other trials, the default; where it does not, trials of a deterministic run
     * need not wait for each other's results.
     */
    default boolean comparesTrials() {
        return true;
    }

    /** Return the names of the metrics it goes by beside the objective, so that one which no trial ever reports can be told. */
    default Set<String> metrics() {
        return Set.of();
    }

    /** What a scheduler decides. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    sealed interface Decision {
        /** The trial goes on. */
        Decision CONTINUE = new Continue();

        /** The trial goes on. */
        record Continue() implements Decision {}

        /**
         * The trial ends here, as a success that cost less.
         *
         * @param reason why, with the numbers: {@code 0.61 at 3, cut-off 0.66}
         */
        record Stop(String reason) implements Decision {}
    }
}
