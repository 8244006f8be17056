package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.Errored;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Metrics;
import dev.jtune.Problem;
import dev.jtune.TrialOutcome;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.Scheduler.Decision;
import dev.jtune.schedule.Scheduler.Resumption;
import dev.jtune.schedule.Stopper;
import dev.jtune.search.Observation;
import dev.jtune.search.Searcher;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.search.Searchers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the searcher, the scheduler and the stoppers of a run made of it so far.
 *
 * <p>Its state is a function of the calls it receives. A run makes them as things happen, and {@link Recovery} makes the same ones again as
 * it reads a journal, so that a run which was interrupted goes on as if it had not been.
 */
final class Course {
    private final StudySpec spec;
    private final Searcher searcher;
    private final Scheduler scheduler;
    private final List<Stopper> stoppers;
    private final Path directory;
    private final int totalTrials;
    private final List<LiveTrial> trials = new ArrayList<>();
    private final Set<String> unseen = new TreeSet<>();
    private final Deque<LiveTrial> cut = new ArrayDeque<>();
    private boolean searched;
    private int paused;
    private int failed;
    private int added;
    private int waiting;
    private @Nullable TrialOutcome closing;

    Course(
            StudySpec spec,
            Searcher searcher,
            Scheduler scheduler,
            List<Stopper> stoppers,
            int totalTrials,
            Path directory) {
        this.spec = spec;
        this.searcher = searcher;
        this.scheduler = scheduler;
        this.stoppers = stoppers;
        this.totalTrials = totalTrials;
        this.directory = directory;
        stoppers.forEach(stopper -> unseen.addAll(stopper.metrics()));
        unseen.addAll(scheduler.metrics());
    }

    // ---- what there is

    List<LiveTrial> trials() {
        return trials;
    }

    LiveTrial trial(int number) {
        return trials.get(number - 1);
    }

    Searcher searcher() {
        return searcher;
    }

    /** Tell whether no further trial will be suggested. */
    boolean isSearched() {
        return searched;
    }

    int paused() {
        return paused;
    }

    /** Return why no trial goes on, {@code null} while they do. */
    @Nullable
    TrialOutcome closing() {
        return closing;
    }

    /** Return the metrics that stop conditions and the scheduler go by and no trial reported. */
    Set<String> unseen() {
        return unseen;
    }

    // ---- what happens

    /** Ask for the next trial. */
    Suggestion suggest() {
        int number = trials.size() + 1;
        return number > totalTrials ? new Suggestion.Exhausted() : searcher.suggest(number);
    }

    /**
     * Complete a point that a person wants to be tried, for {@link #insert}.
     *
     * @throws InvalidDeclarationException if no trial can have it, with all that is wrong
     */
    Config complete(Config point) {
        String refusal = refusal();
        if (!refusal.isEmpty()) {
            throw refused(refusal);
        }
        return Searchers.complete(spec.space(), point, spec.seed(), added + 1);
    }

    private String refusal() {
        if (spec.search().deterministic()) {
            return "the run is deterministic, and what a person adds is no part of its seed";
        }
        if (spec.space().hasGrid()) {
            return "the trials are the cells of a grid, and no others";
        }
        if (closing != null) {
            return "the run is being ended";
        }
        return searched || trials.size() + waiting >= totalTrials
                ? "all " + totalTrials + " trials are settled; numSamples says how many there are"
                : "";
    }

    /** Say why a point is not taken. */
    InvalidDeclarationException refused(String reason) {
        return new InvalidDeclarationException(Problem.of("TUNE-416", spec.name() + " takes no point now", reason));
    }

    /**
     * Let a complete configuration be one of the next trials.
     *
     * @throws InvalidDeclarationException if the searcher suggests its own configurations only
     */
    void insert(Config config) {
        if (!searcher.insert(config)) {
            throw refused("the searcher " + searcher.name() + " suggests its own configurations only");
        }
        added++;
        waiting++;
    }

