package dev.jtune.run;

import dev.jtune.ResourceRequest;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.Backend;
import dev.jtune.exec.Launch;
import dev.jtune.exec.Machine;
import dev.jtune.exec.StorageFullException;
import dev.jtune.exec.Ticker;
import dev.jtune.journal.Journal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.schedule.Scheduler;
import dev.jtune.search.Searcher;
import dev.jtune.trainable.TrainableDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
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

    private static final End COMPLETED = new End.Completed();

    private final StudySpec spec;
    private final Parts parts;
    private final Course course;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private final Condition turn = lock.newCondition();
    private final Deque<LiveTrial> waiting = new ArrayDeque<>();
    private ResourceRequest expected = ResourceRequest.ONE_CPU;
    private @Nullable ResourceRequest shownRequest;
    private String shown = "";
    private final Set<LiveTrial> running = new LinkedHashSet<>();
    private final List<LiveTrial> obeying = new ArrayList<>();
    private long forcedAt;
    private boolean closed;
    private boolean warned;
    private boolean ended;
    private @Nullable Throwable failure;

    /** What the runner works with. */
    record Parts(
            Backend backend,
            Journal journal,
            Listeners listeners,
            ResourceLedger ledger,
            @Nullable Turns turns,
            int concurrency) {}

    /**
     * Create a runner.
     *
     * @param course what happened so far: nothing, unless the run was interrupted
     */
    Runner(StudySpec spec, Parts parts, Course course) {
        this.spec = spec;
        this.parts = parts;
        this.course = course;
        this.forcedAt = ticker().millis();
    }

    private Ticker ticker() {
        return parts.backend().ticker();
    }

    // ---- the run as a whole

    /** Start what can start; first what was under way when the run was interrupted. */
    void begin() {
        lock.lock();
        try {
            for (LiveTrial trial : course.trials()) {
                takeUp(trial);
            }
            settle();
            fill();
            obey();
        } catch (Throwable e) {
            fail(e);
        } finally {
            lock.unlock();
        }
    }

    /** Take up a trial where the interrupted run left it. */
    private void takeUp(LiveTrial trial) throws Exception {
        if (trial.hasEnded() || trial.isPaused()) {
            return;
        }
        if (trial.isRunning() && trial.fate() != null && !trial.isCatchingUp() && !isCheckpointDue(trial)) {
            // everything was reported; only what follows from it was not done
            request(trial);
            enter(trial);
            obeying.add(trial);
            return;
        }
        if (trial.isRunning()) {
            trial.lose(ticker().nanos());
        } else if (trial.fate() instanceof Fate.Exploit exploit) {
            exploit(trial, exploit);
        }
        waiting.add(trial);
    }

    /** Tell whether a trial was to save a checkpoint with its last result, and did not come to it. */
    private boolean isCheckpointDue(LiveTrial trial) {
        return canCheckpoint(spec.trainable())
                && course.wantsCheckpoint(trial, trial.lastResult(), true)
                && !trial.hasCheckpointOfLastResult();
    }

    /** Wait for the end of the run, doing the backend's work where it has no threads. */
    void await(long deadlineNanos) throws InterruptedException {
        long deadline = deadlineNanos;
        while (!isOver()) {
            if (deadline != Long.MAX_VALUE && ticker().nanos() - deadline >= 0) {
                close(new TrialOutcome.Stopped("time budget", "the study's time is over"));
                // The running trials still come to their next report, which takes as long as it takes.
                deadline = Long.MAX_VALUE;
            }
            long wake = Math.min(deadline, onTimer());
            if (!parts.backend().work(wake)) {
                awaitEvent(wake);
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void awaitEvent(long wakeNanos) throws InterruptedException {
        lock.lock();
        try {
            long now = ticker().nanos();
            long wake = wakeNanos;
            for (LiveTrial trial : waiting) {
                wake = trial.dueNanos() > now ? Math.min(wake, trial.dueNanos()) : wake;
            }
            if (!ended) {
                if (wake == Long.MAX_VALUE) {
                    over.await();
                } else {
                    over.awaitNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), wake - now));
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

    /** Do what is due by time, and return when there is more of it. */
    private long onTimer() {
        Duration limit = spec.failures().timeLimit();
        if (limit == null && spec.failures().backOff().isZero()) {
            return Long.MAX_VALUE;
        }
        lock.lock();
        try {
            long now = ticker().nanos();
            // those that are given up may have to wait for their next attempts
            long next = limit == null ? Long.MAX_VALUE : expire(now, limit);
            boolean due = false;
            for (LiveTrial trial : waiting) {
                due |= trial.dueNanos() <= now;
                next = Math.min(next, trial.dueNanos() > now ? trial.dueNanos() : Long.MAX_VALUE);
            }
            if (due) {
                fill();
            }
            return next;
        } catch (Throwable e) {
            fail(e);
            return Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }

    /** Give up attempts that are silent for too long, and return when the next one may be. */
    private long expire(long now, Duration limit) {
        long next = Long.MAX_VALUE;
        List<LiveTrial> silent = new ArrayList<>();
        for (LiveTrial trial : running) {
            long expiry = trial.lastNanos() + limit.toNanos();
            if (expiry <= now) {
                silent.add(trial);
            } else {
                next = Math.min(next, expiry);
            }
        }
        for (LiveTrial trial : silent) {
            Throwable cause = new TrialTimeoutException(
                    "TUNE-455 " + trial.name() + " had no result for " + limit.toMillis() / 1e3
                            + " s, the timeLimit; its thread was interrupted and left behind, and was here:",
                    parts.backend().kill(trial.number()));
            leave(trial);
            afterwards(trial, new End.Failed(cause));
        }
        if (!silent.isEmpty()) {
            fill();
        }
        return next;
    }

    /** Start no further trial, and end the running ones as {@code how}; the first call holds. */
    void close(TrialOutcome how) {
        lock.lock();
        try {
            if (closed || ended) {
                return;
            }
            course.close(how);
            closed = true;
            running.forEach(trial -> parts.backend().requestStop(trial.number()));
            course.trials().stream().filter(LiveTrial::isPaused).forEach(trial -> endOrFail(trial, how));
            for (LiveTrial trial = waiting.poll(); trial != null; trial = waiting.poll()) {
                endOrFail(trial, how);
            }
            endIfDone();
        } finally {
            lock.unlock();
        }
    }

    /** Let a running trial end as {@code how} with its next result; tell whether it will. */
    boolean stopTrial(int number, TrialOutcome how) {
        lock.lock();
        try {
            LiveTrial trial = running.stream()
                    .filter(each -> each.number() == number)
                    .findFirst()
                    .orElse(null);
            if (trial == null || trial.fate() != null || trial.isCatchingUp() || parts.turns() != null || closed) {
                return false;
            }
            trial.decide(new Fate.End(how));
            parts.backend().requestStop(number);
            return true;
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
            for (LiveTrial trial : List.copyOf(running)) {
                leave(trial);
                endOrFail(trial, how);
            }
            obeying.clear();
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
            parts.journal().breakOff();
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
            return course.trials().stream().anyMatch(trial -> trial.iterations() > 0)
                    ? Set.copyOf(course.unseen())
                    : Set.of();
        } finally {
            lock.unlock();
        }
    }

    /** Return why the run ended before all trials were done, empty where it did not. */
    String reason() {
        lock.lock();
        try {
            TrialOutcome closing = course.closing();
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
            return spec.search().noisy() && failure == null ? course.searcher().recommend() : OptionalInt.empty();
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
                    course.trials().stream()
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

    private void endIfDone() {
        turn.signalAll();
        if (running.isEmpty() && waiting.isEmpty() && (closed || (course.isSearched() && course.paused() == 0))) {
            ended = true;
            over.signalAll();
        }
    }

    // ---- starting trials

    private void fill() {
        try {
            boolean moves = true;
            while (moves && !closed && running.size() < parts.concurrency()) {
                LiveTrial next = next();
                moves = next == null ? isStuck() && (standStill() || forget()) : place(next);
            }
            parts.journal().flush();
        } catch (Throwable e) {
            fail(e);
        }
        endIfDone();
    }

    /** Tell whether only paused trials are left that could move. */
    private boolean isStuck() {
        return !closed && running.isEmpty() && waiting.isEmpty() && course.paused() > 0;
    }

    /** Return the first of those that wait; then a paused one, if its scheduler lets it go on; then a new one. */
    private @Nullable LiveTrial next() {
        LiveTrial due = due();
        if (due != null || (!waiting.isEmpty() && parts.turns() != null)) {
            return due;
        }
        if (!hasRoom()) {
            return null;
        }
        LiveTrial resumed = resumed();
        if (resumed != null) {
            return resumed;
        }
        boolean searched = course.isSearched();
        LiveTrial suggested = suggest();
        if (suggested != null) {
            waiting.add(suggested);
            return suggested;
        }
        // that no trial will be added may let a paused one go on
        return searched == course.isSearched() ? null : resumed();
    }

    private @Nullable LiveTrial resumed() {
        for (Scheduler.Resumption next = course.resume(); next != null; next = course.resume()) {
            parts.journal().append(new JournalEvent.TrialResumed(next.trial()));
            LiveTrial trial = course.trial(next.trial());
            if (trial.isPaused()) {
                resume(trial, next);
                return trial;
            }
            trial.resumeOncePaused(next);
        }
        return null;
    }

    /** Tell the scheduler that nothing moves any more; tell whether that changed anything. */
    private boolean standStill() {
        int before = course.paused();
        parts.journal().append(new JournalEvent.RunStoodStill());
        course.standStill();
        settle();
        LiveTrial next = resumed();
        if (next != null) {
            place(next);
        }
        return next != null || course.paused() < before;
    }

    private @Nullable LiveTrial due() {
        long now = ticker().nanos();
        for (LiveTrial trial : waiting) {
            if (trial.dueNanos() <= now) {
                return trial;
            }
            if (parts.turns() != null) {
                break; // a time that passes must not change an order
            }
        }
        return null;
    }

    /** Tell whether another trial like the last would fit: nobody is asked for what would only wait. */
    private boolean hasRoom() {
        return running.isEmpty() || parts.ledger().fits(expected);
    }

    private void resume(LiveTrial trial, Scheduler.Resumption how) {
        course.resume(trial, how);
        Fate.Exploit exploit = how.exploit() == null ? null : course.toFate(how.exploit());
        if (exploit != null) {
            exploit(trial, exploit);
        }
        waiting.add(trial);
    }

    /** End paused trials that nobody will let go on: a scheduler that forgets one must not hold up the run. */
    private boolean forget() {
        for (LiveTrial trial : course.trials()) {
            if (trial.isPaused()) {
                end(trial, course.forgotten());
            }
        }
        return true;
    }

    private @Nullable LiveTrial suggest() {
        for (int asked = 0; asked < PATIENCE && !course.isSearched(); asked++) {
            Searcher.Suggestion suggestion = course.suggest();
            if (suggestion instanceof Searcher.Suggestion.Try suggested) {
                return add(suggested);
            }
            if (suggestion instanceof Searcher.Suggestion.Exhausted) {
                endSearch();
                return null;
            }
            if (!running.isEmpty() || course.paused() > 0) {
                return null;
            }
        }
        if (course.isSearched()) {
            return null;
        }
        throw new IllegalStateException(
                "TUNE-410 the searcher " + course.searcher().name()
                        + " waits for a trial to end, and none is running; it must suggest a configuration or say that it is exhausted");
    }

    private LiveTrial add(Searcher.Suggestion.Try suggested) {
        LiveTrial trial = course.add(suggested);
        parts.journal()
                .append(new JournalEvent.TrialSuggested(trial.number(), trial.config(), trial.seed(), suggested.by()));
        if (course.isFull()) {
            endSearch();
        }
        return trial;
    }

    private void endSearch() {
        parts.journal().append(new JournalEvent.SearchEnded());
        course.endSearch();
        settle();
    }

    /** Start one of the waiting trials, or end it if it can never start; {@code false} if it has to wait. */
    private boolean place(LiveTrial trial) {
        try {
            request(trial);
        } catch (Throwable e) {
            waiting.remove(trial);
            end(trial, failed(e));
            return true;
        }
        ResourceLedger ledger = parts.ledger();
        if (ledger.isInfeasible(trial.resources())) {
            waiting.remove(trial);
            end(trial, failed(new IllegalStateException(ledger.explain(trial.resources()))));
            return true;
        }
        if (!ledger.fits(trial.resources())) {
            return false;
        }
        waiting.remove(trial);
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

    /** Let a trial say what it needs; its own code is asked once. */
    private void request(LiveTrial trial) throws Exception {
        ResourceRequest need = trial.need();
        if (need == null) {
            ResourceRequest ofStudy = spec.resources();
            need = ofStudy != null ? ofStudy : spec.trainable().resources(trial.config());
            expected = need;
        }
        trial.request(need, parts.ledger().concurrency(need));
    }

    private void enter(LiveTrial trial) {
        parts.ledger().take(trial.resources());
        running.add(trial);
        if (parts.turns() != null) {
            parts.turns().begin(trial.number());
        }
    }

    private void leave(LiveTrial trial) {
        parts.ledger().release(trial.resources());
        running.remove(trial);
        if (parts.turns() != null) {
            parts.turns().end(trial.number());
        }
    }

    private void launch(LiveTrial trial) {
        trial.begin(ticker().nanos());
        Path restoreFrom = trial.restoreFrom();
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
        if (trial.isNew()) {
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
                                spec.reuse(),
                                spec.directory() != null),
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
        LiveTrial trial = course.trial(launch.trial());
        return running.contains(trial) && trial.attempt() == launch.attempt() ? trial : null;
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
            if (trial == null || (end == null && trial.isCatchingUp())) {
                return true;
            }
            boolean ending = end != null && !isToGoOn(trial, end);
            if (!obeying.isEmpty() && !turns.isNext(trial.number(), ending)) {
                obey(); // that this one has come may be what they waited for
            }
            return turns.isNext(trial.number(), ending);
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
            if (isRepetition(launch, report)) {
                return answer(course.trial(launch.trial()), report);
            }
            awaitTurn(launch, null);
            LiveTrial trial = current(launch);
            if (trial == null || failure != null) {
                // where the journal takes nothing any more, nobody hears of anything: it will be reported again
                return new Directive(false, true);
            }
            boolean isNews = !trial.isCatchingUp();
            ReportedResult result = take(trial, report);
            if (isNews) {
                if (parts.turns() != null) {
                    parts.turns().pass(trial.number());
                }
                tell(listener -> listener.resultReported(result));
                course.decide(trial, result);
                settle();
            }
            parts.journal().flush();
            return answer(trial, report);
        } catch (Throwable e) {
            fail(e);
            return new Directive(false, true);
        } finally {
            obey();
            turn.signalAll();
            lock.unlock();
        }
    }

    /** Tell whether a message was delivered before: it takes no turn and has no effect, but its sender may have missed the answer. */
    private boolean isRepetition(Launch launch, Report report) {
        LiveTrial trial = current(launch);
        return trial != null && trial.hasReported(report.counters().iteration());
    }

    private Directive answer(LiveTrial trial, Report report) {
        boolean stop = isToObey(trial);
        boolean save = !trial.hasCheckpointOfLastResult()
                && course.wantsCheckpoint(trial, trial.lastResult(), stop || report.last());
        if (save && parts.turns() != null) {
            parts.turns().save(trial.number());
        }
        return new Directive(save, stop);
    }

    private ReportedResult take(LiveTrial trial, Report report) {
        ReportedResult result = trial.add(report, ticker().nanos());
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
        force(FORCE_MILLIS);
        if (report.checkpoint() != null) {
            keep(trial, result, report.checkpoint());
        }
        return result;
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

    /** Tell whether a trial does now what was decided: what it has reported is what the decision was made on. */
    private boolean isToObey(LiveTrial trial) {
        return trial.fate() != null && (closed || !trial.isCatchingUp());
    }

    /** Do what follows for others from what a scheduler or a stopper was told. */
    private void settle() {
        TrialOutcome closing = course.closing();
        if (closing != null) {
            close(closing);
        }
        for (LiveTrial trial = course.nextCut(); trial != null; trial = course.nextCut()) {
            TrialOutcome how = trial.decidedEnd();
            if (how != null) {
                end(trial, how);
            }
        }
    }

    @Override
    public void checkpointed(Launch launch, int iteration, Path checkpoint) {
        lock.lock();
        try {
            LiveTrial trial = current(launch);
            if (trial == null || !trial.awaitsCheckpoint(iteration)) {
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
            if (parts.turns() != null) {
                parts.turns().saved(trial.number());
                turn.signalAll();
            }
            parts.journal().flush();
        } catch (Throwable e) {
            fail(e);
        } finally {
            lock.unlock();
        }
    }

    private void keep(LiveTrial trial, ReportedResult result, Path checkpoint) {
        force(FORCE_AT_CHECKPOINT_MILLIS);
        tell(listener -> listener.checkpointSaved(trial.number(), result.iteration(), checkpoint));
        for (Path dropped : trial.checkpoints().add(checkpoint, result)) {
            delete(trial, dropped);
        }
        release(trial.takeBase());
    }

    private void release(Fate.@Nullable Exploit base) {
        if (base != null) {
            LiveTrial other = course.trial(base.from());
            if (other.checkpoints().release(base.checkpoint())) {
                delete(other, base.checkpoint());
            }
        }
    }

    private void delete(LiveTrial trial, Path checkpoint) {
        parts.journal()
                .append(new JournalEvent.CheckpointDeleted(
                        trial.number(), checkpoint.getFileName().toString()));
        parts.journal().flush();
        try {
            parts.backend().deleteCheckpoint(checkpoint);
        } catch (IOException e) {
            System.getLogger(StudyRun.class.getName())
                    .log(System.Logger.Level.WARNING, "TUNE-451 cannot delete the checkpoint " + checkpoint, e);
        }
    }

    @Override
    public void capacityChanged() {
        lock.lock();
        try {
            parts.ledger().resize(parts.backend().capacity());
            fill();
        } finally {
            lock.unlock();
        }
    }

    // ---- ends of attempts and trials

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
            StorageFullException full =
                    end instanceof End.Failed failed ? StorageFullException.in(failed.cause()) : null;
            if (full != null) {
                fail(full);
            }
            afterwards(trial, end);
            fill();
        } catch (Throwable e) {
            fail(e);
        } finally {
            obey();
            lock.unlock();
        }
    }

    /** Let the trials whose attempts were lost after their last word do what was decided, each in its turn. */
    private void obey() {
        try {
            for (LiveTrial trial = nextToObey(); trial != null; trial = nextToObey()) {
                obeying.remove(trial);
                leave(trial);
                afterwards(trial, COMPLETED);
                fill();
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private @Nullable LiveTrial nextToObey() {
        obeying.forEach(this::isInTurn); // that one has come may be what another waits for
        return obeying.stream().filter(this::isInTurn).findFirst().orElse(null);
    }

    private boolean isInTurn(LiveTrial trial) {
        return parts.turns() == null || parts.turns().isNext(trial.number(), !isToGoOn(trial, COMPLETED));
    }

    /** Tell whether a trial goes on after the end of an attempt. */
    private boolean isToGoOn(LiveTrial trial, End end) {
        if (closed) {
            return false;
        }
        if (end instanceof End.Lost) {
            return trial.decidedEnd() == null;
        }
        if (end instanceof End.Failed) {
            return trial.decidedEnd() == null && spec.failures().allows(trial.failures() + 1);
        }
        return end instanceof End.Completed
                && trial.fate() != null
                && trial.decidedEnd() == null
                && !trial.isCatchingUp();
    }

    /** Do what follows from the end of an attempt, which has given its resources back. */
    private void afterwards(LiveTrial trial, End end) {
        if (!isToGoOn(trial, end)) {
            end(trial, outcome(trial, end));
        } else if (end instanceof End.Failed failed) {
            again(trial, failed.cause());
        } else if (end instanceof End.Lost lost) {
            parts.journal().append(new JournalEvent.AttemptLost(trial.number(), trial.attempt(), lost.reason()));
            trial.lose(ticker().nanos());
            waiting.add(trial);
        } else if (trial.fate() instanceof Fate.Exploit exploit) {
            exploit(trial, exploit);
            waiting.addFirst(trial);
        } else if (trial.fate() instanceof Fate.Pause pause) {
            pause(trial, pause);
        }
        settle();
    }

    private void again(LiveTrial trial, Throwable cause) {
        parts.journal().append(new JournalEvent.AttemptFailed(trial.number(), trial.attempt(), Errors.describe(cause)));
        tell(listener -> listener.trialRestarted(trial.number(), trial.attempt(), cause));
        release(trial.fail(ticker().nanos(), spec.failures().delayNanos(trial.failures() + 1)));
        waiting.add(trial);
        over.signalAll(); // whoever waits for the end also minds the time
    }

    private void pause(LiveTrial trial, Fate.Pause pause) {
        parts.journal()
                .append(new JournalEvent.TrialPaused(
                        trial.number(), trial.attempt(), pause.reason(), ticker().millis()));
        course.pause(trial, pause.reason(), ticker().nanos());
        tell(listener -> listener.trialPaused(trial.number(), pause.reason()));
        Scheduler.Resumption next = trial.resumption();
        if (next != null) {
            resume(trial, next);
        } else if (trial.restoreFrom() == null) {
            warnOfPause(trial);
        }
    }

    private void warnOfPause(LiveTrial trial) {
        if (!warned) {
            warned = true;
            System.getLogger(StudyRun.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "TUNE-454 " + trial.name()
                                    + " was paused without a checkpoint, and begins again from its start when "
                                    + "it goes on; report one with its results, or give its class @SaveCheckpoint and @LoadCheckpoint");
        }
    }

    private void exploit(LiveTrial trial, Fate.Exploit exploit) {
        parts.journal()
                .append(new JournalEvent.TrialExploited(
                        trial.number(),
                        exploit.from(),
                        exploit.checkpoint().getFileName().toString(),
                        exploit.config(),
                        exploit.reason()));
        release(trial.takeBase());
        trial.exploit(exploit, ticker().nanos());
        tell(listener -> listener.trialExploited(trial.number(), exploit.from(), exploit.config(), exploit.reason()));
    }

    private TrialOutcome outcome(LiveTrial trial, End end) {
        if (failure != null) {
            return new TrialOutcome.Cancelled("the run failed: " + Errors.headline(failure));
        }
        if (end instanceof End.Infeasible infeasible) {
            return new TrialOutcome.Infeasible(infeasible.reason());
        }
        TrialOutcome decided = trial.decidedEnd();
        if (end instanceof End.Failed failed) {
            return decided instanceof TrialOutcome.Cancelled cancelled && failed.cause() instanceof InterruptedException
                    ? cancelled
                    : failed(failed.cause());
        }
        if (decided != null && (decided == course.closing() || trial.iterations() == 0)) {
            // cut short by the end of the study, it may not have come to its metric yet
            return decided;
        }
        String missing = trial.missing(decided != null);
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
                + String.join(", ", trial.lastResult().reported().keySet())
                + "; report it, or name another metric in @Tune";
    }

    private TrialOutcome.Failed failed(Throwable cause) {
        return new TrialOutcome.Failed(cause, course.toleratesFailure());
    }

    private void end(LiveTrial trial, TrialOutcome outcome) {
        course.end(trial, outcome, ticker().nanos());
        JournalEvent.TrialEnded event = Errors.toEvent(trial.toResult(), ticker().millis());
        parts.journal().append(event);
        // not before the end is in the journal, or a run that goes on would begin the trial again from what is gone
        if (trial.fate() instanceof Fate.Exploit unused) {
            release(unused);
        }
        release(trial.takeBase());
        course.learn(trial, outcome, event.seconds());
        tell(listener -> listener.trialEnded(trial.toResult()));
        settle();
    }

    /** Tell whether a trainable can save and load; a function says so by what it reports. */
    static boolean canCheckpoint(TrainableDefinition trainable) {
        return trainable instanceof TrainableDefinition.OfClass type && type.canCheckpoint();
    }
}
