package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.ResultConstraint;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.TrialState;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.schedule.Scheduler.Resumption;
import dev.jtune.search.Searcher.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A trial while its run lasts; the run's lock guards it. */
final class LiveTrial {
    /** Every change of state that there is; a trial that starts again goes from RUNNING to PENDING. */
    private static final Map<TrialState, Set<TrialState>> TRANSITIONS = new EnumMap<>(Map.of(
            TrialState.PENDING, EnumSet.of(TrialState.RUNNING, TrialState.TERMINATED, TrialState.ERROR),
            TrialState.RUNNING,
                    EnumSet.of(TrialState.PENDING, TrialState.PAUSED, TrialState.TERMINATED, TrialState.ERROR),
            TrialState.PAUSED, EnumSet.of(TrialState.PENDING, TrialState.TERMINATED),
            TrialState.TERMINATED, EnumSet.noneOf(TrialState.class),
            TrialState.ERROR, EnumSet.noneOf(TrialState.class)));

    private final int number;
    private final String by;
    private final long seed;
    private final String study;
    private final Path studyDirectory;
    private final List<ResultConstraint> constraints;
    private final TrialHistory history;
    private final KeptCheckpoints checkpoints;
    private ReportedResult.TrialFacts facts;
    private TrialState state = TrialState.PENDING;
    private @Nullable ResourceRequest need;
    private ResourceRequest resources = ResourceRequest.ONE_CPU;
    private int share = 1;
    private int attempt;
    private int failures;
    private int restoredAt;
    private int iteration;
    private int told;
    private @Nullable Path restoredFrom;
    private Fate.@Nullable Exploit base;
    private long attemptNanos;
    private long ranNanos;
    private boolean clockRuns;
    private long lastNanos;
    private long dueNanos = Long.MIN_VALUE;
    private boolean announced;
    private boolean learned;
    private int checkpointWantedAt = -1;
    private @Nullable Fate fate;
    private @Nullable Resumption resumption;
    private @Nullable TrialOutcome outcome;

    LiveTrial(int number, Suggestion.Try suggested, StudySpec spec, Path studyDirectory) {
        this.number = number;
        this.by = suggested.by();
        this.seed = suggested.seed().orElseGet(() -> Seeds.ofTrial(spec.seed(), number));
        this.study = spec.name();
        this.studyDirectory = studyDirectory;
        this.facts = new ReportedResult.TrialFacts(
                number, number + "-" + suggested.config().shortDigest(), suggested.config());
        this.constraints = spec.resultConstraints();
        this.history = new TrialHistory(spec.objectives());
        this.checkpoints = new KeptCheckpoints(spec.checkpoints());
    }

    int number() {
        return number;
    }

    Config config() {
        return facts.config();
    }

    long seed() {
        return seed;
    }

    String id() {
        return facts.id();
    }

    String name() {
        return TrialNames.name(study, number);
    }

    Path directory() {
        return TrialNames.directory(studyDirectory, number);
    }

    int attempt() {
        return attempt;
    }

    /** Return how many attempts failed by what their code did. */
    int failures() {
        return failures;
    }

    /** Return what the next attempt holds, or the one that runs; one CPU before it said what it needs. */
    ResourceRequest resources() {
        return resources;
    }

    /** Return what it said that it needs, {@code null} before it did. */
    @Nullable
    ResourceRequest need() {
        return need;
    }

    /**
     * Hold what it needs, as many times as its share.
     *
     * @param most how many times there is so much in all
     */
    void request(ResourceRequest needed, int most) {
        need = needed;
        resources = needed.times(Math.max(1, Math.min(share, most)));
    }

    KeptCheckpoints checkpoints() {
        return checkpoints;
    }

    TrialHistory history() {
        return history;
    }

    int iterations() {
        return history.size();
    }

    // ---- states

    boolean isRunning() {
        return state == TrialState.RUNNING;
    }

    boolean isPaused() {
        return state == TrialState.PAUSED;
    }

    boolean hasEnded() {
        return outcome != null;
    }

    private void moveTo(TrialState next) {
        Set<TrialState> allowed = TRANSITIONS.get(state);
        if (allowed == null || !allowed.contains(next)) {
            throw new IllegalStateException("trial " + number + " cannot go from " + state + " to " + next);
        }
        state = next;
    }