    /** Add a trial that another searcher suggested, and of which this one knows what there is to know. */
    LiveTrial adopt(Suggestion.Try suggested) {
        LiveTrial trial = add(suggested);
        trial.isNewToSearch();
        return trial;
    }

    LiveTrial add(Suggestion.Try suggested) {
        LiveTrial trial = new LiveTrial(trials.size() + 1, suggested, spec, directory);
        trials.add(trial);
        if (waiting > 0 && suggested.by().equals(Searcher.BY_HAND)) {
            waiting--;
        }
        scheduler.onTrialAdd(trial.number(), trial.config());
        takeCuts();
        return trial;
    }

    /** Tell whether the trial that was just added is the last. */
    boolean isFull() {
        return trials.size() >= totalTrials;
    }

    /** Suggest further trials, where the run has grown. */
    void grow() {
        searched &= isFull();
    }

    /** No further trial will be suggested. */
    void endSearch() {
        searched = true;
        scheduler.onLastTrialAdd();
        takeCuts();
    }

    /** No trial runs, and none can begin. */
    void standStill() {
        scheduler.onStandstill();
        takeCuts();
    }

    /** Ask the stoppers, then the scheduler, what follows from a result that is new to them. */
    void decide(LiveTrial trial, ReportedResult result) {
        if (!unseen.isEmpty()) {
            unseen.removeIf(result::has);
        }
        for (int i = 0; i < stoppers.size(); i++) {
            Stopper stopper = stoppers.get(i);
            String reason = stopper.stopTrial(result);
            if (reason != null) {
                trial.decide(new Fate.End(new TrialOutcome.Stopped("stop", reason)));
            }
            closeIfAsked(stopper);
        }
        if (trial.fate() == null) {
            obey(trial, scheduler.onResult(result));
            takeCuts();
        }
    }

    /** Tell whether a trial saves a checkpoint with a result. */
    boolean wantsCheckpoint(LiveTrial trial, ReportedResult result, boolean isLast) {
        int frequency = spec.checkpoints().frequency();
        return (frequency > 0 && result.iteration() % frequency == 0)
                || trial.isCheckpointWanted()
                || Boolean.TRUE.equals(result.reported().get(Metrics.SHOULD_CHECKPOINT))
                || (isLast && (spec.checkpoints().atEnd() || trial.fate() instanceof Fate.Pause));
    }

    private void obey(LiveTrial trial, Decision decision) {
        if (decision instanceof Decision.Stop stop) {
            trial.decide(new Fate.End(stopped(stop.reason())));
        } else if (decision instanceof Decision.Pause pause) {
            trial.decide(new Fate.Pause(pause.reason()));
        } else if (decision instanceof Decision.Advance) {
            searcher.onTrialAdvanced(observe(trial, stopped("goes on"), Double.NaN));
        } else if (decision instanceof Decision.Save) {
            trial.wantCheckpoint();
        } else if (decision instanceof Decision.Exploit exploit) {
            Fate.Exploit fate = toFate(exploit);
            if (fate != null) {
                trial.decide(fate);
            }
        }
    }

    /** Hold the checkpoint that is to be taken over; {@code null} where the other trial has none. */
    Fate.@Nullable Exploit toFate(Decision.Exploit exploit) {
        KeptCheckpoints others = trial(exploit.from()).checkpoints();
        Path checkpoint = others.newest();
        if (checkpoint == null) {
            return null;
        }
        others.hold(checkpoint);
        return new Fate.Exploit(
                exploit.from(), checkpoint, others.iteration(checkpoint), exploit.config(), exploit.reason());
    }

    private TrialOutcome.Stopped stopped(String reason) {
        return new TrialOutcome.Stopped(scheduler.name(), reason);
    }

    private void closeIfAsked(Stopper stopper) {
        String reason = stopper.stopStudy();
        if (reason != null) {
            close(new TrialOutcome.Stopped("stop", reason));
        }
    }

