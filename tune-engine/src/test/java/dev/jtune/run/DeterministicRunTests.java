package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Repeats;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.Tune;
import dev.jtune.declare.Settings;
import dev.jtune.declare.StudyReader;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;
import dev.jtune.schedule.Stopper;
import dev.jtune.search.Observation;
import dev.jtune.search.Searcher;
import dev.jtune.search.Searchers;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.tuner.Tuner;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That a deterministic run is the same whichever of its trials is the faster one. */
@Timeout(300)
class DeterministicRunTests {
    private static final int INTERLEAVINGS = 50;

    /** Suggests what depends on every bit and on the order of what it was told. */
    private static final class Learner implements Searcher {
        private long state = 1;

        @Override
        public Suggestion suggest(int number) {
            double x = SeededStream.of(state, "learner", number).nextDouble();
            return new Suggestion.Try(Config.of(Map.of("x", x)));
        }

        @Override
        public void onTrialEnd(Observation observation) {
            state = 31 * state + observation.number();
            state = 31 * state + observation.iterations();
            state = 31 * state
                    + observation.outcome().getClass().getSimpleName().hashCode();
            state = 31 * state + Double.hashCode(observation.scores()[0]);
            state = 31 * state + Double.hashCode(observation.seconds());
        }
    }

    /** A trial makes as many results as its x says, from 1 to 9, and each takes a time that depends on the interleaving. */
    private static Iterator<SimulatedTrainable.Step> steps(Config config, long interleaving) {
        double x = config.getDouble("x");
        SeededStream time = SeededStream.of(interleaving, "time", Double.doubleToLongBits(x));
        return IntStream.rangeClosed(1, 1 + (int) (9 * x * x))
                .mapToObj(i -> {
                    if (x > 0.9 && i == 3) {
                        throw new IllegalStateException("too large");
                    }
                    return SimulatedTrainable.step(
                            Duration.ofMillis(1 + time.nextInt(1000)), "score", i * Math.sin(50 * x));
                })
                .iterator();
    }

    private static Tuner study(long interleaving) {
        return Tuner.of(SimulatedTrainable.of("study", config -> steps(config, interleaving)))
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(40)
                .seed(1)
                .deterministic(true)
                .searcher(context -> new Learner())
                .backend(() -> new SimulatedBackend(8));
    }

    /** What is to be the same: each trial, how far it came, and why it ended. */
    private static List<String> trials(ResultGrid results) {
        return results.trials().stream()
                .map(trial -> trial.number() + " " + trial.config() + " seed " + trial.seed() + " " + trial.iterations()
                        + " results, " + trial.score() + ", " + trial.attempts() + " attempts, " + how(trial.outcome()))
                .toList();
    }

    private static String how(TrialOutcome outcome) {
        return outcome instanceof TrialOutcome.Failed failed
                ? "failed, tolerated " + failed.tolerated()
                : outcome.toString();
    }

    private static Set<List<String>> differentRuns(UnaryOperator<Tuner> study) {
        Set<List<String>> runs = new HashSet<>();
        for (long interleaving = 0; interleaving < INTERLEAVINGS; interleaving++) {
            runs.add(trials(study.apply(study(interleaving)).fit()));
        }
        return runs;
    }

    private static SchedulerProvider asha() {
        return Schedulers.asha(AshaSettings.DEFAULT.maxT(9).reductionFactor(2));
    }

    @Test
    void should_repeat_itself_under_every_interleaving() {
        assertThat(differentRuns(study -> study)).hasSize(1);
    }

    @Test
    void should_stop_the_same_trials_under_every_interleaving() {
        Set<List<String>> runs = differentRuns(study -> study.scheduler(asha()));
        assertThat(runs).hasSize(1);
        assertThat(runs.iterator().next()).anyMatch(trial -> trial.contains("cut-off"));
    }

    @Test
    void should_differ_between_interleavings_where_it_is_not_deterministic() {
        assertThat(differentRuns(study -> study.scheduler(asha()).deterministic(false)))
                .as("the runs that the other tests would find equal")
                .hasSizeGreaterThan(INTERLEAVINGS / 2);
    }

    @Test
    void should_restart_the_same_trials_under_every_interleaving() {
        Set<List<String>> runs =
                differentRuns(study -> study.scheduler(asha()).failures(new FailurePolicy(2, false, 1)));
        assertThat(runs).hasSize(1);
        assertThat(runs.iterator().next()).anyMatch(trial -> trial.contains("3 attempts"));
    }

    @Test
    void should_fail_fast_at_the_same_trial_under_every_interleaving() {
        Set<List<String>> runs = differentRuns(study -> study.failures(new FailurePolicy(0, true, 0)));
        assertThat(runs).hasSize(1);
        assertThat(runs.iterator().next()).hasSizeLessThan(40).anyMatch(trial -> trial.contains("failFast"));
    }

    @Test
    void should_race_the_same_configurations_under_every_interleaving() {
        Set<List<String>> runs = differentRuns(study -> study.repeats(3, true));
        assertThat(runs).hasSize(1);
        assertThat(runs.iterator().next()).hasSizeBetween(41, 119);
    }

