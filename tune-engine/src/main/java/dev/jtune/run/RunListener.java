package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Hears what happens in a run, after it was journaled.
 *
 * <p>Calls come one at a time, in order, from any thread. What a listener throws is reported once and does not disturb the
 * run.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RunListener {

    /** The run begins. */
    default void studyStarted(StudyStarted event) {}

    /** A trial begins; called once a trial, whatever its number of attempts. */
    default void trialStarted(TrialStarted event) {}

    /** A running trial has a result. */
    default void resultReported(Result result) {}

    /**
     * A running trial saved a checkpoint: before its result is reported where it came with it, else after.
     *
     * @param iteration of the result that it belongs to
     * @param checkpoint its directory
     */
    default void checkpointSaved(int trial, int iteration, Path checkpoint) {}

    /** An attempt failed and the trial starts again. */
    default void trialRestarted(int trial, int attempt, Throwable cause) {}

    /** A trial gave its resources back, and waits for its scheduler, for which {@code reason} is its scheduler's. */
    default void trialPaused(int trial, String reason) {}

    /**
     * A trial took over the state of another, and goes on from it with another configuration.
     *
     * @param from the other trial
     * @param config what it runs from now on
     * @param reason why, in the scheduler's words
     */
    default void trialExploited(int trial, int from, Config config, String reason) {}

    /** A trial ended for good. */
    default void trialEnded(TrialResult result) {}

    /** The run is over; {@code results} holds every trial that began. */
    default void studyEnded(ResultGrid results) {}

    /**
     * The beginning of a run.
     *
     * @param spec what is run
     * @param runId unique for this run
     * @param searcher name of the searcher
     * @param scheduler name of the scheduler
     * @param concurrency how many trials run at a time, where each needs what the study says, or one CPU
     * @param totalTrials how many trials will be run unless the study ends early
     * @param earlier how many earlier trials the search begins with, of how many that there are; empty where it begins with none
     * @param resumed whether it goes on with a run that was interrupted
     * @param finished the trials that ended before it was; nobody is told of them again
     * @param control steers the run, from any thread
     */
    record StudyStarted(
            StudySpec spec,
            String runId,
            String searcher,
            String scheduler,
            int concurrency,
            int totalTrials,
            String earlier,
            boolean resumed,
            List<TrialResult> finished,
            RunControl control) {}

    /** The beginning of a trial. */
    record TrialStarted(int number, String id, String name, Config config, long seed, Path directory) {}
}