    /** Begin the next attempt, from {@link #restoreFrom}. */
    void begin(long nanos) {
        moveTo(TrialState.RUNNING);
        attempt++;
        attemptNanos = nanos;
        lastNanos = nanos;
        clockRuns = true;
        restoredFrom = restoreFrom();
        restoredAt = restoredFrom == null
                ? 0
                : base != null && base.checkpoint().equals(restoredFrom)
                        ? base.iteration()
                        : checkpoints.iteration(restoredFrom);
        iteration = restoredAt;
    }

    /** Count what time the attempt took that runs, and none that follows. */
    void stopClock(long nanos) {
        if (clockRuns) {
            ranNanos += nanos - attemptNanos;
            clockRuns = false;
        }
    }

    /** Return the checkpoint from which the next attempt goes on, {@code null} to start afresh. */
    @Nullable
    Path restoreFrom() {
        Path newest = checkpoints.newest();
        return newest != null ? newest : base == null ? null : base.checkpoint();
    }

    /** Tell whether nobody was told yet, in this process, that it began; to be asked once. */
    boolean isNew() {
        boolean first = !announced;
        announced = true;
        return first;
    }

    /** Tell whether the searcher has not heard of an end of it, which it does once; to be asked once. */
    boolean isNewToSearch() {
        boolean first = !learned;
        learned = true;
        return first;
    }

    /** Return the time of the last sign of life of the attempt that runs. */
    long lastNanos() {
        return lastNanos;
    }

    /** Return the time before which no attempt begins. */
    long dueNanos() {
        return dueNanos;
    }

    /**
     * Wait for another attempt, because the one that ran failed; the next begins {@code delayNanos} later at the earliest.
     *
     * @return what it took over and does not trust any more, {@code null} for nothing
     */
    Fate.@Nullable Exploit fail(long nanos, long delayNanos) {
        lose(nanos);
        failures++;
        dueNanos = delayNanos == 0 ? Long.MIN_VALUE : nanos + delayNanos;
        // what no result came of is not gone on from again
        return restoredFrom == null || iteration > restoredAt ? null : distrust(restoredFrom);
    }

    /**
     * Go on from the checkpoint before this one, or without what it took over: from its own last one.
     *
     * @return what it took over and does not trust any more, {@code null} for nothing
     */
    Fate.@Nullable Exploit distrust(Path checkpoint) {
        if (checkpoints.distrust(checkpoint) || base == null) {
            return null;
        }
        checkpoints.goBack();
        return takeBase();
    }

    /** Wait for another attempt, because the one that ran was lost without fault of its own. */
    void lose(long nanos) {
        stopClock(nanos);
        moveTo(TrialState.PENDING);
    }

    /** Do what was decided: give the resources back, and wait for the scheduler. */
    void pause(long nanos) {
        stopClock(nanos);
        fate = null;
        moveTo(TrialState.PAUSED);
    }

    /**
     * Go on after a pause.
     *
     * @param newShare how many times what it needs it holds from now on; 0 for as many as before
     */
    void resume(int newShare) {
        resumption = null;
        share = newShare == 0 ? share : newShare;
        moveTo(TrialState.PENDING);
    }

    /** Do what was decided: wait for an attempt that goes on from the state of another trial. */
    void exploit(Fate.Exploit exploit, long nanos) {
        if (state == TrialState.RUNNING) {
            lose(nanos);
        }
        fate = null;
        base = exploit;
        facts = new ReportedResult.TrialFacts(number, facts.id(), exploit.config());
        history.keepAll();
        checkpoints.takeOver();
        told = 0;
        checkpointWantedAt = -1;
    }

    /** Return what it took over and needs no longer, as it has a checkpoint of its own or has ended; {@code null} for nothing. */
    Fate.@Nullable Exploit takeBase() {
        Fate.Exploit taken = base;
        base = null;
        return taken;
    }

    // ---- results

    /** Tell whether the next result of the attempt repeats an iteration that is known. */
    boolean isCatchingUp() {
        return iteration < told;
    }

    /** Tell whether a result came already in this attempt, as a message that is delivered twice does. */
    boolean hasReported(int ofIteration) {
        return ofIteration <= iteration;
    }

