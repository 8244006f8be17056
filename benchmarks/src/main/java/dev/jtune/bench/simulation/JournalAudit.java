package dev.jtune.bench.simulation;

import dev.jtune.journal.JournalEvent;
import dev.jtune.run.CheckpointPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a journal event by event, and holds that each could follow from those before it. */
final class JournalAudit {
    private static final int ITERATION_DIGITS = 6;

    private final CheckpointPolicy policy;
    private final int maxFailures;
    private final Map<Integer, Trial> trials = new HashMap<>();

    private enum State {
        WAITING,
        RUNNING,
        /** Its process is gone: what it was told last may still be done, and nothing else but another attempt. */
        INTERRUPTED,
        PAUSED,
        ENDED
    }

    /** What the journal says of a trial. */
    private static final class Trial {
        private State state = State.WAITING;
        private int attempt;
        private int iteration;
        private int failures;
        private int distrusted;
        private int takeOvers;
        private boolean hasReported;
        private boolean isToGoOn;
        private @Nullable String restoredFrom;
        private @Nullable String outcome;
        private @Nullable String newest;
        private @Nullable String base;
        private final Map<String, Integer> kept = new HashMap<>();
    }

    private JournalAudit(CheckpointPolicy policy, int maxFailures) {
        this.policy = policy;
        this.maxFailures = maxFailures;
    }

    /**
     * What became of a trial.
     *
     * @param takeOvers how often it took over the state of another
     */
    record End(String outcome, int takeOvers) {}

