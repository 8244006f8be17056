package dev.jtune.run;

import dev.jtune.Metrics;
import dev.jtune.ResourceRequest;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.Backend;
import dev.jtune.exec.CheckpointDirectories;
import dev.jtune.exec.Launch;
import dev.jtune.exec.Machine;
import dev.jtune.exec.Ticker;
import dev.jtune.journal.Journal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.Stopper;
import dev.jtune.search.Observation;
import dev.jtune.search.Searcher;
import dev.jtune.trainable.TrainableDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a run: takes the events of attempts, one at a time, and gives orders to the backend.
 *
 * <p>It runs on the thread that brings an event, under one lock, so that a result costs no hand-over. It writes the journal
 * before it acts. It has no thread, no clock and no randomness of its own.
 */
final class Runner implements AttemptEvents {
    /** How often a searcher that waits is asked while nothing runs whose end it could wait for. */
    private static final int PATIENCE = 1000;

    /** A loss of power costs at most the results of this time. */
    private static final long FORCE_MILLIS = 5000;

    /** A checkpoint is worth more than a result, and many a trial makes one at each. */
    private static final long FORCE_AT_CHECKPOINT_MILLIS = 1000;

    private final StudySpec spec;
    private final Parts parts;
    private final Path directory;
    private final boolean checkpointsAtEnd;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private final Condition turn = lock.newCondition();
    private final List<LiveTrial> trials = new ArrayList<>();
    private final Deque<LiveTrial> waiting = new ArrayDeque<>();
    private ResourceRequest expected = ResourceRequest.ONE_CPU;
    private @Nullable ResourceRequest shownRequest;
    private String shown = "";
    private int running;
    private int failedTrials;
    private final Set<String> unseen = new TreeSet<>();
    private long forcedAt;
    private boolean exhausted;
    private boolean ended;
    private @Nullable TrialOutcome closing;
    private @Nullable Throwable failure;

    /** What the runner works with. */
    record Parts(
            Backend backend,
            Searcher searcher,
            Scheduler scheduler,
            List<Stopper> stoppers,
            Journal journal,
            Listeners listeners,
            ResourceLedger ledger,
            @Nullable Turns turns,
            int concurrency,
            int totalTrials) {}

    Runner(StudySpec spec, Parts parts, Path directory) {
        this.spec = spec;
        this.parts = parts;
        this.directory = directory;
        parts.stoppers().forEach(stopper -> unseen.addAll(stopper.metrics()));
        unseen.addAll(parts.scheduler().metrics());
        this.forcedAt = ticker().millis();
        this.checkpointsAtEnd = spec.checkpoints().atEnd();
    }

    private Ticker ticker() {
        return parts.backend().ticker();
    }

    // ---- the run as a whole

    /** Start what can start. */
    void begin() {
        lock.lock();
        try {
            fill();
        } finally {
            lock.unlock();
        }
    }

