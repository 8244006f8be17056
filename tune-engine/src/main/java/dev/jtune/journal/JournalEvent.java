package dev.jtune.journal;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.ResultConstraint;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Something that happened in a run. Times are Unix milliseconds. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface JournalEvent {

    /**
     * A run began; always the first event.
     *
     * @param version of the journal's format
     * @param settings what else a reader may want to know, by name
     */
    record RunStarted(
            int version,
            String runId,
            String study,
            long seed,
            List<Objective> objectives,
            List<ResultConstraint> resultConstraints,
            int totalTrials,
            String searcher,
            String scheduler,
            String spaceDigest,
            String codeDigest,
            Map<String, String> settings,
            long millis)
            implements JournalEvent {}

    /**
     * A trial of an earlier study that the search knew before its first one; after the first event.
     *
     * @param trial its number, up to 0
     * @param stoppedEarly whether a scheduler ended it before it had come as far as any trial may
     * @param scores its score by each objective
     */
    record EarlierTrial(int trial, Config config, boolean stoppedEarly, List<Double> scores, int iterations)
            implements JournalEvent {}

    /**
     * A person added a configuration, which became or becomes a trial by {@code hand} when it is its turn.
     *
     * @param config complete: what the person left open is drawn
     */
    record PointAdded(Config config, long millis) implements JournalEvent {}

    /**
     * A configuration became a trial.
     *
     * @param by the algorithm that suggested it, where the searcher chooses between several, or {@code hand}; else empty, and not written
     */
    record TrialSuggested(int trial, Config config, long seed, String by) implements JournalEvent {}

    /**
     * An attempt began; what stays the same for all its results stands here once.
     *
     * @param restoredFrom name of the checkpoint it goes on from, relative to the trial's directory
     */
    record AttemptStarted(
            int trial,
            int attempt,
            long millis,
            long pid,
            String host,
            String address,
            String resources,
            @Nullable String restoredFrom)
            implements JournalEvent {}

    /**
     * A trial reported a result.
     *
     * <p>Sums over the trial's life follow from its results and from the checkpoints that its attempts went on from.
     *
     * @param metrics what user code reported, flattened; nothing that is filled in
     * @param seconds since the result before
     * @param checkpoint name of the checkpoint that came with it, relative to the trial's directory
     */
    record ResultReported(
            int trial,
            int attempt,
            int iteration,
            Map<String, Object> metrics,
            double seconds,
            long millis,
            @Nullable String checkpoint)
            implements JournalEvent {}

    /** A checkpoint of a trial is complete. */
    record CheckpointSaved(int trial, int attempt, int iteration, String checkpoint) implements JournalEvent {}

    /** A checkpoint was deleted, because better or newer ones are kept. */
    record CheckpointDeleted(int trial, String checkpoint) implements JournalEvent {}

    /**
     * A trial cannot go on from its newest checkpoint, or from one that it took over from another trial, as that is not whole. It goes on
     * from the one before; without what it took over, from its own last one.
     *
     * @param reason what is wrong, with a code
     */
    record CheckpointDistrusted(int trial, String checkpoint, String reason) implements JournalEvent {}

    /** An attempt failed and the trial starts again. */
    record AttemptFailed(int trial, int attempt, String error) implements JournalEvent {}

    /** An attempt was lost through no fault of the trial, which starts again. */
    record AttemptLost(int trial, int attempt, String reason) implements JournalEvent {}

    /**
     * A trial ended.
     *
     * @param outcome simple name of the {@link dev.jtune.TrialOutcome}
     * @param by what stopped it, empty where nothing did
     * @param reason why, or the error with its stack trace
     */
    record TrialEnded(
            int trial,
            String outcome,
            boolean tolerated,
            String by,
            String reason,
            double score,
            long millis,
            double seconds)
            implements JournalEvent {}

    /**
     * A trial gave its resources back and waits for its scheduler.
     *
     * @param reason why, in the scheduler's words
     */
    record TrialPaused(int trial, int attempt, String reason, long millis) implements JournalEvent {}

    /** The scheduler let a paused trial go on. */
    record TrialResumed(int trial) implements JournalEvent {}

    /**
     * A trial took over the state of another, and goes on from it with another configuration.
     *
     * @param from the other trial
     * @param checkpoint name of its checkpoint, relative to its directory
     * @param config what the trial runs from now on
     * @param reason why, in the scheduler's words
     */
    record TrialExploited(int trial, int from, String checkpoint, Config config, String reason)
            implements JournalEvent {}

    /** No trial ran, and none could begin unless a paused one went on or ended; the scheduler was told. */
    record RunStoodStill() implements JournalEvent {}

    /** No further trial will be suggested. */
    record SearchEnded() implements JournalEvent {}

    /**
     * Another process went on with the run; attempts without an end were lost with the one before it.
     *
     * @param errored what becomes of trials that ended with an error: {@code KEEP}, {@code RESUME} or {@code RESTART}
     */
    record RunResumed(long millis, long pid, String host, String errored) implements JournalEvent {}

    /** A gate or verdict was judged on these results. */
    record VerdictReached(String name, boolean passed, String message) implements JournalEvent {}

    /**
     * The run came to its end; only verdicts follow.
     *
     * @param recommended the trial whose configuration the search of a noisy study holds for the best; 0, and not written, where it
     *     does not say
     */
    record RunEnded(String reason, long millis, int recommended) implements JournalEvent {}
}
