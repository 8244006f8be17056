package dev.jtune.run;

import dev.jtune.Checkpoint;
import dev.jtune.Objective;
import dev.jtune.ResultConstraint;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import dev.jtune.search.Observation;
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
    private final ReportedResult.TrialFacts facts;
    private final List<ReportedResult> results = new ArrayList<>();
    private final List<String> checkpoints = new ArrayList<>();
    private final Map<String, Counters> countersAt = new HashMap<>();
    private Counters counters = Counters.START;
    private ReportedResult.Site site = ReportedResult.Site.HERE;
    private int attempts;
    private JournalEvent.@Nullable TrialEnded end;

    /** Note an event of a trial with that trial; what is none is left out. */
    static void take(JournalEvent event, Map<Integer, TrialRecord> trials, Path study) {
        if (event instanceof JournalEvent.TrialSuggested e) {
            trials.put(e.trial(), new TrialRecord(e));
        } else if (event instanceof JournalEvent.ResultReported e) {
            of(trials, e.trial()).add(e, study);
        } else if (event instanceof JournalEvent.AttemptStarted e) {
            of(trials, e.trial()).begin(e);
        } else if (event instanceof JournalEvent.CheckpointSaved e) {
            of(trials, e.trial()).keep(e.checkpoint());
        } else if (event instanceof JournalEvent.CheckpointDeleted e) {
            of(trials, e.trial()).checkpoints.remove(e.checkpoint());
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

    TrialRecord(JournalEvent.TrialSuggested trial) {
        this.trial = trial;
        this.facts = new ReportedResult.TrialFacts(
                trial.trial(), trial.trial() + "-" + trial.config().shortDigest(), trial.config());
    }

    private void begin(JournalEvent.AttemptStarted attempt) {
        attempts = attempt.attempt();
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
        results.add(
                new ReportedResult(facts, site, new Report(event.metrics(), counters, event.millis(), stored, false)));
        if (checkpoint != null) {
            keep(checkpoint);
        }
    }

    private void keep(String checkpoint) {
        checkpoints.add(0, checkpoint);
        countersAt.put(checkpoint, counters);
        if (!results.isEmpty()) {
            results.get(results.size() - 1).markCheckpoint(checkpoint);
        }
    }

    private Path directory(Path study) {
        return TrialNames.directory(study, trial.trial());
    }

    RecordedStudy.RecordedTrial build(JournalEvent.RunStarted start, Path study) {
        Path directory = directory(study);
        if (end != null && !results.isEmpty()) {
            results.get(results.size() - 1).markDone();
        }
        List<Map<String, Object>> history =
                results.stream().map(ReportedResult::metrics).toList();
        JournalEvent.TrialEnded ended = end;
        TrialResult result = new TrialResult(
                facts.trial(),
                facts.id(),
                trial.config(),
                trial.seed(),
                ended == null ? new TrialOutcome.Cancelled("its end was not recorded") : Errors.toOutcome(ended),
                score(start.objectives().get(0)),
                history,
                checkpoints.stream()
                        .map(name -> Checkpoint.fromDirectory(directory.resolve(name)))
                        .toList(),
                directory,
                Duration.ofNanos(ended == null ? 0 : (long) (ended.seconds() * 1e9)),
                attempts,
                trial.by(),
                ResultConstraint.violation(start.resultConstraints(), history));
        return new RecordedStudy.RecordedTrial(trial.trial(), trial.config(), trial.seed(), results.size(), result);
    }

    private double score(Objective objective) {
        Objective.Score score = objective.newScore();
        for (ReportedResult result : results) {
            if (result.has(objective.metric())) {
                score.add(result.value(objective.metric()));
            }
        }
        return score.value();
    }

    /** Return what a searcher was told when the trial ended this way. */
    Observation toObservation(JournalEvent.TrialEnded ended, JournalEvent.RunStarted start) {
        List<Map<String, Object>> history =
                results.stream().map(ReportedResult::metrics).toList();
        double violation = ResultConstraint.violation(start.resultConstraints(), history);
        return new Observation(
                facts.trial(),
                trial.config(),
                Errors.toOutcome(ended),
                start.objectives().stream().mapToDouble(this::score).toArray(),
                results.size(),
                Double.isNaN(violation) ? 0 : violation,
                ended.seconds());
    }
}
