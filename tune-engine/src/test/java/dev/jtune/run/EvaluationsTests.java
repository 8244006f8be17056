package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.jtune.Checkpoint;
import dev.jtune.Config;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.run.Evaluations.Evaluation;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.Stopper;
import dev.jtune.trainable.TrialFunction;
import dev.jtune.tuner.Tuner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes of configurations that are evaluated outside the search of their study. */
@Timeout(30)
class EvaluationsTests {
    private static final List<Evaluation> THREE =
            List.of(new Evaluation(x(0.5), 11), new Evaluation(x(0.25), 12), new Evaluation(x(0.5), 13));

    private static Config x(double value) {
        return Config.of(Map.of("x", value));
    }

    private static Tuner tuner(Tuner tuner) {
        return tuner.paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(100)
                .maxConcurrentTrials(1);
    }

    private static Tuner of(TrialFunction function) {
        return tuner(Tuner.of("study", function));
    }

    /** Trials that report x, 2x and 3x, a second apart. */
    private static Tuner simulated() {
        return tuner(Tuner.of(SimulatedTrainable.of(
                        "simulated",
                        config -> Stream.of(1, 2, 3)
                                .map(factor -> SimulatedTrainable.step(
                                        Duration.ofSeconds(1), "score", factor * config.getDouble("x")))
                                .iterator())))
                .backend(() -> new SimulatedBackend(1));
    }

    private static List<TrialResult> evaluate(Tuner study, int iterations) {
        return evaluate(study, iterations, () -> false);
    }

    private static List<TrialResult> evaluate(Tuner study, int iterations, BooleanSupplier cancelled) {
        return Evaluations.run(Specs.of(study), THREE, iterations, cancelled, new RunListener() {});
    }

    @Test
    void should_run_each_configuration_on_its_seed_in_their_order() {
        List<Object> seen = new ArrayList<>();
        List<TrialResult> results = evaluate(
                of(trial -> {
                    seen.add(tuple(trial.config(), trial.seed()));
                    return trial.config().getDouble("x");
                }),
                0);
        assertThat(seen).containsExactly(tuple(x(0.5), 11L), tuple(x(0.25), 12L), tuple(x(0.5), 13L));
        assertThat(results)
                .extracting(TrialResult::config, TrialResult::seed, TrialResult::score)
                .containsExactly(tuple(x(0.5), 11L, 0.5), tuple(x(0.25), 12L, 0.25), tuple(x(0.5), 13L, 0.5));
    }

    @Test
    void should_end_after_as_many_iterations_as_are_wanted() {
        assertThat(evaluate(simulated(), 2)).extracting(TrialResult::iterations).containsExactly(2, 2, 2);
        assertThat(evaluate(simulated(), 0)).extracting(TrialResult::iterations).containsExactly(3, 3, 3);
        assertThat(evaluate(simulated(), 9)).extracting(TrialResult::iterations).containsExactly(3, 3, 3);
    }

    @Test
    void should_ask_neither_the_scheduler_nor_the_time_budget_of_the_study() {
        Tuner study = simulated()
                .scheduler(context -> result -> new Scheduler.Decision.Stop("at once"))
                .timeBudget(Duration.ofSeconds(1));
        assertThat(evaluate(study, 0)).extracting(TrialResult::iterations).containsExactly(3, 3, 3);
    }

    @Test
    void should_end_by_the_stop_conditions_for_trials_and_by_none_for_the_study() {
        Tuner study = simulated().stop("score >= 1").stopper(context -> new Stopper() {
            @Override
            public @Nullable String stopTrial(Result result) {
                return null;
            }

            @Override
            public @Nullable String stopStudy() {
                return "at once";
            }
        });
        assertThat(evaluate(study, 0)).extracting(TrialResult::iterations).containsExactly(2, 3, 2);
    }

    @Test
    void should_warn_of_a_stop_condition_whose_metric_no_evaluation_reports() {
        Tuner study = simulated().stop("loss <= 1");
        StudySpec spec = Specs.of(study);
        assertThat(Warnings.during(() -> Evaluations.run(spec, THREE, 0, () -> false, new RunListener() {})))
                .singleElement()
                .asString()
                .startsWith("TUNE-452 ")
                .contains("'loss'");
    }

    @Test
    void should_restart_what_fails_and_neither_end_with_the_first_error_nor_tolerate_it() {
        List<Long> seen = new ArrayList<>();
        List<TrialResult> results = evaluate(
                of(trial -> {
                            seen.add(trial.seed());
                            if (trial.seed() == 12) {
                                throw new IllegalStateException("no");
                            }
                            return 1;
                        })
                        .failures(new FailurePolicy(1, true, 5)),
                0);
        assertThat(seen).containsExactly(11L, 12L, 12L, 13L);
        assertThat(results.get(1).outcome())
                .isInstanceOfSatisfying(
                        TrialOutcome.Failed.class,
                        failed -> assertThat(failed.tolerated()).isFalse());
        assertThat(results.get(2).outcome()).isEqualTo(new TrialOutcome.Completed());
    }

    @Test
    void should_say_how_far_it_came_when_it_is_cancelled() {
        int[] asked = new int[1];
        assertThatExceptionOfType(StudyFailedException.class)
                .isThrownBy(() -> evaluate(simulated(), 0, () -> ++asked[0] > 4))
                .withRootCauseInstanceOf(IllegalStateException.class)
                .havingRootCause()
                .withMessage("2 of 3 evaluations were run before it was cancelled");
        // it is asked with each result and each end: three and one of the first, one of the second
        assertThat(asked[0]).isGreaterThanOrEqualTo(5);
    }

    @Test
    void should_be_cancelled_by_the_end_of_an_evaluation_that_reports_nothing() {
        Tuner failing = of(trial -> {
            throw new IllegalStateException("no");
        });
        assertThatExceptionOfType(StudyFailedException.class)
                .isThrownBy(() -> evaluate(failing, 0, () -> true))
                .havingRootCause()
                .withMessage("1 of 3 evaluations were run before it was cancelled");
    }

    @Test
    void should_leave_no_file_behind_and_the_studys_directory_as_it_was(@TempDir Path directory) {
        List<Path> files = new ArrayList<>();
        List<TrialResult> results = evaluate(
                of(trial -> {
                            trial.report(Map.of("score", 1), Checkpoint.of(1));
                            files.add(trial.directory().toAbsolutePath());
                            Files.createDirectories(trial.directory());
                            Files.writeString(trial.directory().resolve("mine.txt"), "mine");
                            return null;
                        })
                        .directory(directory.resolve("study")),
                0);
        assertThat(results).hasSize(3);
        assertThat(files).hasSize(3).noneMatch(Files::exists);
        assertThat(directory.resolve("study")).exists();
        assertThat(directory.resolve("study/previous")).doesNotExist();
    }

    @Test
    void should_do_nothing_where_nothing_is_asked_for() {
        assertThat(Evaluations.run(Specs.of(simulated()), List.of(), 0, () -> false, new RunListener() {}))
                .isEmpty();
    }
}