    /** Take a result; one that {@link #isCatchingUp repeats an iteration} takes the place of the earlier one. */
    ReportedResult add(Report report, long nanos) {
        ReportedResult result = new ReportedResult(facts, ReportedResult.Site.HERE, report);
        add(result, nanos);
        return result;
    }

    void add(ReportedResult result, long nanos) {
        history.add(result);
        lastNanos = nanos;
        iteration = result.iteration();
        told = Math.max(told, iteration);
    }

    ReportedResult.TrialFacts facts() {
        return facts;
    }

    ReportedResult lastResult() {
        return history.last();
    }

    /** Tell whether there is a checkpoint of the last result. */
    boolean hasCheckpointOfLastResult() {
        Path newest = checkpoints.newest();
        return newest != null && checkpoints.iteration(newest) == lastResult().iteration();
    }

    /**
     * Tell whether a checkpoint may be that of the last result. One that comes after the next result is of no use any more, as no attempt
     * could tell with which counters it was made; one that is known comes for the second time.
     */
    boolean awaitsCheckpoint(int ofIteration) {
        return ofIteration == iteration && !hasCheckpointOfLastResult();
    }

    /** Ask for a checkpoint with the result that it has just reported. */
    void wantCheckpoint() {
        checkpointWantedAt = iteration;
    }

    /** Tell whether somebody asked for a checkpoint with the last result. */
    boolean isCheckpointWanted() {
        return checkpointWantedAt == iteration;
    }

    // ---- decisions

    /**
     * Decide what it does once its code obeys. The first decision holds, except that an end takes the place of a pause; none holds that
     * comes after the last result.
     */
    void decide(Fate next) {
        boolean replaces = fate == null || (next instanceof Fate.End && !(fate instanceof Fate.End));
        if (replaces
                && (state == TrialState.PAUSED
                        || history.isEmpty()
                        || !lastResult().isLast())) {
            fate = next;
        }
    }

    /** Return what it is to do, {@code null} while it goes on. */
    @Nullable
    Fate fate() {
        return fate;
    }

    /** Return how it is to end, {@code null} where that was not decided. */
    @Nullable
    TrialOutcome decidedEnd() {
        return fate instanceof Fate.End end ? end.outcome() : null;
    }

    /** Go on as soon as it has paused. */
    void resumeOncePaused(Resumption next) {
        resumption = next;
    }

    /** Return how it goes on as soon as it has paused, {@code null} if it waits. */
    @Nullable
    Resumption resumption() {
        return resumption;
    }

    // ---- the end

    /**
     * Return the first metric that no result had a value of, of the objectives and of the constraints on results.
     *
     * @param early whether it was stopped early, and may not have come to what constraints ask for
     */
    @Nullable
    String missing(boolean early) {
        return history.missing(early ? List.of() : constraints);
    }

    /** Return by how much it breaks the constraints on results so far, {@code NaN} where nobody knows. */
    double violation() {
        return history.violation(constraints);
    }

    void end(TrialOutcome how, long nanos) {
        stopClock(nanos);
        moveTo(how instanceof TrialOutcome.Failed ? TrialState.ERROR : TrialState.TERMINATED);
        outcome = how;
        if (!history.isEmpty()) {
            lastResult().markDone();
        }
    }

    /** Return how it ended, {@code null} before. */
    @Nullable
    TrialOutcome outcome() {
        return outcome;
    }

    /** Say how long it ran in all, where that is known from elsewhere. */
    void ran(double seconds) {
        ranNanos = Math.round(seconds * 1e9);
    }

    /** Open a trial again that ended with an error: from its last checkpoint, or from scratch. */
    void reopen(boolean fromScratch) {
        outcome = null;
        fate = null;
        failures = 0;
        state = TrialState.PENDING;
        announced = false;
        if (fromScratch) {
            history.clear();
            checkpoints.beginAnew();
            told = 0;
        }
    }

    /** Return what came of the trial, or what it has come to so far. */
    TrialResult toResult() {
        return new TrialResult(
                number,
                id(),
                config(),
                seed,
                outcome == null ? new TrialOutcome.Cancelled("the run was broken off") : outcome,
                history.score(),
                history.metrics(),
                checkpoints.bestFirst(),
                directory(),
                Duration.ofNanos(ranNanos),
                attempt,
                by,
                violation());
    }
}
