package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A run as its journal tells of it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RecordedStudy {
    private final JournalEvent.RunStarted start;
    private final Collection<RecordedTrial> trials;
    private final Map<String, JournalEvent.VerdictReached> verdicts;
    /** The setting that says by how many trials a configuration was evaluated at most. */
    static final String REPEATS = "repeats";

    private final JournalEvent.@Nullable RunEnded end;

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
            return result.id();
        }
    }

    private RecordedStudy(
            JournalEvent.RunStarted start,
            Collection<RecordedTrial> trials,
            Map<String, JournalEvent.VerdictReached> verdicts,
            JournalEvent.@Nullable RunEnded end) {
        this.start = start;
        this.trials = trials;
        this.verdicts = verdicts;
        this.end = end;
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
        return events.isEmpty() || !(events.get(0) instanceof JournalEvent.RunStarted)
                ? Optional.empty()
                : Optional.of(of(events, directory));
    }

    /** Return what these events tell of, of which the first begins a run. */
    public static RecordedStudy of(List<JournalEvent> events, Path directory) {
        JournalEvent.RunStarted start = (JournalEvent.RunStarted) events.get(0);
        Map<Integer, TrialRecord> trials = new TreeMap<>();
        Map<String, JournalEvent.VerdictReached> verdicts = new LinkedHashMap<>();
        JournalEvent.RunEnded end = null;
        for (JournalEvent event : events) {
            if (event instanceof JournalEvent.VerdictReached e) {
                verdicts.put(e.name(), e);
            } else if (event instanceof JournalEvent.RunEnded e) {
                end = e;
            } else if (event instanceof JournalEvent.RunResumed) {
                end = null;
            } else {
                TrialRecord.take(event, trials, directory, start.objectives());
            }
        }
        List<RecordedTrial> recorded = trials.values().stream()
                .map(trial -> trial.build(start, directory))
                .toList();
        return new RecordedStudy(start, recorded, verdicts, end);
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
        return end != null;
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
                start.resultConstraints(),
                !start.settings().getOrDefault(REPEATS, "1").equals("1"),
                end == null || end.recommended() == 0 ? OptionalInt.empty() : OptionalInt.of(end.recommended()));
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
}