    @Test
    void should_end_the_study_at_the_same_result_under_every_interleaving() {
        Set<List<String>> runs = differentRuns(study -> study.stopper(context -> new CountingStopper()));
        assertThat(runs).hasSize(1);
        assertThat(runs.iterator().next()).hasSizeLessThan(40).anyMatch(trial -> trial.contains("enough"));
    }

    /** Ends the study after 60 results. */
    private static final class CountingStopper implements Stopper {
        private int results;

        @Override
        public @Nullable String stopTrial(Result result) {
            results++;
            return null;
        }

        @Override
        public @Nullable String stopStudy() {
            return results >= 60 ? "enough" : null;
        }
    }

    @Test
    void should_be_the_same_on_machines_with_few_and_with_many_cpus() {
        List<String> few = trials(study(1).scheduler(asha())
                .backend(() -> new SimulatedBackend(1))
                .fit());
        List<String> many = trials(study(2).scheduler(asha())
                .backend(() -> new SimulatedBackend(64))
                .fit());
        assertThat(few).isEqualTo(many);
    }

    @Test
    void should_depend_on_how_many_trials_run_at_a_time() {
        List<String> two = trials(study(1).maxConcurrentTrials(2).fit());
        List<String> four = trials(study(1).maxConcurrentTrials(4).fit());
        assertThat(trials(study(1).fit())).as("4 is the default").isEqualTo(four);
        assertThat(two).isNotEqualTo(four);
    }

    @Test
    void should_suggest_a_trial_knowing_exactly_those_up_to_the_concurrency_before() {
        // GIVEN a searcher that notes which trials it knows when it suggests one
        List<List<Integer>> known = new ArrayList<>();
        List<Integer> told = new ArrayList<>();
        // WHEN the trials of a run with 3 at a time take random times
        study(5).maxConcurrentTrials(3)
                .searcher(context -> new Searcher() {
                    @Override
                    public Suggestion suggest(int number) {
                        known.add(List.copyOf(told));
                        return new Suggestion.Try(Config.of(Map.of("x", number / 50.0)));
                    }

                    @Override
                    public void onTrialEnd(Observation observation) {
                        told.add(observation.number());
                    }
                })
                .fit();
        // THEN trial i is suggested by what is known of trials 1 to i - 3, in order
        for (int number = 1; number <= 40; number++) {
            assertThat(known.get(number - 1))
                    .isEqualTo(IntStream.rangeClosed(1, number - 3).boxed().toList());
        }
    }

    @Test
    void should_hand_results_to_the_scheduler_in_logical_order() {
        // GIVEN trials of 3, 1, 1 and 2 results, two at a time, the later ones always much faster
        int[] lengths = {3, 1, 1, 2};
        List<String> events = new ArrayList<>();
        // WHEN they run
        Tuner.of(SimulatedTrainable.of("study", config -> {
                    int number = config.getInt("x");
                    return IntStream.range(0, lengths[number - 1])
                            .mapToObj(i ->
                                    SimulatedTrainable.step(Duration.ofSeconds(1000 / (number * number)), "score", 1))
                            .iterator();
                }))
                .paramSpace("x = randint(1, 5)")
                .metric("score", MAX)
                .numSamples(4)
                .maxConcurrentTrials(2)
                .deterministic(true)
                .searcher(context -> number -> new Searcher.Suggestion.Try(Config.of(Map.of("x", number))))
                .scheduler(context -> new NotingScheduler(events))
                .backend(() -> new SimulatedBackend(2))
                .fit();
        // THEN the scheduler sees round by round, each in the order of the trials, and ends in the order of the trials
        assertThat(events)
                .containsExactly(
                        "+1", "+2", "1 at 1", "2 at 1", "1 at 2", "1 at 3", "-1", "+3", "-2", "+4", "3 at 1", "4 at 1",
                        "-3", "4 at 2", "-4");
    }

    private record NotingScheduler(List<String> events) implements Scheduler {
        @Override
        public void onTrialAdd(int trial, Config config) {
            events.add("+" + trial);
        }

        @Override
        public Decision onResult(Result result) {
            events.add(result.trial() + " at " + result.iteration());
            return Decision.CONTINUE;
        }

        @Override
        public void onTrialEnd(int trial, TrialOutcome outcome) {
            events.add("-" + trial);
        }
    }

    @Test
    void should_repeat_itself_on_threads() {
        Set<List<String>> runs = new HashSet<>();
        for (int run = 0; run < 8; run++) {
            int timing = run;
            runs.add(trials(Tuner.of("study", trial -> {
                        double x = trial.config().getDouble("x");
                        SeededStream work = SeededStream.of(timing, "work", trial.number());
                        for (int i = 1; i <= 1 + (int) (9 * x * x); i++) {
                            long until = System.nanoTime() + work.nextInt(300_000);
                            while (System.nanoTime() < until) {
                                Thread.onSpinWait();
                            }
                            trial.report("score", i * Math.sin(50 * x));
                        }
                        return null;
                    })
                    .paramSpace("x = uniform(0, 1)")
                    .metric("score", MAX)
                    .numSamples(40)
                    .seed(1)
                    .maxConcurrentTrials(4)
                    .deterministic(true)
                    .searcher(context -> new Learner())
                    .scheduler(asha())
                    .fit()));
        }
        assertThat(runs).hasSize(1);
    }

