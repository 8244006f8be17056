package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Config;
import dev.jtune.Errored;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedStorage;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.Searchers;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a run which was interrupted after any event goes on as if it had not been. */
@Timeout(120)
class RecoveryTests {

    /** Lets three trials wait at iteration 2 for each other; the worst is cut, the others go on. */
    private static final class Threes implements Scheduler {
        private final Map<Integer, Double> waiting = new TreeMap<>();
        private final TreeSet<Integer> ready = new TreeSet<>();
        private List<Cut> cuts = new ArrayList<>();
        private boolean last;

        @Override
        public Decision onResult(Result result) {
            if (result.iteration() != 2) {
                return Decision.CONTINUE;
            }
            waiting.put(result.trial(), result.value("score"));
            judge();
            return new Decision.Pause("waits for two others");
        }

        private void judge() {
            if (waiting.size() == 3 || last) {
                List<Integer> ranking = waiting.keySet().stream()
                        .sorted(Comparator.comparing(waiting::get))
                        .toList();
                if (ranking.size() == 3) {
                    cuts.add(new Cut(ranking.get(0), "the worst of three"));
                    ready.addAll(ranking.subList(1, 3));
                } else {
                    ready.addAll(ranking);
                }
                waiting.clear();
            }
        }

        @Override
        public void onLastTrialAdd() {
            last = true;
            judge();
        }

        @Override
        public void onStandstill() {
            onLastTrialAdd();
            last = false;
        }

        @Override
        public void onTrialEnd(int trial, TrialOutcome outcome) {
            waiting.remove(trial);
            ready.remove(trial);
        }

        @Override
        public List<Cut> cuts() {
            List<Cut> due = cuts;
            cuts = new ArrayList<>();
            return due;
        }

        @Override
        public @Nullable Resumption resume() {
            Integer next = ready.pollFirst();
            return next == null ? null : Resumption.of(next);
        }
    }

    /** Lets each trial that is worse than the best so far take over its state at iteration 3, half of them after a pause. */
    private static final class Copycat implements Scheduler {
        private final Map<Integer, Double> scores = new HashMap<>();
        private final TreeMap<Integer, Decision.Exploit> paused = new TreeMap<>();

        @Override
        public Decision onResult(Result result) {
            scores.put(result.trial(), result.value("score"));
            if (result.iteration() != 3) {
                return Decision.SAVE;
            }
            int best = scores.keySet().stream()
                    .max(Comparator.comparing((Integer trial) -> scores.get(trial))
                            .thenComparing(Comparator.reverseOrder()))
                    .orElseThrow();
            if (best == result.trial()) {
                return Decision.SAVE;
            }
            double x = result.config().getDouble("x") / 2;
            Decision.Exploit exploit = new Decision.Exploit(best, Config.of(Map.of("x", x)), "follows " + best);
            if (result.trial() % 2 == 0) {
                return exploit;
            }
            paused.put(result.trial(), exploit);
            return new Decision.Pause("follows " + best + " later");
        }

        @Override
        public @Nullable Resumption resume() {
            Map.Entry<Integer, Decision.Exploit> next = paused.pollFirstEntry();
            return next == null ? null : new Resumption(next.getKey(), next.getValue());
        }
    }

    private static Stream<SchedulerProvider> schedulers() {
        return Stream.of(
                Schedulers.fifo(),
                Schedulers.asha(AshaSettings.DEFAULT.maxT(9).reductionFactor(2)),
                Schedulers.distributeResources(
                        Schedulers.asha(AshaSettings.DEFAULT.maxT(9).reductionFactor(2))),
                context -> new Threes(),
                context -> new Copycat());
    }

