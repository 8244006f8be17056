package dev.jtune.run;

import dev.jtune.Checkpoint;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a journal tells of a trial, as far as it was read. */
final class TrialRecord {
    private final JournalEvent.TrialSuggested trial;
    private ReportedResult.TrialFacts facts;
    private final TrialHistory history;
    private final List<String> checkpoints = new ArrayList<>();
    private final Map<String, Counters> countersAt = new HashMap<>();
    private Counters counters = Counters.START;
    private ReportedResult.Site site = ReportedResult.Site.HERE;
    private int attempts;
    private @Nullable String base;
    private JournalEvent.@Nullable TrialEnded end;

    /** Note an event of a trial with that trial; what is none is left out. */
    static void take(JournalEvent event, Map<Integer, TrialRecord> trials, Path study, List<Objective> objectives) {
        if (event instanceof JournalEvent.TrialSuggested e) {
            trials.put(e.trial(), new TrialRecord(e, objectives));
        } else if (event instanceof JournalEvent.ResultReported e) {
            of(trials, e.trial()).add(e, study);
        } else if (event instanceof JournalEvent.AttemptStarted e) {
            of(trials, e.trial()).begin(e);
        } else if (event instanceof JournalEvent.CheckpointSaved e) {
            of(trials, e.trial()).keep(e.checkpoint());
        } else if (event instanceof JournalEvent.CheckpointDeleted e) {
            of(trials, e.trial()).checkpoints.remove(e.checkpoint());
        } else if (event instanceof JournalEvent.CheckpointDistrusted e) {
            of(trials, e.trial()).distrust(e.checkpoint());
        } else if (event instanceof JournalEvent.TrialExploited e) {
            of(trials, e.trial()).exploit(e, of(trials, e.from()));
        } else if (event instanceof JournalEvent.TrialEnded e) {
            of(trials, e.trial()).end = e;
        }
    }

    private static TrialRecord of(Map<Integer, TrialRecord> trials, int number) {
        TrialRecord trial = trials.get(number);
        if (trial == null) {
            throw new JournalException("TUNE-406 the journal tells of trial " + number + ", which never began", null);
        }
        return trial;
    }

    private TrialRecord(JournalEvent.TrialSuggested trial, List<Objective> objectives) {
        this.trial = trial;
        this.history = new TrialHistory(objectives);
        this.facts = new ReportedResult.TrialFacts(
                trial.trial(), trial.trial() + "-" + trial.config().shortDigest(), trial.config());
    }

    private void begin(JournalEvent.AttemptStarted attempt) {
        attempts = attempt.attempt();
        end = null; // a trial that ended may have been opened again
        site = new ReportedResult.Site(attempt.pid(), attempt.host(), attempt.address());
        String from = attempt.restoredFrom();
        counters = from == null
                ? Counters.START
                : countersAt.getOrDefault(from, Counters.START).restored();
    }

    private void add(JournalEvent.ResultReported event, Path study) {
        counters = counters.after(event.metrics(), event.seconds());
        String checkpoint = event.checkpoint();
        Path stored = checkpoint == null ? null : directory(study).resolve(checkpoint);
        history.add(
                new ReportedResult(facts, site, new Report(event.metrics(), counters, event.millis(), stored, false)));
        if (checkpoint != null) {
            keep(checkpoint);
        }
    }

    private void keep(String checkpoint) {
        base = null;
        checkpoints.add(0, checkpoint);
        countersAt.put(checkpoint, counters);
        if (!history.isEmpty()) {
            history.last().markCheckpoint(checkpoint);
        }
    }

    private void exploit(JournalEvent.TrialExploited event, TrialRecord from) {
        facts = new ReportedResult.TrialFacts(facts.trial(), facts.id(), event.config());
        countersAt.put(event.checkpoint(), from.countersAt.getOrDefault(event.checkpoint(), Counters.START));
        history.keepAll();
        base = event.checkpoint();
    }

    /** Take note that the trial could not go on from a checkpoint, its own or one that it had taken over. */
    private void distrust(String checkpoint) {
        if (!checkpoint.equals(base)) {
            checkpoints.remove(checkpoint);
        }
        base = null;
    }

    private Path directory(Path study) {
        return TrialNames.directory(study, trial.trial());
    }

    RecordedStudy.RecordedTrial build(JournalEvent.RunStarted start, Path study) {
        Path directory = directory(study);
        if (end != null && !history.isEmpty()) {
            history.last().markDone();
        }
        JournalEvent.TrialEnded ended = end;
        TrialResult result = new TrialResult(
                facts.trial(),
                facts.id(),
                facts.config(),
                trial.seed(),
                ended == null ? new TrialOutcome.Cancelled("its end was not recorded") : Errors.toOutcome(ended),
                history.score(),
                history.metrics(),
                checkpoints.stream()
                        .map(name -> Checkpoint.fromDirectory(directory.resolve(name)))
                        .toList(),
                directory,
                Duration.ofNanos(ended == null ? 0 : (long) (ended.seconds() * 1e9)),
                attempts,
                trial.by(),
                history.violation(start.resultConstraints()));
        return new RecordedStudy.RecordedTrial(trial.trial(), facts.config(), trial.seed(), history.size(), result);
    }
}
