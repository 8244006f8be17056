package dev.jtune.tuner;

import static dev.jtune.Mode.MAX;
import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.jtune.Checkpoint;
import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Metrics;
import dev.jtune.ResourceRequest;
import dev.jtune.ResourceRequest.Bundle;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.run.FailurePolicy;
import dev.jtune.run.RecordedStudy;
import dev.jtune.run.Warnings;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.Searchers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunerTests {
    private static Tuner parabola() {
        return Tuner.of("parabola", trial -> Math.pow(trial.config().getDouble("x") - 1, 2))
                .paramSpace("x = uniform(-5, 5)")
                .metric("score", MIN);
    }

    @Test
    void should_come_close_to_a_known_optimum() {
        ResultGrid results = parabola().numSamples(500).fit();
        assertThat(results.size()).isEqualTo(500);
        assertThat(results.best().config().getDouble("x")).isBetween(0.9, 1.1);
    }

    @Test
    void should_draw_the_same_with_the_same_seed_whatever_the_concurrency() {
        Tuner tuner = parabola().searcher(Searchers.random()).numSamples(50);
        List<Config> sequential = configs(tuner.seed(7).maxConcurrentTrials(1));
        List<Config> parallel = configs(tuner.seed(7).maxConcurrentTrials(2));
        List<Config> other = configs(tuner.seed(8));
        assertThat(parallel).isEqualTo(sequential);
        assertThat(other).isNotEqualTo(sequential);
    }

    private static List<Config> configs(Tuner tuner) {
        return tuner.fit().trials().stream().map(TrialResult::config).toList();
    }

    @Test
    void should_count_a_final_zero_as_a_result() {
        ResultGrid results =
                Tuner.of("zero", trial -> 0).metric("score", MIN).numSamples(1).fit();
        assertThat(results.best().score()).isZero();
        assertThat(results.best().outcome()).isInstanceOf(TrialOutcome.Completed.class);
    }

    @Test
    void should_report_along_the_way_and_take_a_return_value_as_one_result_more() {
        ResultGrid results = Tuner.of("sqrt", trial -> {
                    for (int x = 0; x < 20; x++) {
                        trial.report("score", 2 * Math.sqrt(x) + 4);
                    }
                    return 13;
                })
                .metric("score", MAX)
                .numSamples(1)
                .fit();
        TrialResult trial = results.best();
        assertThat(trial.iterations()).isEqualTo(21);
        assertThat(trial.series("score")[19]).isEqualTo(2 * Math.sqrt(19) + 4);
        assertThat(trial.score()).isEqualTo(13);
        assertThat(trial.metrics())
                .contains(
                        entry(Metrics.TRAINING_ITERATION, 21L),
                        entry(Metrics.DONE, true),
                        entry(Metrics.TRIAL_ID, trial.id()));
    }

    @Test
    void should_end_a_trial_by_a_condition_and_run_its_finally_blocks() {
        AtomicInteger cleaned = new AtomicInteger();
        ResultGrid results = Tuner.of("endless", trial -> {
                    try {
                        for (int i = 1; ; i++) {
                            try {
                                trial.report("score", i);
                            } catch (Exception e) {
                                throw new AssertionError("an exception handler must not see the stop", e);
                            }
                        }
                    } finally {
                        cleaned.incrementAndGet();
                    }
                })
                .metric("score", MAX)
                .numSamples(3)
                .stop("training_iteration >= 5")
                .fit();
        assertThat(results).allSatisfy(trial -> {
            assertThat(trial.iterations()).isEqualTo(5);
            assertThat(trial.outcome()).isInstanceOf(TrialOutcome.Stopped.class);
        });
        assertThat(cleaned).hasValue(3);
    }

    @Test
    void should_throw_again_when_the_stop_is_swallowed() {
        AtomicInteger thrown = new AtomicInteger();
        ResultGrid results = Tuner.of("stubborn", trial -> {
                    for (int i = 1; i <= 10; i++) {
                        try {
                            trial.report("score", i);
                        } catch (Error e) {
                            thrown.incrementAndGet();
                        }
                    }
                    return 99;
                })
                .metric("score", MAX)
                .numSamples(1)
                .stop("score >= 4")
                .fit();
        assertThat(thrown).hasValue(7);
        assertThat(results.get(1).iterations()).isEqualTo(4);
        assertThat(results.get(1).score()).isEqualTo(4);
    }

    @Test
    void should_keep_an_error_in_its_trial() {
        ResultGrid results = Tuner.of("faulty", trial -> {
                    if (trial.number() == 2) {
                        throw new StackOverflowError("deep");
                    }
                    return trial.number();
                })
                .metric("score", MAX)
                .numSamples(4)
                .fit();
        assertThat(results.numErrors()).isEqualTo(1);
        assertThat(results.get(2).error()).containsInstanceOf(StackOverflowError.class);
        assertThat(results.best().number()).isEqualTo(4);
    }

    @Test
    void should_make_a_missing_metric_the_error_of_its_trial() {
        ResultGrid results = Tuner.of("vague", trial -> {
                    trial.report(Map.of("loss", 1.0, "time", 2.0));
                    return null;
                })
                .metric("accuracy", MAX)
                .numSamples(1)
                .fit();
        assertThat(results.get(1).error().orElseThrow().getMessage())
                .startsWith("TUNE-310 vague trial 001 ended without the metric 'accuracy': it reported ")
                .endsWith("; report it, or name another metric in @Tune");
    }

    @Test
    void should_never_choose_a_score_that_is_not_finite() {
        ResultGrid results = Tuner.of(
                        "diverging", trial -> trial.number() == 1 ? Double.NaN : 1.0 / (trial.number() - 2))
                .metric("score", MAX)
                .numSamples(3)
                .fit();
        assertThat(results.best().number()).isEqualTo(3);
        assertThat(results.numErrors()).isZero();
    }

    @Test
    void should_restart_a_failed_trial_from_its_last_checkpoint() {
        ResultGrid results = Tuner.of("fragile", trial -> {
                    int start = trial.checkpoint()
                            .map(checkpoint -> ((Number) checkpoint.toMap().get("step")).intValue() + 1)
                            .orElse(0);
                    for (int step = start; step < 6; step++) {
                        if (step == 3 && start == 0) {
                            throw new IllegalStateException("the first attempt breaks");
                        }
                        trial.report(Map.of("score", step), Checkpoint.of(Map.of("step", step)));
                    }
                    return null;
                })
                .metric("score", MAX)
                .numSamples(1)
                .failures(new FailurePolicy(1, false, 0))
                .fit();
        TrialResult trial = results.get(1);
        assertThat(trial.outcome()).isInstanceOf(TrialOutcome.Completed.class);
        assertThat(trial.attempts()).isEqualTo(2);
        assertThat(trial.series("score")).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(trial.metrics())
                .contains(entry(Metrics.TRAINING_ITERATION, 6L), entry(Metrics.ITERATIONS_SINCE_RESTORE, 3L));
    }

    @Test
    void should_fail_fast_where_asked() {
        ResultGrid results = Tuner.of("faulty", trial -> {
                    throw new IllegalStateException("always");
                })
                .metric("score", MAX)
                .numSamples(100)
                .maxConcurrentTrials(1)
                .failures(new FailurePolicy(0, true, 0))
                .fit();
        assertThat(results.size()).isEqualTo(1);
    }

    @Test
    void should_refuse_a_report_from_another_thread() {
        ResultGrid results = Tuner.of("threads", trial -> {
                    Throwable[] thrown = new Throwable[1];
                    Thread thread = new Thread(() -> {
                        try {
                            trial.report("score", 1);
                        } catch (Throwable e) {
                            thrown[0] = e;
                        }
                    });
                    thread.setName("helper");
                    thread.start();
                    thread.join();
                    throw (Exception) thrown[0];
                })
                .metric("score", MAX)
                .numSamples(1)
                .fit();
        assertThat(results.get(1).error().orElseThrow())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "TUNE-303 threads trial 001: report was called from thread helper; a trial reports from its own"
                                + " thread (tune threads trial 001), because a report may end it");
    }

    @Test
    void should_run_as_many_trials_at_a_time_as_asked() {
        CountDownLatch both = new CountDownLatch(2);
        ResultGrid results = Tuner.of("pair", trial -> {
                    both.countDown();
                    both.await();
                    return 1;
                })
                .metric("score", MAX)
                .numSamples(2)
                .resources(ResourceRequest.cpu(0.5))
                .maxConcurrentTrials(2)
                .fit();
        assertThat(results.hasErrors()).isFalse();
    }

    @Test
    void should_show_the_arithmetic_of_a_request_that_never_fits() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> parabola()
                        .resources(ResourceRequest.of(
                                Bundle.of(1, 0),
                                Bundle.EMPTY.withCustom("licence", 1),
                                Bundle.EMPTY.withCustom("licence", 1)))
                        .fit())
                .withMessage(
                        "TUNE-420 @Resources: a trial needs cpu 1 + 0 + 0 = 1, licence 0 + 1 + 1 = 2; there is licence 0"
                                + " in all; ask for less in @Resources, or run on a larger machine");
    }

    @Test
    void should_say_everything_that_is_wrong_at_once() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> Tuner.of("wrong", trial -> 1)
                        .numSamples(0)
                        .maxConcurrentTrials(-1)
                        .fit())
                .satisfies(e -> assertThat(e.problems())
                        .extracting("code")
                        .containsExactly("TUNE-460", "TUNE-462", "TUNE-463"));
    }

    @Test
    void should_read_back_from_the_journal_what_fit_returned(@TempDir Path directory) {
        ResultGrid results = Tuner.of("mixed", trial -> {
                    if (trial.number() == 3) {
                        throw new IllegalArgumentException("no threes");
                    }
                    if (trial.number() == 4) {
                        throw trial.infeasible("no fours");
                    }
                    trial.report(Map.of("score", trial.number(), "loss", Double.NaN), Checkpoint.of(Map.of("a", 1)));
                    return Map.of("score", trial.number() * 2, "eval", Map.of("acc", 0.5));
                })
                .paramSpace("x = uniform(0, 1)", "act = choice('relu', 'tanh')")
                .metric("score", MAX)
                .numSamples(6)
                .directory(directory)
                .fit();
        RecordedStudy recorded = RecordedStudy.read(directory).orElseThrow();
        assertThat(recorded.isFinished()).isTrue();
        assertThat(recorded.results().size()).isEqualTo(6);
        for (TrialResult trial : results) {
            TrialResult read = recorded.results().get(trial.number());
            assertThat(read.config()).isEqualTo(trial.config());
            assertThat(read.seed()).isEqualTo(trial.seed());
            assertThat(Double.compare(read.score(), trial.score())).isZero();
            assertThat(read.outcome().getClass()).isEqualTo(trial.outcome().getClass());
            assertThat(read.series("eval/acc")).isEqualTo(trial.series("eval/acc"));
            assertThat(read.iterations()).isEqualTo(trial.iterations());
        }
        assertThat(recorded.results().get(3).error().orElseThrow().toString())
                .isEqualTo("java.lang.IllegalArgumentException: no threes");
        assertThat(directory.resolve("trial-00001/checkpoint-000001/value.json"))
                .hasContent("{\"a\":1}");
    }

    @Test
    void should_move_an_earlier_run_aside(@TempDir Path directory) {
        String first = run(directory);
        String second = run(directory);
        assertThat(second).isNotEqualTo(first);
        assertThat(RecordedStudy.read(directory.resolve("previous"))
                        .orElseThrow()
                        .runId())
                .isEqualTo(first);
    }

    private static String run(Path directory) {
        parabola().numSamples(3).directory(directory).fit();
        return RecordedStudy.read(directory).orElseThrow().runId();
    }

    @Test
    void should_warn_of_a_metric_that_schedulers_and_conditions_wait_for_in_vain() {
        List<String> warnings = Warnings.during(() -> Tuner.of("watched", trial -> 1)
                .metric("score", MAX)
                .numSamples(1)
                .scheduler(Schedulers.asha(AshaSettings.DEFAULT.timeAttr("epoch")))
                .stop("acuracy >= 0.9")
                .fit());
        assertThat(warnings)
                .containsExactlyInAnyOrder(
                        "TUNE-452 watched: a stop condition or the scheduler goes by the metric 'acuracy', which no trial"
                                + " reported; it stopped nothing",
                        "TUNE-452 watched: a stop condition or the scheduler goes by the metric 'epoch', which no trial"
                                + " reported; it stopped nothing");
    }
}
