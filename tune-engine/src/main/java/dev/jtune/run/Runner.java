package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.Backend;
import dev.jtune.exec.Launch;
import dev.jtune.exec.StorageFullException;
import dev.jtune.exec.Ticker;
import dev.jtune.schedule.Scheduler;
import dev.jtune.search.Searcher;
import dev.jtune.trainable.TrainableDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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

    private static final End COMPLETED = new End.Completed();

    private final StudySpec spec;
    private final Course course;
    private final Backend backend;
    private final Chronicle chronicle;
    private final Retention retention;
    private final Outcomes outcomes;
    private final Slots slots;
    private final Turns turns;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private final Condition turn = lock.newCondition();
    private final List<LiveTrial> obeying = new ArrayList<>();
    private boolean closed;
    private boolean warned;
    private boolean ended;
    private @Nullable Throwable failure;

    /**
     * Create a runner.
     *
     * @param course what happened so far: nothing, unless the run was interrupted
     * @param turns the order in which events take effect
     */
    Runner(StudySpec spec, Course course, Backend backend, Chronicle chronicle, Slots slots, Turns turns) {
        this.spec = spec;
        this.course = course;
        this.backend = backend;
        this.chronicle = chronicle;
        this.retention = new Retention(backend, chronicle, course);
        this.outcomes = new Outcomes(course);
        this.slots = slots;
        this.turns = turns;
    }

    private Ticker ticker() {
        return backend.ticker();
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
            slots.request(trial);
            slots.enter(trial);
            obeying.add(trial);
            return;
        }
        if (trial.isRunning()) {
            trial.lose(ticker().nanos());
        } else if (trial.fate() instanceof Fate.Exploit exploit) {
            exploit(trial, exploit);
        }
        slots.await(trial);
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
            if (!backend.work(wake)) {
                awaitEvent(wake);
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void awaitEvent(long wakeNanos) throws InterruptedException {
        lock.lock();
        try {
            long now = ticker().nanos();
            long wake = Math.min(wakeNanos, slots.nextDue(now));
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
            next = Math.min(next, slots.nextDue(now));
            if (slots.isAnyDue(now)) {
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
        for (LiveTrial trial : slots.running()) {
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
                    backend.kill(trial.number()));
            slots.leave(trial);
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
            slots.running().forEach(trial -> backend.requestStop(trial.number()));
            course.trials().stream().filter(LiveTrial::isPaused).forEach(trial -> endOrFail(trial, how));
            for (LiveTrial trial = slots.poll(); trial != null; trial = slots.poll()) {
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
            LiveTrial trial = slots.running().stream()
                    .filter(each -> each.number() == number)
                    .findFirst()
                    .orElse(null);
            if (trial == null || trial.fate() != null || trial.isCatchingUp() || turns.areKept() || closed) {
                return false;
            }
            trial.decide(new Fate.End(how));
            backend.requestStop(number);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Let a configuration that a person chose be one of the next trials; what it leaves open is drawn.
     *
     * @throws InvalidDeclarationException if no trial can have it, with all that is wrong
     */
    void insert(Config point) {
        lock.lock();
        try {
            Config config = course.complete(point);
            course.insert(config);
            chronicle.added(config);
            if (lock.getHoldCount() == 1) { // else a listener calls, in the middle of what happens
                fill(); // where the searcher waits, there is room
            }
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
            for (LiveTrial trial : slots.running()) {
                slots.leave(trial);
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
            chronicle.breakOff();
        }
        close(Outcomes.runFailed(cause));
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
        if (slots.isIdle() && (closed || (course.isSearched() && course.paused() == 0))) {
            ended = true;
            over.signalAll();
        }
    }

    // ---- starting trials

    private void fill() {
        try {
            boolean moves = true;
            while (moves && !closed && !slots.isFull()) {
                LiveTrial next = next();
                moves = next == null ? isStuck() && (standStill() || forget()) : place(next);
            }
            chronicle.flush();
        } catch (Throwable e) {
            fail(e);
        }
        endIfDone();
    }

    /** Tell whether only paused trials are left that could move. */
    private boolean isStuck() {
        return !closed && slots.isIdle() && course.paused() > 0;
    }

    /** Return the first of those that wait; then a paused one, if its scheduler lets it go on; then a new one. */
    private @Nullable LiveTrial next() {
        LiveTrial due = slots.due(ticker().nanos());
        if (due != null || (slots.isAnyWaiting() && turns.areKept())) {
            return due;
        }
        if (!slots.hasRoom()) {
            return null;
        }
        LiveTrial resumed = resumed();
        if (resumed != null) {
            return resumed;
        }
        boolean searched = course.isSearched();
        LiveTrial suggested = suggest();
        if (suggested != null) {
            slots.await(suggested);
            return suggested;
        }
        // that no trial will be added may let a paused one go on
        return searched == course.isSearched() ? null : resumed();
    }

    private @Nullable LiveTrial resumed() {
        for (Scheduler.Resumption next = course.resume(); next != null; next = course.resume()) {
            chronicle.resumed(next.trial());
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
        chronicle.stoodStill();
        course.standStill();
        settle();
        LiveTrial next = resumed();
        if (next != null) {
            place(next);
        }
        return next != null || course.paused() < before;
    }

    private void resume(LiveTrial trial, Scheduler.Resumption how) {
        course.resume(trial, how);
        Fate.Exploit exploit = how.exploit() == null ? null : course.toFate(how.exploit());
        if (exploit != null) {
            exploit(trial, exploit);
        }
        slots.await(trial);
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
            if (slots.isAnyRunning() || course.paused() > 0) {
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
        chronicle.suggested(trial, suggested.by());
        if (course.isFull()) {
            endSearch();
        }
        return trial;
    }

    private void endSearch() {
        chronicle.searchEnded();
        course.endSearch();
        settle();
    }

    /** Start one of the waiting trials, or end it if it can never start; {@code false} if it has to wait. */
    private boolean place(LiveTrial trial) {
        try {
            slots.request(trial);
        } catch (Throwable e) {
            slots.giveUp(trial);
            end(trial, outcomes.failed(e));
            return true;
        }
        ResourceLedger ledger = slots.ledger();
        if (ledger.isInfeasible(trial.resources())) {
            slots.giveUp(trial);
            end(trial, outcomes.failed(new IllegalStateException(ledger.explain(trial.resources()))));
            return true;
        }
        if (!ledger.fits(trial.resources())) {
            return slots.isBeyondMachine(trial); // then the next one may fit
        }
        slots.enter(trial);
        try {
            launch(trial);
        } catch (Throwable e) {
            // no attempt runs that could end the trial
            slots.leave(trial);
            end(trial, Outcomes.runFailed(e));
            throw e;
        }
        return true;
    }

    private void launch(LiveTrial trial) {
        trial.begin(ticker().nanos());
        chronicle.started(trial);
        backend.start(
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
                        trial.restoreFrom(),
                        spec.trainable(),
                        spec.shared(),
                        spec.reuse(),
                        spec.directory() != null),
                this);
    }

    private @Nullable LiveTrial current(Launch launch) {
        LiveTrial trial = course.trial(launch.trial());
        return slots.isRunning(trial) && trial.attempt() == launch.attempt() ? trial : null;
    }

    // ---- events of attempts

    @Override
    public boolean admits(Launch launch, @Nullable End end) {
        if (!turns.areKept()) {
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
        if (turns.areKept()) {
            turn.signalAll(); // to know that this one has come may be what another waits for
            while (!admits(launch, end)) {
                backend.beforeWait();
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
                turns.pass(trial.number());
                chronicle.tell(listener -> listener.resultReported(result));
                course.decide(trial, result);
                settle();
            }
            chronicle.flush();
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
        if (save) {
            turns.save(trial.number());
        }
        return new Directive(save, stop);
    }

    private ReportedResult take(LiveTrial trial, Report report) {
        ReportedResult result = trial.add(report, ticker().nanos());
        chronicle.reported(trial, report);
        if (report.checkpoint() != null) {
            retention.keep(trial, result, report.checkpoint());
        }
        return result;
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
            chronicle.saved(trial, iteration, checkpoint);
            retention.keep(trial, result, checkpoint);
            turns.saved(trial.number());
            turn.signalAll();
            chronicle.flush();
        } catch (Throwable e) {
            fail(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void capacityChanged() {
        lock.lock();
        try {
            slots.ledger().resize(backend.capacity());
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
            slots.leave(trial);
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
                slots.leave(trial);
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
        return turns.isNext(trial.number(), !isToGoOn(trial, COMPLETED));
    }

    /** Tell whether a trial goes on after the end of an attempt. */
    private boolean isToGoOn(LiveTrial trial, End end) {
        if (closed) {
            return false;
        }
        if (end instanceof End.Lost || end instanceof End.Unreadable) {
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
            end(trial, outcomes.of(trial, end, failure));
        } else if (end instanceof End.Failed failed) {
            again(trial, failed.cause());
        } else if (end instanceof End.Lost lost) {
            lose(trial, lost.reason());
        } else if (end instanceof End.Unreadable unreadable) {
            retention.distrust(trial, unreadable.damage());
            lose(trial, unreadable.damage());
        } else if (trial.fate() instanceof Fate.Exploit exploit) {
            exploit(trial, exploit);
            slots.awaitFirst(trial);
        } else if (trial.fate() instanceof Fate.Pause pause) {
            pause(trial, pause);
        }
    }

    private void lose(LiveTrial trial, String reason) {
        chronicle.lost(trial, reason);
        trial.lose(ticker().nanos());
        slots.await(trial);
    }

    private void again(LiveTrial trial, Throwable cause) {
        chronicle.failed(trial, cause);
        retention.release(trial.fail(ticker().nanos(), spec.failures().delayNanos(trial.failures() + 1)));
        slots.await(trial);
        over.signalAll(); // whoever waits for the end also minds the time
    }

    private void pause(LiveTrial trial, Fate.Pause pause) {
        chronicle.paused(trial, pause.reason());
        course.pause(trial, pause.reason(), ticker().nanos());
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
        chronicle.exploited(trial, exploit);
        retention.release(trial.takeBase());
        trial.exploit(exploit, ticker().nanos());
    }

    private void end(LiveTrial trial, TrialOutcome outcome) {
        course.end(trial, outcome, ticker().nanos());
        double seconds = chronicle.ended(trial);
        // not before the end is in the journal, or a run that goes on would begin the trial again from what is gone
        if (trial.fate() instanceof Fate.Exploit unused) {
            retention.release(unused);
        }
        retention.release(trial.takeBase());
        course.learn(trial, outcome, seconds);
        chronicle.tell(listener -> listener.trialEnded(trial.toResult()));
        settle();
    }

    /** Tell whether a trainable can save and load; a function says so by what it reports. */
    static boolean canCheckpoint(TrainableDefinition trainable) {
        return trainable instanceof TrainableDefinition.OfClass type && type.canCheckpoint();
    }
}
