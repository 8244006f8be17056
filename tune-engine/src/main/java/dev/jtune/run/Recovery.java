package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.Errored;
import dev.jtune.Metrics;
import dev.jtune.TrialOutcome;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import dev.jtune.schedule.Scheduler.Resumption;
import dev.jtune.search.Searcher.Suggestion;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings a course to where the journal of an interrupted run ends, by telling it again everything that it was told.
 *
 * <p>Attempts without an end are under way for it; {@link Runner#begin} takes them up.
 */
final class Recovery {
    private final Course course;
    private final Turns turns;
    private final boolean grown;
    private final Map<Integer, Counters> counters = new HashMap<>();
    private final Map<Path, Counters> countersAt = new HashMap<>();
    private final Deque<Config> waiting = new ArrayDeque<>();
    private long clock;
    private long sessionStart;
    private long elapsedMillis;

    /** What was to be deleted, and whose it is; a run that is killed may not come to it. */
    private final Map<Path, LiveTrial> due = new LinkedHashMap<>();

    /**
     * Create a recovery.
     *
     * @param course one that was told nothing yet
     * @param turns the order in which events take effect
     * @param grown whether the run has another number of trials now: its searcher, which may go by that, was made with what is known of them
     *     instead of being asked for each again
     */
    Recovery(Course course, Turns turns, boolean grown) {
        this.course = course;
        this.turns = turns;
        this.grown = grown;
    }

    /**
     * Tell the course of these events, which begin with the run's first.
     *
     * @throws JournalException TUNE-407, if the searcher or the scheduler answers something else than it did
     */
    void tell(List<JournalEvent> events) {
        events.forEach(this::tell);
    }

    /** Add again the points that wait for their trials, to a searcher that was made anew. */
    void addWaiting() {
        waiting.forEach(course::insert);
    }

    /** Return how long the run was under way before it was interrupted; the time in between does not count. */
    long elapsedMillis() {
        return elapsedMillis + clock - sessionStart;
    }

    /** Return the checkpoints that the run was to delete when it was interrupted, with whose they are. */
    Map<Path, LiveTrial> due() {
        return due;
    }

    private void tell(JournalEvent event) {
        if (event instanceof JournalEvent.ResultReported e) {
            report(e);
        } else if (event instanceof JournalEvent.TrialSuggested e) {
            suggest(e);
        } else if (event instanceof JournalEvent.AttemptStarted e) {
            start(e);
        } else if (event instanceof JournalEvent.CheckpointSaved e) {
            LiveTrial trial = course.trial(e.trial());
            trial.lastResult().markCheckpoint(e.checkpoint());
            turns.saved(e.trial());
            keep(trial, trial.directory().resolve(e.checkpoint()));
        } else if (event instanceof JournalEvent.CheckpointDeleted e) {
            LiveTrial trial = course.trial(e.trial());
            Path checkpoint = trial.directory().resolve(e.checkpoint());
            due.remove(checkpoint);
            trial.checkpoints().distrust(checkpoint);
        } else if (event instanceof JournalEvent.TrialEnded e) {
            end(e);
        } else if (event instanceof JournalEvent.PointAdded e) {
            add(e.config());
        } else if (event instanceof JournalEvent.SearchEnded) {
            course.endSearch();
        } else if (event instanceof JournalEvent.RunStoodStill) {
            course.standStill();
        } else if (event instanceof JournalEvent.RunStarted e) {
            begin(e.millis());
        } else if (event instanceof JournalEvent.RunResumed e) {
            elapsedMillis = elapsedMillis();
            course.trials().stream().filter(LiveTrial::isRunning).forEach(trial -> trial.stopClock(nanos()));
            begin(e.millis());
            course.grow();
            course.goOn(Errored.valueOf(e.errored()));
        } else {
            change(event);
        }
    }

    /** Tell of what becomes of an attempt that is not the end of its trial. */
    private void change(JournalEvent event) {
        if (event instanceof JournalEvent.AttemptFailed e) {
            turns.end(e.trial());
            release(course.trial(e.trial()).fail(nanos(), 0));
        } else if (event instanceof JournalEvent.CheckpointDistrusted e) {
            LiveTrial trial = course.trial(e.trial());
            Path from = trial.restoreFrom();
            if (from != null) {
                release(trial.distrust(from));
            }
        } else if (event instanceof JournalEvent.AttemptLost e) {
            turns.end(e.trial());
            course.trial(e.trial()).lose(nanos());
        } else if (event instanceof JournalEvent.TrialPaused e) {
            clock = e.millis();
            turns.end(e.trial());
            LiveTrial trial = course.trial(e.trial());
            course.pause(trial, e.reason(), nanos());
            if (trial.resumption() != null) {
                resume(trial, trial.resumption());
            }
        } else if (event instanceof JournalEvent.TrialResumed e) {
            resume(e);
        } else if (event instanceof JournalEvent.TrialExploited e) {
            turns.end(e.trial());
            LiveTrial trial = course.trial(e.trial());
            if (trial.fate() instanceof Fate.Exploit exploit) {
                release(trial.takeBase());
                trial.exploit(exploit, nanos());
            }
        }
    }

    private void begin(long millis) {
        clock = millis;
        sessionStart = millis;
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(clock);
    }

    private void add(Config config) {
        if (grown) {
            waiting.add(config);
        } else {
            course.insert(config);
        }
    }

    private void suggest(JournalEvent.TrialSuggested event) {
        if (grown) {
            waiting.removeFirstOccurrence(event.config());
            course.adopt(suggestion(event));
            return;
        }
        Suggestion suggestion = course.suggest();
        if (!(suggestion instanceof Suggestion.Try again && again.config().equals(event.config()))) {
            throw changed("trial " + event.trial() + " was " + event.config() + ", and "
                    + course.searcher().name() + " now answers "
                    + (suggestion instanceof Suggestion.Try other ? other.config() : suggestion));
        }
        course.add(suggestion(event));
    }

    private static Suggestion.Try suggestion(JournalEvent.TrialSuggested event) {
        return new Suggestion.Try(event.config(), event.by(), OptionalLong.of(event.seed()));
    }

    private static JournalException changed(String difference) {
        return new JournalException(
                "TUNE-407 " + difference
                        + ": the searcher, the scheduler, their settings or the space have changed; delete the study's directory to start anew",
                null);
    }

    private void start(JournalEvent.AttemptStarted event) {
        clock = event.millis();
        LiveTrial trial = course.trial(event.trial());
        if (trial.isRunning()) {
            // the process that ran the attempt before was killed
            trial.lose(nanos());
        }
        turns.begin(event.trial());
        trial.begin(nanos());
        Path from = trial.restoreFrom();
        counters.put(
                event.trial(),
                from == null
                        ? Counters.START
                        : countersAt.getOrDefault(from, Counters.START).restored());
    }

    private void report(JournalEvent.ResultReported event) {
        clock = event.millis();
        LiveTrial trial = course.trial(event.trial());
        Counters now = counters.getOrDefault(event.trial(), Counters.START).after(event.metrics(), event.seconds());
        counters.put(event.trial(), now);
        Path stored = event.checkpoint() == null ? null : trial.directory().resolve(event.checkpoint());
        boolean last = Boolean.TRUE.equals(event.metrics().get(Metrics.DONE));
        ReportedResult result = new ReportedResult(
                trial.facts(),
                ReportedResult.Site.HERE,
                new Report(event.metrics(), now, event.millis(), stored, last));
        boolean isNews = !trial.isCatchingUp();
        trial.add(result, nanos());
        if (stored != null) {
            keep(trial, stored);
        }
        if (isNews) {
            turns.pass(event.trial());
            course.decide(trial, result);
            if (course.wantsCheckpoint(trial, result, last || trial.fate() != null)) {
                turns.save(event.trial());
            }
        }
    }

    private void keep(LiveTrial trial, Path checkpoint) {
        due.remove(checkpoint); // its name is given again
        countersAt.put(checkpoint, counters.getOrDefault(trial.number(), Counters.START));
        trial.checkpoints().add(checkpoint, trial.lastResult()).forEach(dropped -> due.put(dropped, trial));
        release(trial.takeBase());
    }

    private void release(Fate.@Nullable Exploit base) {
        if (base != null) {
            LiveTrial other = course.trial(base.from());
            if (other.checkpoints().release(base.checkpoint())) {
                due.put(base.checkpoint(), other);
            }
        }
    }

    private void resume(JournalEvent.TrialResumed event) {
        Resumption next = course.resume();
        if (next == null || next.trial() != event.trial()) {
            throw changed("the scheduler let trial " + event.trial() + " go on, and now "
                    + (next == null ? "none" : "trial " + next.trial()));
        }
        LiveTrial trial = course.trial(event.trial());
        if (trial.isPaused()) {
            resume(trial, next);
        } else {
            trial.resumeOncePaused(next);
        }
    }

    private void resume(LiveTrial trial, Resumption next) {
        course.resume(trial, next);
        Fate.Exploit exploit = next.exploit() == null ? null : course.toFate(next.exploit());
        if (exploit != null) {
            trial.decide(exploit);
        }
    }

    private void end(JournalEvent.TrialEnded event) {
        clock = event.millis();
        LiveTrial trial = course.trial(event.trial());
        turns.end(event.trial());
        if (trial.fate() instanceof Fate.Exploit unused) {
            release(unused);
        }
        release(trial.takeBase());
        TrialOutcome outcome = Errors.toOutcome(event);
        if (outcome instanceof TrialOutcome.Failed) {
            course.toleratesFailure();
        }
        course.end(trial, outcome, nanos());
        trial.ran(event.seconds());
        course.learn(trial, outcome, event.seconds());
    }
}
