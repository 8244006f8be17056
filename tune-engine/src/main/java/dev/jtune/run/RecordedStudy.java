package dev.jtune.run;

import dev.jtune.Checkpoint;
import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.ResultConstraint;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A run as its journal tells of it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RecordedStudy {
    private final JournalEvent.RunStarted start;
    private final Collection<RecordedTrial> trials;
    private final Map<String, JournalEvent.VerdictReached> verdicts;
    private final boolean finished;

    /**
     * A trial as the journal tells of it.
     *
     * @param number its number
     * @param config its configuration
     * @param seed its seed
     * @param iterations how many results it reported
     * @param result what came of it
     */
    public record RecordedTrial(int number, Config config, long seed, int iterations, TrialResult result) {
        /** Return the trial's id: its number and the digest of its configuration. */
        public String id() {
            return number + "-" + config.shortDigest();
        }
    }

    private RecordedStudy(
            JournalEvent.RunStarted start,
            Collection<RecordedTrial> trials,
            Map<String, JournalEvent.VerdictReached> verdicts,
            boolean finished) {
        this.start = start;
        this.trials = trials;
        this.verdicts = verdicts;
        this.finished = finished;
    }

    /**
     * Read the journal in a study's directory; empty where there is none.
     *
     * @throws JournalException if there is one, and it is damaged
     */
    public static Optional<RecordedStudy> read(Path directory) {
        Path file = directory.resolve(StudyDirectory.JOURNAL);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        List<JournalEvent> events = FileJournal.read(file);
        if (events.isEmpty() || !(events.get(0) instanceof JournalEvent.RunStarted start)) {
            return Optional.empty();
        }
        Map<Integer, Builder> trials = new TreeMap<>();
        Map<String, JournalEvent.VerdictReached> verdicts = new LinkedHashMap<>();
        boolean finished = false;
        for (JournalEvent event : events) {
            if (event instanceof JournalEvent.TrialSuggested e) {
                trials.put(e.trial(), new Builder(e));
            } else if (event instanceof JournalEvent.ResultReported e) {
                of(trials, e.trial()).add(e, directory);
            } else if (event instanceof JournalEvent.AttemptStarted e) {
                of(trials, e.trial()).begin(e);
            } else if (event instanceof JournalEvent.CheckpointSaved e) {
                of(trials, e.trial()).keep(e.checkpoint());
            } else if (event instanceof JournalEvent.CheckpointDeleted e) {
                of(trials, e.trial()).checkpoints.remove(e.checkpoint());
            } else if (event instanceof JournalEvent.TrialEnded e) {
                of(trials, e.trial()).end = e;
            } else if (event instanceof JournalEvent.VerdictReached e) {
                verdicts.put(e.name(), e);
            } else if (event instanceof JournalEvent.RunEnded) {
                finished = true;
            }
        }
        List<RecordedTrial> recorded = trials.values().stream()
                .map(trial -> trial.build(start, directory))
                .toList();
        return Optional.of(new RecordedStudy(start, recorded, verdicts, finished));
    }

    private static Builder of(Map<Integer, Builder> trials, int number) {
        Builder trial = trials.get(number);
        if (trial == null) {
            throw new JournalException("TUNE-406 the journal tells of trial " + number + ", which never began", null);
        }
        return trial;
    }

    /** Return the run's id. */
    public String runId() {
        return start.runId();
    }

    /** Return the study's seed. */
    public long seed() {
        return start.seed();
    }

    /** Return the digest of the code that ran. */
    public String codeDigest() {
        return start.codeDigest();
    }

    /** Return the digest of the space that was searched. */
    public String spaceDigest() {
        return start.spaceDigest();
    }

    /** Tell whether the run came to its end. */
    public boolean isFinished() {
        return finished;
    }

    /** Return the trial of this number. */
    public Optional<RecordedTrial> trial(int number) {
        return trials.stream().filter(trial -> trial.number() == number).findFirst();
    }

    /** Return all trials by number. */
    public Collection<RecordedTrial> trials() {
        return trials;
    }

    /** Return what came of the trials that ended. */
    public ResultGrid results() {
        return new ResultGrid(
                start.study(),
                start.objectives(),
                trials.stream()
                        .map(RecordedTrial::result)
                        .filter(result -> !(result.outcome() instanceof TrialOutcome.Cancelled))
                        .toList(),
                start.resultConstraints());
    }

    /** Return the verdict that was recorded under a name. */
    public Optional<JournalEvent.VerdictReached> verdict(String name) {
        return Optional.ofNullable(verdicts.get(name));
    }

    /** Record a verdict on the results in a study's directory; nothing happens where there are none. */
    public static void record(Path directory, String name, boolean passed, String message) {
        Path file = directory.resolve(StudyDirectory.JOURNAL);
        if (Files.exists(file)) {
            try (FileJournal journal = FileJournal.open(file)) {
                journal.append(new JournalEvent.VerdictReached(name, passed, message));
            }
        }
    }

    private static final class Builder {
        final JournalEvent.TrialSuggested trial;
        final ReportedResult.TrialFacts facts;
        final List<ReportedResult> results = new ArrayList<>();
        final List<String> checkpoints = new ArrayList<>();
        final Map<String, Counters> countersAt = new HashMap<>();
        Counters counters = Counters.START;
        ReportedResult.Site site = ReportedResult.Site.HERE;
        int attempts;
        JournalEvent.@Nullable TrialEnded end;

        Builder(JournalEvent.TrialSuggested trial) {
            this.trial = trial;
            this.facts = new ReportedResult.TrialFacts(
                    trial.trial(), trial.trial() + "-" + trial.config().shortDigest(), trial.config());
        }

        void begin(JournalEvent.AttemptStarted attempt) {
            attempts = attempt.attempt();
            site = new ReportedResult.Site(attempt.pid(), attempt.host(), attempt.address());
            String from = attempt.restoredFrom();
            counters = from == null
                    ? Counters.START
                    : countersAt.getOrDefault(from, Counters.START).restored();
        }

        void add(JournalEvent.ResultReported event, Path study) {
            counters = counters.after(event.metrics(), event.seconds());
            String checkpoint = event.checkpoint();
            Path stored = checkpoint == null ? null : directory(study).resolve(checkpoint);
            results.add(new ReportedResult(
                    facts, site, new Report(event.metrics(), counters, event.millis(), stored, false)));
            if (checkpoint != null) {
                keep(checkpoint);
            }
        }

        void keep(String checkpoint) {
            checkpoints.add(0, checkpoint);
            countersAt.put(checkpoint, counters);
            if (!results.isEmpty()) {
                results.get(results.size() - 1).markCheckpoint(checkpoint);
            }
        }

        private Path directory(Path study) {
            return TrialNames.directory(study, trial.trial());
        }

        RecordedTrial build(JournalEvent.RunStarted start, Path study) {
            List<Objective> objectives = start.objectives();
            Path directory = directory(study);
            if (end != null && !results.isEmpty()) {
                results.get(results.size() - 1).markDone();
            }
            Objective.Score score = objectives.get(0).newScore();
            List<Map<String, Object>> history = new ArrayList<>(results.size());
            for (ReportedResult result : results) {
                if (result.has(objectives.get(0).metric())) {
                    score.add(result.value(objectives.get(0).metric()));
                }
                history.add(result.metrics());
            }
            JournalEvent.TrialEnded ended = end;
            TrialResult result = new TrialResult(
                    facts.trial(),
                    facts.id(),
                    trial.config(),
                    trial.seed(),
                    ended == null ? new TrialOutcome.Cancelled("its end was not recorded") : Errors.toOutcome(ended),
                    score.value(),
                    history,
                    checkpoints.stream()
                            .map(name -> Checkpoint.fromDirectory(directory.resolve(name)))
                            .toList(),
                    directory,
                    Duration.ofNanos(ended == null ? 0 : (long) (ended.seconds() * 1e9)),
                    attempts,
                    trial.by(),
                    ResultConstraint.violation(start.resultConstraints(), history));
            return new RecordedTrial(trial.trial(), trial.config(), trial.seed(), results.size(), result);
        }
    }
}