    @Test
    void should_give_the_results_of_a_simulation_on_threads() {
        // GIVEN trials of random lengths without errors, in a simulation and on threads
        List<String> simulated = trials(Tuner.of(SimulatedTrainable.of(
                        "study",
                        config -> IntStream.rangeClosed(1, 5)
                                .mapToObj(i -> SimulatedTrainable.step(
                                        Duration.ofMillis(i), "score", i * config.getDouble("x")))
                                .iterator()))
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .seed(1)
                .deterministic(true)
                .searcher(context -> new Learner())
                .scheduler(asha())
                .backend(() -> new SimulatedBackend(1))
                .fit());
        List<String> threads = trials(Tuner.of(
                        "study",
                        trial -> IntStream.rangeClosed(1, 5)
                                .mapToDouble(i -> i * trial.config().getDouble("x"))
                                .boxed()
                                .iterator())
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .seed(1)
                .deterministic(true)
                .searcher(context -> new Learner())
                .scheduler(asha())
                .fit());
        // THEN both are the same
        assertThat(threads).isEqualTo(simulated);
    }

    @Test
    void should_come_to_an_end_when_the_scheduler_breaks_while_trials_wait_for_each_other() {
        Scheduler broken = result -> {
            if (result.iteration() == 3) {
                throw new IllegalStateException("broken");
            }
            return Scheduler.Decision.CONTINUE;
        };
        assertThatExceptionOfType(StudyFailedException.class)
                .isThrownBy(() -> study(3).scheduler(context -> broken).fit())
                .withMessageContaining("broken");
        assertThatExceptionOfType(StudyFailedException.class)
                .isThrownBy(() -> Tuner.of("study", trial -> List.of(1, 2, 3, 4).iterator())
                        .paramSpace("x = uniform(0, 1)")
                        .metric("score", MAX)
                        .deterministic(true)
                        .scheduler(context -> broken)
                        .fit())
                .withMessageContaining("broken");
    }

    @Test
    void should_refuse_what_goes_by_a_clock() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> study(1).timeBudget(Duration.ofMinutes(1))
                        .stop("time_total_s >= 60")
                        .fit())
                .withMessage(
                        "TUNE-411 study, deterministic: how many trials end within a time budget is another number each"
                                + " time; give numSamples instead of timeBudget\n"
                                + "TUNE-411 study, deterministic: a stop condition or the scheduler goes by time_total_s, which is"
                                + " another number each time; go by training_iteration, or by a metric that the trials count");
    }

    @Test
    void should_rebuild_its_searcher_from_the_journal(@TempDir Path directory) {
        // GIVEN the journal of a run whose trials ended in another order than that of their numbers
        study(4).directory(directory).fit();
        List<JournalEvent> events = FileJournal.read(directory.resolve("trials.jsonl"));
        // WHEN its searcher is rebuilt, THEN it suggests each trial again
        Searcher rebuilt = Searchers.lagged(new Learner(), 4);
        Rebuilt.tell(events, rebuilt);
        // AND it would not without the lag
        assertThatExceptionOfType(JournalException.class).isThrownBy(() -> Rebuilt.tell(events, new Learner()));
    }

    static class DeclaredTestCase {
        @Tune(
                mode = MAX,
                paramSpace = "x = uniform(0, 1)",
                deterministic = true,
                timePerTrial = "50ms",
                warmStart = {"previous", "elsewhere"})
        @Repeats(3)
        double objective(double x) {
            return x;
        }
    }

    @Test
    void should_be_declared_by_an_annotation_or_a_setting() throws NoSuchMethodException {
        Method method = DeclaredTestCase.class.getDeclaredMethod("objective", double.class);
        Settings silent = new Settings(key -> Optional.empty());
        Settings off = new Settings(
                key -> Optional.ofNullable(Map.of("tune.deterministic", "false").get(key)));
        assertThat(StudyReader.read(DeclaredTestCase.class, method, silent)
                        .toSpec(SharedObjects.NONE)
                        .search())
                .isEqualTo(new SearchPolicy(
                        true,
                        true,
                        3,
                        true,
                        Duration.ofMillis(50),
                        List.of(new WarmStart.Previous(), new WarmStart.Directory(Path.of("elsewhere")))));
        assertThat(StudyReader.read(DeclaredTestCase.class, method, off)
                        .toSpec(SharedObjects.NONE)
                        .search()
                        .deterministic())
                .isFalse();
    }

    @Test
    void should_journal_how_many_trials_run_at_a_time(@TempDir Path directory) {
        study(1).directory(directory).fit();
        JournalEvent.RunStarted start = (JournalEvent.RunStarted)
                FileJournal.read(directory.resolve("trials.jsonl")).get(0);
        assertThat(start.settings()).containsEntry("concurrency", "4").containsEntry("deterministic", "true");
    }
}