    private static Iterator<SimulatedTrainable.Step> steps(Config config) {
        double x = config.getDouble("x");
        SeededStream time = SeededStream.of(1, "time", Double.doubleToLongBits(x));
        return IntStream.rangeClosed(1, 3 + (int) (5 * x))
                .mapToObj(i -> {
                    if (x > 0.95 && i == 3) {
                        throw new IllegalStateException("too large");
                    }
                    return SimulatedTrainable.step(
                            Duration.ofMillis(1 + time.nextInt(1000)), "score", i * StrictMath.sin(50 * x));
                })
                .iterator();
    }

    private static Tuner study(SchedulerProvider scheduler, SimulatedStorage storage, Path directory) {
        return Tuner.of(SimulatedTrainable.of("study", RecoveryTests::steps))
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(12)
                .seed(3)
                .deterministic(true)
                .searcher(Searchers.tpe())
                .scheduler(scheduler)
                .checkpoints(new CheckpointPolicy(2, false, 0, null, MAX))
                .failures(new FailurePolicy(1, false, 1))
                .backend(() -> new SimulatedBackend(4, storage))
                .directory(directory);
    }

    /** What is to be the same: each trial, how far it came, and why it ended. */
    private static List<String> table(ResultGrid results) {
        return results.trials().stream()
                .map(trial -> trial.id() + " " + trial.config() + " " + Arrays.toString(trial.series("score")) + " "
                        + (trial.outcome() instanceof TrialOutcome.Failed failed
                                ? "failed, tolerated " + failed.tolerated()
                                : trial.outcome()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void should_go_on_after_any_event_as_if_nothing_had_happened(SchedulerProvider scheduler, @TempDir Path directory)
            throws IOException {
        // GIVEN a run that was not interrupted
        SimulatedStorage storage = new SimulatedStorage();
        List<String> expected = table(study(scheduler, storage, directory).fit());
        List<JournalEvent> events = FileJournal.read(directory.resolve("trials.jsonl"));
        for (int length = 1; length < events.size(); length++) {
            // WHEN it is gone on with after its first events
            write(events.subList(0, length), directory);
            ResultGrid results = study(scheduler, storage, directory).restore().fit();
            // THEN its trials are the same, and so does its journal say, which holds on to no checkpoint more
            assertThat(table(results))
                    .as("after %d events, the last %s", length, events.get(length - 1))
                    .isEqualTo(expected);
            assertThat(table(RecordedStudy.read(directory).orElseThrow().results()))
                    .as("journal after %d events, the last %s", length, events.get(length - 1))
                    .isEqualTo(expected);
            // one that was not judged yet is swept from the disk when the run goes on, which no event says
            if (!(events.get(length - 1) instanceof JournalEvent.ResultReported)
                    && !(events.get(length - 1) instanceof JournalEvent.CheckpointSaved)) {
                assertThat(checkpoints(FileJournal.read(directory.resolve("trials.jsonl"))))
                        .as("checkpoints after %d events, the last %s", length, events.get(length - 1))
                        .isEqualTo(checkpoints(events));
            }
        }
    }

    @Test
    void should_say_in_its_journal_what_an_interrupted_run_did_not_come_to_delete(@TempDir Path directory)
            throws IOException {
        // GIVEN a run that keeps one checkpoint of each trial
        SimulatedStorage storage = new SimulatedStorage();
        Supplier<Tuner> study = () ->
                study(Schedulers.fifo(), storage, directory).checkpoints(new CheckpointPolicy(1, false, 1, null, MAX));
        study.get().fit();
        List<JournalEvent> events = FileJournal.read(directory.resolve("trials.jsonl"));
        int[] deletions = IntStream.range(0, events.size())
                .filter(i -> events.get(i) instanceof JournalEvent.CheckpointDeleted)
                .toArray();
        assertThat(deletions).hasSizeGreaterThan(10);
        for (int length : deletions) {
            // WHEN it is killed when it is about to delete one, and goes on
            write(events.subList(0, length), directory);
            study.get().restore().fit();
            // THEN that is the first thing that it does
            List<JournalEvent> gone = FileJournal.read(directory.resolve("trials.jsonl"));
            assertThat(gone.get(length)).isInstanceOf(JournalEvent.RunResumed.class);
            assertThat(gone.get(length + 1)).isEqualTo(events.get(length));
        }
    }

    /** Return how many checkpoints each trial has at the end of a journal. */
    private static Map<Integer, Integer> checkpoints(List<JournalEvent> events) {
        Map<Integer, Integer> kept = new TreeMap<>();
        for (JournalEvent event : events) {
            if (event instanceof JournalEvent.ResultReported e && e.checkpoint() != null) {
                kept.merge(e.trial(), 1, Integer::sum);
            } else if (event instanceof JournalEvent.CheckpointSaved e) {
                kept.merge(e.trial(), 1, Integer::sum);
            } else if (event instanceof JournalEvent.CheckpointDeleted e) {
                kept.merge(e.trial(), -1, Integer::sum);
            }
        }
        return kept;
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20, 60})
    void should_grow_to_a_new_number_of_trials(int length, @TempDir Path directory) throws IOException {
        // GIVEN a run of 12 trials that was interrupted early or late
        SimulatedStorage storage = new SimulatedStorage();
        Supplier<Tuner> study = () -> study(Schedulers.asha(AshaSettings.DEFAULT), storage, directory)
                .deterministic(false)
                .searcher(Searchers.auto());
        List<String> expected = table(study.get().fit());
        List<JournalEvent> events = FileJournal.read(directory.resolve("trials.jsonl"));
        write(events.subList(0, length), directory);
        // WHEN it goes on with more
        ResultGrid results = study.get().numSamples(30).restore().fit();
        // THEN those that had ended are the same, and the search goes on without repeating one
        assertThat(results).hasSize(30);
        assertThat(results.trials()).extracting(TrialResult::config).doesNotHaveDuplicates();
        long ended = events.subList(0, length).stream()
                .filter(JournalEvent.TrialEnded.class::isInstance)
                .count();
        assertThat(table(results).stream().filter(expected::contains).count()).isGreaterThanOrEqualTo(ended);
        // AND finished, it grows again
        assertThat(study.get().numSamples(32).restore().fit()).hasSize(32);
    }

    @Test
    void should_count_only_the_time_in_which_it_ran_towards_its_budget(@TempDir Path directory) throws IOException {
        // GIVEN a run that its time budget ended
        SimulatedStorage storage = new SimulatedStorage();
        Supplier<Tuner> study = () -> study(Schedulers.fifo(), storage, directory)
                .deterministic(false)
                .searcher(Searchers.random())
                .timeBudget(Duration.ofSeconds(6));
        int expected = results(study.get().fit());
        assertThat(expected).isGreaterThan(15);
        // WHEN it is interrupted twice, after a third and two thirds of its results, and goes on each time
        interruptAfter(expected / 3, directory);
        study.get().restore().fit();
        interruptAfter(2 * expected / 3, directory);
        // THEN it comes as far as it did, but for the four results that were on their way each time
        assertThat(results(study.get().restore().fit())).isBetween(expected - 8, expected);
    }

    private static int results(ResultGrid grid) {
        return grid.trials().stream().mapToInt(TrialResult::iterations).sum();
    }

    /** Cut a journal off after some results. */
    private static void interruptAfter(int results, Path directory) throws IOException {
        List<JournalEvent> events = FileJournal.read(directory.resolve("trials.jsonl"));
        int length = 0;
        for (int left = results; left > 0; length++) {
            left -= events.get(length) instanceof JournalEvent.ResultReported ? 1 : 0;
        }
        write(events.subList(0, length), directory);
    }

    @Test
    void should_go_on_with_a_study_that_a_person_stopped(@TempDir Path directory) {
        // GIVEN a study that a person stopped when the fifth trial had ended
        SimulatedStorage storage = new SimulatedStorage();
        Supplier<Tuner> study = () -> study(Schedulers.fifo(), storage, directory);
        ResultGrid stopped = study.get().listener(new StopAfter(5)).fit();
        assertThat(stopped.size()).isBetween(5, 11);
        TrialOutcome byHand = new TrialOutcome.Stopped("hand", "seen enough");
        assertThat(stopped.trials()).extracting(TrialResult::outcome).contains(byHand);
        // WHEN it goes on
        ResultGrid results = study.get().restore().fit();
        // THEN those that had begun stay as they were, and the others run to their end
        assertThat(results).hasSize(12);
        assertThat(table(results).subList(0, stopped.size())).isEqualTo(table(stopped));
        assertThat(results.trials().subList(stopped.size(), 12))
                .extracting(TrialResult::outcome)
                .doesNotContain(byHand);
    }

    /** Stops a run as a person does. */
    private static final class StopAfter implements RunListener {
        private final int trial;
        private @Nullable RunControl control;

        StopAfter(int trial) {
            this.trial = trial;
        }

        @Override
        public void studyStarted(StudyStarted event) {
            control = event.control();
        }

        @Override
        public void trialEnded(TrialResult result) {
            if (result.number() == trial && control != null) {
                control.stop("seen enough");
            }
        }
    }

    @Test
    void should_not_grow_where_it_is_deterministic(@TempDir Path directory) {
        SimulatedStorage storage = new SimulatedStorage();
        study(Schedulers.fifo(), storage, directory).fit();
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> study(Schedulers.fifo(), storage, directory)
                        .numSamples(20)
                        .restore()
                        .fit())
                .withMessageContaining("its numSamples were 12 and are 20, and a deterministic run cannot grow");
    }

    @Test
    void should_give_trials_that_failed_another_chance(@TempDir Path directory) {
        // GIVEN a finished run in which some trials failed at their third result
        SimulatedStorage storage = new SimulatedStorage();
        Supplier<Tuner> study =
                () -> study(Schedulers.fifo(), storage, directory).failures(FailurePolicy.STRICT);
        ResultGrid before = study.get().fit();
        assertThat(before.numErrors()).isPositive();
        // WHEN nothing is asked for, THEN nothing happens
        assertThat(table(study.get().restore().fit())).isEqualTo(table(before));
        // WHEN they go on from their last checkpoints, or from scratch, THEN they fail there again, in one more attempt
        for (Errored errored : List.of(Errored.RESUME, Errored.RESTART)) {
            ResultGrid again = study.get().restore(errored).fit();
            assertThat(table(again)).isEqualTo(table(before));
            assertThat(again.trials())
                    .filteredOn(trial -> trial.outcome() instanceof TrialOutcome.Failed)
                    .allMatch(trial -> trial.attempts() == (errored == Errored.RESUME ? 2 : 3));
        }
    }

    @Test
    void should_judge_nothing_of_a_run_that_another_process_writes(@TempDir Path directory) {
        // GIVEN what is not to be gone on with: the run of another study
        SimulatedStorage storage = new SimulatedStorage();
        study(Schedulers.fifo(), storage, directory).fit();
        Tuner other = study(Schedulers.fifo(), storage, directory).seed(4).restore();
        // WHEN another run holds it, THEN that is what is said: what is there may be another one a moment later
        try (FileJournal held = FileJournal.open(directory.resolve("trials.jsonl"))) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(other::fit)
                    .withMessageStartingWith("TUNE-401 ");
            held.flush();
        }
        // AND when it lets go, it is read
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(other::fit)
                .withMessageContaining("TUNE-408 ")
                .withMessageContaining("its seed was 3 and is 4");
    }

    private static void write(List<JournalEvent> events, Path directory) throws IOException {
        Files.delete(directory.resolve("trials.jsonl"));
        try (FileJournal journal = FileJournal.open(directory.resolve("trials.jsonl"))) {
            events.forEach(journal::append);
        }
    }
}