    /** Wait for the end of the run, doing the backend's work where it has no threads. */
    void await(long deadlineNanos) throws InterruptedException {
        long deadline = deadlineNanos;
        while (!isOver()) {
            if (deadline != Long.MAX_VALUE && ticker().nanos() - deadline >= 0) {
                close(new TrialOutcome.Stopped("time budget", "the study's time is over"));
                // The running trials still come to their next report, which takes as long as it takes.
                deadline = Long.MAX_VALUE;
            } else if (!parts.backend().work()) {
                awaitEvent(deadline);
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void awaitEvent(long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            if (!ended) {
                if (deadlineNanos == Long.MAX_VALUE || closing != null) {
                    over.await();
                } else {
                    over.awaitNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), deadlineNanos - ticker().nanos()));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Start no further trial, and end the running ones as {@code how}; the first call holds. */
    void close(TrialOutcome how) {
        lock.lock();
        try {
            if (closing != null || ended) {
                return;
            }
            closing = how;
            for (LiveTrial trial : trials) {
                if (trial.isRunning()) {
                    trial.decide(how);
                    parts.backend().requestStop(trial.number());
                }
            }
            for (LiveTrial trial = waiting.poll(); trial != null; trial = waiting.poll()) {
                endOrFail(trial, how);
            }
            endIfDone();
        } finally {
            lock.unlock();
        }
    }

    /** End the run now: trials that still run are cancelled, and what they may yet report is ignored. */
    void abandon(String reason) {
        TrialOutcome how = new TrialOutcome.Cancelled(reason);
        lock.lock();
        try {
            close(how);
            for (LiveTrial trial : trials) {
                if (trial.isRunning()) {
                    leave(trial);
                    endOrFail(trial, how);
                }
            }
            endIfDone();
        } finally {
            lock.unlock();
        }
    }

    private void endOrFail(LiveTrial trial, TrialOutcome how) {
        try {
            end(trial, how);
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Give up: the run itself cannot go on. Called where anything may have been left half done, so it never throws. */
    private void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        close(new TrialOutcome.Cancelled("the run failed: " + Errors.headline(cause)));
        endIfDone();
    }

    /** Return what made the run give up, {@code null} where nothing did. */
    @Nullable
    Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Return the metrics that stop conditions and the scheduler go by and no trial reported; empty where no trial reported anything. */
    Set<String> neverReported() {
        lock.lock();
        try {
            return trials.stream().anyMatch(trial -> trial.iterations() > 0) ? Set.copyOf(unseen) : Set.of();
        } finally {
            lock.unlock();
        }
    }

    /** Return why the run ended before all trials were done, empty where it did not. */
    String reason() {
        lock.lock();
        try {
            if (closing instanceof TrialOutcome.Stopped stopped) {
                return stopped.by() + ": " + stopped.reason();
            }
            return closing instanceof TrialOutcome.Cancelled cancelled ? cancelled.reason() : "";
        } finally {
            lock.unlock();
        }
    }

    /** Return the trial that the searcher of a noisy study recommends. */
    OptionalInt recommend() {
        lock.lock();
        try {
            return spec.search().noisy() && failure == null ? parts.searcher().recommend() : OptionalInt.empty();
        } catch (Throwable e) {
            fail(e);
            return OptionalInt.empty();
        } finally {
            lock.unlock();
        }
    }

    ResultGrid results(OptionalInt recommended) {
        lock.lock();
        try {
            return new ResultGrid(
                    spec.name(),
                    spec.objectives(),
                    trials.stream()
                            .filter(LiveTrial::hasEnded)
                            .map(LiveTrial::toResult)
                            .toList(),
                    spec.resultConstraints(),
                    spec.search().repeats() > 1,
                    recommended);
        } finally {
            lock.unlock();
        }
    }

    // ---- starting trials

    private void fill() {
        try {
            while (closing == null && running < parts.concurrency()) {
                LiveTrial next = waiting.peek();
                if (next == null) {
                    next = hasRoom() ? suggest() : null;
                    if (next == null) {
                        break;
                    }
                    waiting.add(next);
                }
                if (!place(next)) {
                    break;
                }
            }
            parts.journal().flush();
        } catch (Throwable e) {
            fail(e);
        }
        endIfDone();
    }

    /** Tell whether another trial like the last would fit: a searcher is not asked for what would only wait. */
    private boolean hasRoom() {
        return running == 0 || parts.ledger().fits(expected);
    }

    private void endIfDone() {
        turn.signalAll();
        if (running == 0 && waiting.isEmpty() && (closing != null || exhausted)) {
            ended = true;
            over.signalAll();
        }
    }

    private @Nullable LiveTrial suggest() {
        int number = trials.size() + 1;
        if (exhausted || number > parts.totalTrials()) {
            exhausted = true;
            return null;
        }
        for (int asked = 0; asked < PATIENCE; asked++) {
            Searcher.Suggestion suggestion = parts.searcher().suggest(number);
            if (suggestion instanceof Searcher.Suggestion.Try suggested) {
                return add(number, suggested);
            }
            if (suggestion instanceof Searcher.Suggestion.Exhausted) {
                exhausted = true;
                return null;
            }
            if (running > 0) {
                return null;
            }
        }
        throw new IllegalStateException(
                "TUNE-410 the searcher " + parts.searcher().name()
                        + " waits for a trial to end, and none is running; it must suggest a configuration or say that it is exhausted");
    }

    private LiveTrial add(int number, Searcher.Suggestion.Try suggested) {
        LiveTrial trial = new LiveTrial(number, suggested, spec, directory);
        trials.add(trial);
        parts.journal().append(new JournalEvent.TrialSuggested(number, trial.config(), trial.seed(), suggested.by()));
        parts.scheduler().onTrialAdd(number, trial.config());
        return trial;
    }

    /** Start the first of the waiting trials, or end it if it can never start; {@code false} if it has to wait. */
    private boolean place(LiveTrial trial) {
        if (trial.attempt() == 0) {
            try {
                ResourceRequest request = spec.resources();
                expected = request != null ? request : spec.trainable().resources(trial.config());
                trial.request(expected);
            } catch (Throwable e) {
                waiting.remove();
                end(trial, failed(e));
                return true;
            }
        }
        ResourceLedger ledger = parts.ledger();
        if (ledger.isInfeasible(trial.resources())) {
            waiting.remove();
            end(trial, failed(new IllegalStateException(ledger.explain(trial.resources()))));
            return true;
        }
        if (!ledger.fits(trial.resources())) {
            return false;
        }
        waiting.remove();
        enter(trial);
        try {
            launch(trial);
        } catch (Throwable e) {
            // no attempt runs that could end the trial
            leave(trial);
            end(trial, new TrialOutcome.Cancelled("the run failed: " + Errors.headline(e)));
            throw e;
        }
        return true;
    }

    private void enter(LiveTrial trial) {
        parts.ledger().take(trial.resources());
        running++;
        if (parts.turns() != null) {
            parts.turns().begin(trial.number());
        }
    }

    private void leave(LiveTrial trial) {
        parts.ledger().release(trial.resources());
        running--;
        if (parts.turns() != null) {
            parts.turns().end(trial.number());
        }
    }

    private void launch(LiveTrial trial) {
        boolean first = trial.begin(ticker().nanos());
        Path restoreFrom = trial.checkpoints().newest();
        parts.journal()
                .append(new JournalEvent.AttemptStarted(
                        trial.number(),
                        trial.attempt(),
                        ticker().millis(),
                        Machine.pid(),
                        Machine.host(),
                        Machine.address(),
                        shown(trial.resources()),
                        restoreFrom == null ? null : restoreFrom.getFileName().toString()));
        if (first) {
            tell(listener -> listener.trialStarted(new RunListener.TrialStarted(
                    trial.number(), trial.id(), trial.name(), trial.config(), trial.seed(), trial.directory())));
        }
        parts.journal().flush();
        parts.backend()
                .start(
                        new Launch(
                                trial.number(),
                                trial.id(),
                                trial.name(),
                                trial.attempt(),
                                trial.config(),
                                trial.seed(),
                                trial.resources(),
                                spec.objective().metric(),
                                trial.directory(),
                                restoreFrom,
                                spec.trainable(),
                                spec.shared(),
                                spec.reuse()),
                        this);
    }

    /** Most trials make the same request, which is not put into words again for each. */
    private String shown(ResourceRequest request) {
        if (!Objects.equals(shownRequest, request)) {
            shownRequest = request;
            shown = request.toString();
        }
        return shown;
    }

    private @Nullable LiveTrial current(Launch launch) {
        LiveTrial trial = trials.get(launch.trial() - 1);
        return trial.isRunning() && trial.attempt() == launch.attempt() ? trial : null;
    }

    // ---- events of attempts

    @Override
    public boolean admits(Launch launch, @Nullable End end) {
        Turns turns = parts.turns();
        if (turns == null) {
            return true;
        }
        lock.lock();
        try {
            LiveTrial trial = current(launch);
            return trial == null || turns.isNext(trial.number(), end != null && !isToTryAgain(trial, end));
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn(Launch launch, @Nullable End end) {
        if (parts.turns() != null) {
            turn.signalAll(); // to know that this one has come may be what another waits for
            while (!admits(launch, end)) {
                turn.awaitUninterruptibly();
            }
        }
    }

    @Override
    public Directive reported(Launch launch, Report report) {
        lock.lock();
        try {
            awaitTurn(launch, null);
            LiveTrial trial = current(launch);
            if (trial == null) {
                return new Directive(false, true);
            }
            if (parts.turns() != null) {
                parts.turns().pass(trial.number());
            }
            ReportedResult result = trial.add(report, spec.objectives());
            journal(trial, report);
            force(FORCE_MILLIS);
            if (!unseen.isEmpty()) {
                unseen.removeIf(result::has);
            }
            if (report.checkpoint() != null) {
                keep(trial, result, report.checkpoint());
            }
            tell(listener -> listener.resultReported(result));
            decide(trial, result);
            boolean stop = trial.decided() != null;
            parts.journal().flush();
            return new Directive(wantsCheckpoint(result, stop || report.last()), stop);
        } catch (Throwable e) {
            fail(e);
            return new Directive(false, true);
        } finally {
            turn.signalAll();
            lock.unlock();
        }
    }

    private void journal(LiveTrial trial, Report report) {
        parts.journal()
                .append(new JournalEvent.ResultReported(
                        trial.number(),
                        trial.attempt(),
                        report.counters().iteration(),
                        report.metrics(),
                        report.counters().seconds(),
                        report.millis(),
                        report.checkpoint() == null
                                ? null
                                : report.checkpoint().getFileName().toString()));
    }

    /** Tell listeners, who hear of nothing that is not in the journal. */
    private void tell(Consumer<RunListener> event) {
        if (!parts.listeners().isEmpty()) {
            parts.journal().flush();
            parts.listeners().tell(event);
        }
    }

    /** Bring the journal to the disk, unless that was done within the last {@code millis}: a trial waits for it. */
    private void force(long millis) {
        long now = ticker().millis();
        if (now - forcedAt >= millis) {
            forcedAt = now;
            parts.journal().force();
        }
    }

    /** Ask the stoppers, then the scheduler; what they say of a last result has nothing left to stop. */
    private void decide(LiveTrial trial, ReportedResult result) {
        for (int i = 0; i < parts.stoppers().size(); i++) {
            Stopper stopper = parts.stoppers().get(i);
            String reason = stopper.stopTrial(result);
            if (reason != null) {
                trial.decide(new TrialOutcome.Stopped("stop", reason));
            }
            closeIfAsked(stopper);
        }
        if (trial.decided() == null && parts.scheduler().onResult(result) instanceof Scheduler.Decision.Stop stop) {
            trial.decide(new TrialOutcome.Stopped(parts.scheduler().name(), stop.reason()));
        }
    }

    private void closeIfAsked(Stopper stopper) {
        String reason = stopper.stopStudy();
        if (reason != null) {
            close(new TrialOutcome.Stopped("stop", reason));
        }
    }

    private boolean wantsCheckpoint(ReportedResult result, boolean isLast) {
        int frequency = spec.checkpoints().frequency();
        return (frequency > 0 && result.iteration() % frequency == 0)
                || Boolean.TRUE.equals(result.report().metrics().get(Metrics.SHOULD_CHECKPOINT))
                || (isLast && checkpointsAtEnd);
    }

    @Override
    public void checkpointed(Launch launch, int iteration, Path checkpoint) {
        lock.lock();
        try {
            LiveTrial trial = current(launch);
            if (trial == null) {
                return;
            }
            ReportedResult result = trial.lastResult();
            result.markCheckpoint(checkpoint.getFileName().toString());
            parts.journal()
                    .append(new JournalEvent.CheckpointSaved(
                            trial.number(),
                            trial.attempt(),
                            iteration,
                            checkpoint.getFileName().toString()));
            keep(trial, result, checkpoint);
            parts.journal().flush();
        } catch (Throwable e) {
            fail(e);
        } finally {
            lock.unlock();
        }
    }

    private void keep(LiveTrial trial, ReportedResult result, Path checkpoint) {
        force(FORCE_AT_CHECKPOINT_MILLIS);
        for (Path dropped : trial.checkpoints().add(checkpoint, result)) {
            parts.journal()
                    .append(new JournalEvent.CheckpointDeleted(
                            trial.number(), dropped.getFileName().toString()));
            parts.journal().flush();
            try {
                CheckpointDirectories.delete(dropped);
            } catch (IOException e) {
                System.getLogger(StudyRun.class.getName())
                        .log(System.Logger.Level.WARNING, "TUNE-451 cannot delete the checkpoint " + dropped, e);
            }
        }
    }

    @Override
    public void ended(Launch launch, End end) {
        lock.lock();
        try {
            awaitTurn(launch, end);
            LiveTrial trial = current(launch);
            if (trial == null) {
                return;
            }
            leave(trial);
            if (end instanceof End.Failed failed && isToTryAgain(trial, end)) {
                again(trial, failed.cause());
            } else {
                end(trial, outcome(trial, end));
            }
            fill();
        } catch (Throwable e) {
            fail(e);
        } finally {
            lock.unlock();
        }
    }

    private boolean isToTryAgain(LiveTrial trial, End end) {
        int maxFailures = spec.failures().maxFailures();
        return end instanceof End.Failed
                && closing == null
                && trial.decided() == null
                && (maxFailures < 0 || trial.attempt() <= maxFailures);
    }

    private void again(LiveTrial trial, Throwable cause) {
        parts.journal().append(new JournalEvent.AttemptFailed(trial.number(), trial.attempt(), Errors.describe(cause)));
        tell(listener -> listener.trialRestarted(trial.number(), trial.attempt(), cause));
        trial.again();
        waiting.add(trial);
    }

    private TrialOutcome outcome(LiveTrial trial, End end) {
        if (end instanceof End.Infeasible infeasible) {
            return new TrialOutcome.Infeasible(infeasible.reason());
        }
        if (end instanceof End.Failed failed) {
            return trial.decided() instanceof TrialOutcome.Cancelled cancelled
                            && failed.cause() instanceof InterruptedException
                    ? cancelled
                    : failed(failed.cause());
        }
        TrialOutcome decided = trial.decided();
        if (decided != null && (decided == closing || trial.iterations() == 0)) {
            // cut short by the end of the study, it may not have come to its metric yet
            return decided;
        }
        String missing = trial.missing(spec.objectives(), decided != null);
        if (missing != null) {
            return failed(new MissingMetricException(missingText(trial, missing)));
        }
        return decided == null ? new TrialOutcome.Completed() : decided;
    }

    private static String missingText(LiveTrial trial, String missing) {
        String place = "TUNE-310 " + trial.name() + " ended without the metric '" + missing + "'";
        if (trial.iterations() == 0) {
            return place + ": it reported nothing; return it, or call trial.report(...)";
        }
        return place + ": it reported "
                + String.join(", ", trial.lastResult().report().metrics().keySet())
                + "; report it, or name another metric in @Tune";
    }

    private TrialOutcome.Failed failed(Throwable cause) {
        failedTrials++;
        return new TrialOutcome.Failed(cause, failedTrials <= spec.failures().toleratedTrials());
    }

    private void end(LiveTrial trial, TrialOutcome outcome) {
        trial.end(outcome, ticker().nanos());
        double[] scores = trial.scores();
        JournalEvent.TrialEnded event = Errors.toEvent(trial.toResult(), ticker().millis());
        parts.journal().append(event);
        parts.scheduler().onTrialEnd(trial.number(), outcome);
        double violation = trial.violation();
        Observation observation = new Observation(
                trial.number(),
                trial.config(),
                outcome,
                scores,
                trial.iterations(),
                Double.isNaN(violation) ? 0 : violation,
                event.seconds());
        parts.searcher().onTrialEnd(observation);
        tell(listener -> listener.trialEnded(trial.toResult()));
        for (Stopper stopper : parts.stoppers()) {
            stopper.onTrialEnd(observation);
            closeIfAsked(stopper);
        }
        if (outcome instanceof TrialOutcome.Failed failed
                && !failed.tolerated()
                && spec.failures().failFast()) {
            close(new TrialOutcome.Cancelled(
                    "failFast: " + trial.name() + " failed: " + Errors.headline(failed.cause())));
        }
    }

    /** Tell whether a trainable can save and load; a function says so by what it reports. */
    static boolean canCheckpoint(TrainableDefinition trainable) {
        return trainable instanceof TrainableDefinition.OfClass type && type.canCheckpoint();
    }
}