    /** Decide that every trial ends as {@code how}; the first call holds. */
    void close(TrialOutcome how) {
        if (closing == null) {
            closing = how;
            trials.stream().filter(LiveTrial::isRunning).forEach(trial -> trial.decide(new Fate.End(how)));
        }
    }

    /** Go on after all: open again the trials that were cancelled, and those that ended with an error, where that is wanted. */
    void goOn(Errored errored) {
        if (closing instanceof TrialOutcome.Cancelled) {
            closing = null;
        }
        for (LiveTrial trial : trials) {
            TrialOutcome outcome = trial.outcome();
            if (outcome instanceof TrialOutcome.Failed && errored != Errored.KEEP) {
                failed--;
                reopen(trial, errored == Errored.RESTART);
            } else if (outcome instanceof TrialOutcome.Cancelled) {
                reopen(trial, false);
            }
        }
    }

    /** Decide the end of the trials that the scheduler cuts; asked after everything that it is told. */
    private void takeCuts() {
        for (Scheduler.Cut next : scheduler.cuts()) {
            LiveTrial trial = trial(next.trial());
            trial.decide(new Fate.End(stopped(next.reason())));
            if (trial.isPaused()) {
                cut.add(trial);
            }
        }
    }

    /** Return the next paused trial that was cut and is to be ended, {@code null} for none. */
    @Nullable
    LiveTrial nextCut() {
        return cut.poll();
    }

    /** Ask which paused trial goes on, {@code null} for none. */
    @Nullable
    Resumption resume() {
        return paused == 0 ? null : scheduler.resume();
    }

    void pause(LiveTrial trial, String reason, long nanos) {
        trial.pause(nanos);
        paused++;
        searcher.onTrialPaused(observe(trial, stopped(reason), Double.NaN));
    }

    void resume(LiveTrial trial, Resumption how) {
        trial.resume(how.share());
        paused--;
    }

    /** Tell whether one error more is tolerated, and count it. */
    boolean toleratesFailure() {
        failed++;
        return failed <= spec.failures().toleratedTrials();
    }

    /** End a trial; {@link #learn} tells of it. */
    void end(LiveTrial trial, TrialOutcome outcome, long nanos) {
        if (trial.isPaused()) {
            paused--;
            cut.remove(trial);
        }
        trial.end(outcome, nanos);
    }

    /**
     * Tell everybody who learns from it how a trial ended.
     *
     * @param seconds how long it ran, as the journal has it
     */
    void learn(LiveTrial trial, TrialOutcome outcome, double seconds) {
        scheduler.onTrialEnd(trial.number(), outcome);
        takeCuts();
        Observation observation = observe(trial, outcome, seconds);
        if (trial.isNewToSearch()) {
            searcher.onTrialEnd(observation);
        }
        for (Stopper stopper : stoppers) {
            stopper.onTrialEnd(observation);
            closeIfAsked(stopper);
        }
        if (outcome instanceof TrialOutcome.Failed failure
                && !failure.tolerated()
                && spec.failures().failFast()) {
            close(new TrialOutcome.Cancelled(
                    "failFast: " + trial.name() + " failed: " + Errors.headline(failure.cause())));
        }
    }

    private static Observation observe(LiveTrial trial, TrialOutcome outcome, double seconds) {
        double violation = trial.violation();
        return new Observation(
                trial.number(),
                trial.config(),
                outcome,
                trial.history().scores(),
                trial.iterations(),
                Double.isNaN(violation) ? 0 : violation,
                seconds);
    }

    private void reopen(LiveTrial trial, boolean fromScratch) {
        trial.reopen(fromScratch);
        scheduler.onTrialAdd(trial.number(), trial.config());
        takeCuts();
    }

    /** Say that a scheduler has forgotten a paused trial, where nothing else could still let it go on. */
    TrialOutcome forgotten() {
        return stopped("nothing let it go on");
    }
}