    /**
     * Return what became of each trial.
     *
     * @throws BrokenInvariantError naming the first event that could not be
     */
    static Map<Integer, End> read(List<JournalEvent> events, Scenario scenario) {
        JournalAudit audit =
                new JournalAudit(scenario.checkpoints(), scenario.failures().maxFailures());
        for (int i = 0; i < events.size(); i++) {
            try {
                audit.see(events.get(i));
            } catch (BrokenInvariantError e) {
                throw new BrokenInvariantError(
                        "the journal's event " + (i + 1) + ", " + events.get(i) + ": " + e.getMessage());
            }
        }
        Map<Integer, End> ends = new HashMap<>();
        audit.trials.forEach((number, trial) -> {
            String outcome = trial.outcome;
            if (outcome == null) {
                throw new BrokenInvariantError("trial " + number + " never ended, and is " + trial.state);
            }
            audit.requireRetention(number, trial);
            ends.put(number, new End(outcome, trial.takeOvers));
        });
        return ends;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BrokenInvariantError(otherwise);
        }
    }

    private void see(JournalEvent event) {
        if (event instanceof JournalEvent.TrialSuggested e) {
            require(trials.put(e.trial(), new Trial()) == null, "there is such a trial");
        } else if (event instanceof JournalEvent.AttemptStarted e) {
            start(e);
        } else if (event instanceof JournalEvent.ResultReported e) {
            Trial trial = running(e.trial(), e.attempt());
            require(e.iteration() == trial.iteration + 1, "it follows iteration " + trial.iteration);
            trial.iteration = e.iteration();
            trial.hasReported = true;
        } else if (event instanceof JournalEvent.CheckpointSaved e) {
            save(e);
        } else if (event instanceof JournalEvent.CheckpointDeleted e) {
            Trial trial = trial(e.trial());
            require(trial.kept.remove(e.checkpoint()) != null, "there is no such checkpoint");
            require(!e.checkpoint().equals(trial.newest), "there is no newer one");
        } else if (event instanceof JournalEvent.CheckpointDistrusted e) {
            distrust(trial(e.trial()), e.checkpoint());
        } else if (event instanceof JournalEvent.AttemptFailed e) {
            fail(running(e.trial(), e.attempt()));
        } else if (event instanceof JournalEvent.AttemptLost e) {
            running(e.trial(), e.attempt()).state = State.WAITING;
        } else if (event instanceof JournalEvent.TrialPaused e) {
            Trial trial = trial(e.trial());
            require(trial.state == State.INTERRUPTED || trial.state == State.RUNNING, "the trial is " + trial.state);
            require(trial.attempt == e.attempt(), "attempt " + trial.attempt + " runs");
            trial.state = trial.isToGoOn ? State.WAITING : State.PAUSED;
            trial.isToGoOn = false;
        } else if (event instanceof JournalEvent.TrialEnded e) {
            end(e);
        } else if (event instanceof JournalEvent.TrialExploited e) {
            Trial trial = trial(e.trial());
            require(trial.state != State.ENDED, "the trial had ended");
            trial.state = State.WAITING;
            trial.newest = null;
            trial.base = e.checkpoint();
            trial.takeOvers++;
        } else if (event instanceof JournalEvent.TrialResumed e) {
            Trial trial = trial(e.trial());
            require(trial.state != State.ENDED, "the trial had ended");
            if (trial.state == State.PAUSED) {
                trial.state = State.WAITING;
            } else {
                trial.isToGoOn = true; // it has yet to pause
            }
        } else if (event instanceof JournalEvent.RunResumed) {
            trials.values().stream()
                    .filter(trial -> trial.state == State.RUNNING)
                    .forEach(trial -> trial.state = State.INTERRUPTED);
        }
    }

    private Trial trial(int number) {
        Trial trial = trials.get(number);
        if (trial == null) {
            throw new BrokenInvariantError("there is no such trial");
        }
        return trial;
    }

    private Trial running(int number, int attempt) {
        Trial trial = trial(number);
        require(trial.state == State.RUNNING, "the trial is " + trial.state);
        require(trial.attempt == attempt, "attempt " + trial.attempt + " runs");
        return trial;
    }

    private void start(JournalEvent.AttemptStarted event) {
        Trial trial = trial(event.trial());
        require(trial.state == State.WAITING || trial.state == State.INTERRUPTED, "the trial is " + trial.state);
        require(event.attempt() == trial.attempt + 1, "it follows attempt " + trial.attempt);
        trial.state = State.RUNNING;
        trial.attempt = event.attempt();
        trial.restoredFrom = event.restoredFrom();
        trial.iteration = event.restoredFrom() == null ? 0 : iterationOf(event.restoredFrom());
        trial.hasReported = false;
    }

    private static int iterationOf(String checkpoint) {
        int dash = checkpoint.indexOf('-') + 1;
        return Integer.parseInt(checkpoint.substring(dash, dash + ITERATION_DIGITS));
    }

    private void save(JournalEvent.CheckpointSaved event) {
        Trial trial = running(event.trial(), event.attempt());
        require(event.iteration() == trial.iteration, "iteration " + trial.iteration + " was last");
        require(iterationOf(event.checkpoint()) == event.iteration(), "its name says otherwise");
        Integer before = trial.kept.put(event.checkpoint(), event.attempt());
        // a later attempt may use the name again if that checkpoint was lost
        require(before == null || before < event.attempt(), "there is such a checkpoint");
        trial.newest = event.checkpoint();
        trial.base = null;
    }

    /** The trial goes on from something else; the name of its own checkpoint may be used again. */
    private static void distrust(Trial trial, String checkpoint) {
        if (!checkpoint.equals(trial.base)) {
            trial.kept.remove(checkpoint);
            trial.newest = checkpoint.equals(trial.newest) ? null : trial.newest;
        }
        trial.base = null;
    }

    private void fail(Trial trial) {
        trial.state = State.WAITING;
        trial.failures++;
        require(maxFailures < 0 || trial.failures <= maxFailures, "it has no restart left");
        distrust(trial);
    }

    /** What an attempt without a result went on from is not gone on from again, and counts no more. */
    private static void distrust(Trial trial) {
        if (trial.restoredFrom != null && !trial.hasReported) {
            trial.distrusted++;
            trial.newest = trial.restoredFrom.equals(trial.newest) ? null : trial.newest;
        }
    }

    private void end(JournalEvent.TrialEnded event) {
        Trial trial = trial(event.trial());
        require(trial.state != State.ENDED, "it had ended");
        if (event.outcome().equals("Failed")) {
            require(trial.state == State.RUNNING, "the trial is " + trial.state);
        }
        trial.state = State.ENDED;
        trial.outcome = event.outcome();
    }

    private void requireRetention(int number, Trial trial) {
        require(
                policy.numToKeep() == 0 || trial.kept.size() <= policy.numToKeep() + 1 + trial.distrusted,
                "trial " + number + " keeps " + trial.kept + ", with numToKeep " + policy.numToKeep() + " and "
                        + trial.distrusted + " that could not be used");
    }
}
