package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Problem;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.search.Searcher;
import dev.jtune.search.SearcherProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The schedule of configurations that a population found, to be repeated by one trial; see {@link PbtReplay}.
 *
 * <pre>{@code
 * PbtSchedule schedule = PbtSchedule.read(Path.of("target/tune/com.acme.PopulationTest.accuracyIsHigh"), 0);
 * Tuner.of(Sgd.class).searcher(schedule.searcher()).scheduler(schedule.scheduler())...fit();
 * }</pre>
 *
 * @param stages in the order of their iterations, the first from 0 on
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PbtSchedule(List<Stage> stages) {
    private static final String JOURNAL = "trials.jsonl";

    public PbtSchedule {
        stages = List.copyOf(stages);
    }

    /**
     * A configuration, and since when it was used.
     *
     * @param iteration how many iterations were done by then
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Stage(int iteration, Config config) {}

    /**
     * Read the schedule of a trial from the journal of its study.
     *
     * @param study the study's directory
     * @param trial the trial's number; 0 for the one with the best score
     * @throws InvalidDeclarationException (TUNE-489) if there is no such study or trial
     * @throws dev.jtune.journal.JournalException if the journal cannot be read
     */
    public static PbtSchedule read(Path study, int trial) {
        if (!Files.isRegularFile(study.resolve(JOURNAL))) {
            throw missing("there is no " + JOURNAL + " in " + study, "name the directory of a study");
        }
        Lineage lineage = new Lineage();
        FileJournal.read(study.resolve(JOURNAL)).forEach(lineage::add);
        List<Stage> stages = lineage.stages.get(trial == 0 ? lineage.best : trial);
        if (stages == null) {
            throw missing(
                    trial == 0
                            ? "no trial in " + study + " has a score"
                            : "there is no trial " + trial + " in " + study,
                    "name a trial of the study by its number");
        }
        return new PbtSchedule(stages);
    }

    private static InvalidDeclarationException missing(String reason, String fix) {
        return new InvalidDeclarationException(List.of(new Problem("TUNE-489", "PBT replay", reason, fix)));
    }

    /** Return what suggests the first configuration, and nothing after it. */
    public SearcherProvider searcher() {
        Config first = stages.get(0).config();
        return context -> {
            stages.forEach(stage -> check(stage, context.space().check(stage.config())));
            return new First(first);
        };
    }

    private static void check(Stage stage, List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw missing(
                    "the configuration of iteration " + stage.iteration() + " is none of the space: " + problems.get(0),
                    "replay with the space of the earlier study");
        }
    }

    /** Return what changes the configuration of each trial at the iterations of this schedule. */
    public SchedulerProvider scheduler() {
        return context -> new ReplayScheduler(stages);
    }

    private record First(Config config) implements Searcher {
        @Override
        public Suggestion suggest(int number) {
            return number == 1 ? new Suggestion.Try(config) : new Suggestion.Exhausted();
        }

        @Override
        public OptionalInt total() {
            return OptionalInt.of(1);
        }

        @Override
        public String name() {
            return "PBT replay";
        }
    }

    /** Follows which configurations led to the state of each trial. */
    private static final class Lineage {
        private final Map<Integer, List<Stage>> stages = new HashMap<>();
        private final Map<String, Integer> checkpoints = new HashMap<>();
        private Mode mode = Mode.MAX;
        private int best;
        private double score = Double.NaN;

        void add(JournalEvent event) {
            if (event instanceof JournalEvent.RunStarted e) {
                mode = e.objectives().get(0).mode();
            } else if (event instanceof JournalEvent.TrialSuggested e) {
                stages.put(e.trial(), List.of(new Stage(0, e.config())));
            } else if (event instanceof JournalEvent.ResultReported e) {
                addCheckpoint(e.trial(), e.checkpoint(), e.iteration());
            } else if (event instanceof JournalEvent.CheckpointSaved e) {
                addCheckpoint(e.trial(), e.checkpoint(), e.iteration());
            } else if (event instanceof JournalEvent.TrialExploited e) {
                exploit(e);
            } else if (event instanceof JournalEvent.TrialEnded e && mode.isBetter(e.score(), score)) {
                best = e.trial();
                score = e.score();
            }
        }

        private void addCheckpoint(int trial, @Nullable String checkpoint, int iteration) {
            checkpoints.put(trial + " " + checkpoint, iteration);
        }

        /** The state is the other trial's from now on, and so is what led to it. */
        private void exploit(JournalEvent.TrialExploited exploited) {
            int iteration = checkpoints.getOrDefault(exploited.from() + " " + exploited.checkpoint(), 0);
            List<Stage> inherited = new ArrayList<>(stages.getOrDefault(exploited.from(), List.of()));
            inherited.removeIf(stage -> stage.iteration() >= iteration);
            inherited.add(new Stage(iteration, exploited.config()));
            stages.put(exploited.trial(), inherited);
        }
    }
}
