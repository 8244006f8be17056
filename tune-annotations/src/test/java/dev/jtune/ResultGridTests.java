package dev.jtune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultGridTests {
    private static final Objective LOSS = Objective.of("loss", Mode.MIN);
    private static final TrialOutcome COMPLETED = new TrialOutcome.Completed();
    private static final TrialOutcome STOPPED = new TrialOutcome.Stopped("ASHA", "behind");

    private static TrialResult trial(
            int number, TrialOutcome outcome, Config config, List<Map<String, Object>> history) {
        Objective.Score score = LOSS.newScore();
        for (Map<String, Object> result : history) {
            if (result.get("loss") instanceof Number value) {
                score.add(value.doubleValue());
            }
        }
        return new TrialResult(
                number,
                number + "-" + config.shortDigest(),
                config,
                number,
                outcome,
                score.value(),
                history,
                List.of(),
                Path.of("trial-" + number),
                Duration.ZERO,
                1,
                "");
    }

    private static TrialResult loss(int number, TrialOutcome outcome, double... losses) {
        return trial(
                number,
                outcome,
                Config.of(Map.of("x", number)),
                Arrays.stream(losses)
                        .mapToObj(loss -> Map.<String, Object>of("loss", loss))
                        .toList());
    }

    private static TrialResult metrics(int number, Map<String, Object> metrics) {
        return trial(number, COMPLETED, Config.of(Map.of("x", number)), List.of(metrics));
    }

    private static ResultGrid grid(TrialResult... trials) {
        return new ResultGrid("DigitsTest.net", List.of(LOSS), List.of(trials));
    }

    @Test
    void should_rank_by_the_last_value_of_the_first_objective() {
        ResultGrid grid = grid(
                loss(3, COMPLETED, 0.3),
                loss(1, COMPLETED, 0.1, 0.5),
                loss(2, STOPPED, 0.9, 0.2),
                loss(4, COMPLETED, 0.2));
        assertThat(grid.best().number()).isEqualTo(2);
        assertThat(grid.ranking()).extracting(TrialResult::number).containsExactly(2, 4, 3, 1);
        assertThat(grid.trials()).extracting(TrialResult::number).containsExactly(1, 2, 3, 4);
        assertThat(grid).hasSize(4);
    }

    private static TrialResult of(String config, int number, TrialOutcome outcome, double loss) {
        return trial(number, outcome, Config.of(Map.of("config", config)), List.of(Map.of("loss", loss)));
    }

    @Test
    void should_rank_configurations_by_the_mean_of_their_trials() {
        // GIVEN configurations with two trials each, one that dropped out after a lucky one, and one that failed once
        TrialOutcome failed = new TrialOutcome.Failed(new IllegalStateException(), true);
        List<TrialResult> trials = List.of(
                of("even", 1, COMPLETED, 0.5),
                of("even", 2, COMPLETED, 0.25),
                of("lucky", 3, COMPLETED, 0.125),
                of("lucky", 4, COMPLETED, 1),
                of("dropped", 5, COMPLETED, 0.125),
                of("fails", 6, COMPLETED, 0.125),
                of("fails", 7, failed, 0.125));
        // WHEN they rank
        ResultGrid grid = new ResultGrid("DigitsTest.net", List.of(LOSS), trials, List.of(), true, OptionalInt.empty());
        // THEN by their means, those with fewer trials last, and each is its best trial
        assertThat(grid.ranking()).extracting(TrialResult::number).containsExactly(2, 3, 5);
        assertThat(grid.ranking()).extracting(TrialResult::score).containsExactly(0.375, 0.5625, 0.125);
        assertThat(grid.get(2).score()).as("the trial's own score").isEqualTo(0.25);
        // AND a model may know better, by any trial of a configuration
        ResultGrid advised =
                new ResultGrid("DigitsTest.net", List.of(LOSS), trials, List.of(), true, OptionalInt.of(4));
        assertThat(advised.best().number()).isEqualTo(3);
        assertThat(advised.best().score()).isEqualTo(0.5625);
        assertThat(advised.bestObserved()).map(TrialResult::number).hasValue(2);
    }

    @Test
    void should_take_the_recommended_trial_for_the_best_if_it_has_a_score() {
        List<TrialResult> trials =
                List.of(loss(1, COMPLETED, 0.5), loss(2, COMPLETED, 0.25), loss(3, COMPLETED, Double.NaN));
        for (int[] expected : new int[][] {{1, 1}, {2, 2}, {3, 2}, {9, 2}}) {
            ResultGrid grid = new ResultGrid(
                    "DigitsTest.net", List.of(LOSS), trials, List.of(), false, OptionalInt.of(expected[0]));
            assertThat(grid.best().number()).isEqualTo(expected[1]);
            assertThat(grid.bestObserved()).map(TrialResult::number).hasValue(2);
        }
    }

    @Test
    void should_rank_by_another_metric_direction_or_scope() {
        ResultGrid grid = grid(
                metrics(1, Map.of("loss", 0.1, "eval/accuracy", 0.7)),
                metrics(2, Map.of("loss", 0.3, "eval/accuracy", 0.9)),
                trial(
                        3,
                        COMPLETED,
                        Config.empty(),
                        List.of(
                                Map.of("loss", 0.9, "eval/accuracy", 0.95),
                                Map.of("loss", 0.2, "eval/accuracy", 0.1))));
        assertThat(grid.best("eval/accuracy", Mode.MAX).number()).isEqualTo(2);
        assertThat(grid.best("eval/accuracy", Mode.MIN).number()).isEqualTo(3);
        assertThat(grid.best("loss", Mode.MAX).number()).isEqualTo(2);
        assertThat(grid.best(new Objective("eval/accuracy", Mode.MAX, Scope.BEST))
                        .number())
                .isEqualTo(3);
    }

    @Test
    void should_take_integers_and_skip_results_without_the_metric() {
        ResultGrid grid = grid(
                trial(1, COMPLETED, Config.empty(), List.of(Map.of("hits", 8), Map.of("loss", 0.5))),
                metrics(2, Map.of("hits", 5L)),
                metrics(3, Map.of("hits", "nine")));
        assertThat(grid.best("hits", Mode.MAX).number()).isEqualTo(1);
        assertThat(grid.get(1).series("hits")).containsExactly(8);
        assertThat(grid.get(3).series("hits")).isEmpty();
        assertThat(grid.get(3).score(Objective.of("hits", Mode.MAX))).isNaN();
        assertThat(grid.get(1).metrics()).isEqualTo(Map.of("loss", 0.5));
    }

    @Test
    void should_never_take_a_value_that_is_not_finite_for_the_best() {
        ResultGrid grid = grid(
                loss(1, COMPLETED, Double.NaN),
                loss(2, COMPLETED, Double.NEGATIVE_INFINITY),
                loss(3, COMPLETED, 0.1, Double.NaN),
                loss(4, COMPLETED, 7));
        assertThat(grid.best().number()).isEqualTo(4);
        assertThat(grid.ranking()).extracting(TrialResult::number).containsExactly(4);
        assertThat(grid.best("loss", Mode.MAX).number()).isEqualTo(4);
    }

    @Test
    void should_leave_out_what_failed_was_cancelled_or_is_infeasible() {
        ResultGrid grid = grid(
                loss(1, new TrialOutcome.Failed(new IllegalStateException("boom"), true), 0.1),
                loss(2, new TrialOutcome.Cancelled("time is up"), 0.2),
                loss(3, new TrialOutcome.Infeasible("too large"), 0.3),
                loss(4, STOPPED, 0.4),
                loss(5, COMPLETED, 0.5));
        assertThat(grid.best().number()).isEqualTo(4);
        assertThat(grid.numErrors()).isEqualTo(1);
        assertThat(grid.hasErrors()).isTrue();
        assertThat(grid.errors()).extracting(TrialResult::number).containsExactly(1);
        assertThat(grid.get(1).error()).get().isInstanceOf(IllegalStateException.class);
        assertThat(grid.numTerminated()).isEqualTo(3);
        assertThat(grid.numStopped()).isEqualTo(1);
        assertThat(grid).hasToString("""
                        DigitsTest.net: 5 trials, 1 failed, 1 stopped early
                          trial 4  loss 0.4  x=4
                          trial 5  loss 0.5  x=5""");
    }

    @Test
    void should_say_why_there_is_no_best() {
        assertThat(grid().bestOrEmpty()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> grid().best())
                .withMessage("study DigitsTest.net has no best trial: it has no trials");
        IllegalStateException boom = new IllegalStateException("boom");
        ResultGrid failed = grid(
                loss(1, COMPLETED, Double.NaN),
                loss(2, new TrialOutcome.Failed(boom, false), 0.1),
                loss(3, new TrialOutcome.Failed(new IllegalStateException("later"), false)));
        assertThatIllegalStateException()
                .isThrownBy(failed::best)
                .withMessage(
                        "study DigitsTest.net has no best trial: none of its 3 trials ended with a finite loss; 2 failed, the"
                                + " first was trial 2 (x=2): java.lang.IllegalStateException: boom")
                .withCause(boom);
        assertThatIllegalStateException()
                .isThrownBy(() -> grid(metrics(1, Map.of("loss", 0.5))).best("los", Mode.MIN))
                .withMessage(
                        "study DigitsTest.net has no best trial: its 1 trial did not end with a finite los; no result has"
                                + " such a number");
    }

    @Test
    void should_say_which_trials_there_are() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(
                        () -> grid(loss(1, COMPLETED, 1), loss(2, COMPLETED, 1)).get(3))
                .withMessage("study DigitsTest.net has no trial 3 (it has 2 trials)");
    }

    @Test
    void should_find_the_trials_that_no_other_beats_in_everything() {
        List<Objective> objectives = List.of(LOSS, Objective.of("speed", Mode.MAX));
        ResultGrid grid = new ResultGrid(
                "S.m",
                objectives,
                List.of(
                        metrics(1, Map.of("loss", 1.0, "speed", 1.0)),
                        metrics(2, Map.of("loss", 2.0, "speed", 5.0)),
                        metrics(3, Map.of("loss", 2.0, "speed", 4.0)),
                        metrics(4, Map.of("loss", 3.0, "speed", 5.0)),
                        metrics(5, Map.of("loss", 0.1, "speed", Double.NaN)),
                        metrics(6, Map.of("loss", 1.0, "speed", 1.0))));
        assertThat(grid.paretoFront()).extracting(TrialResult::number).containsExactly(1, 2, 6);
    }

    private static final List<Objective> TRADE_OFF =
            List.of(Objective.of("accuracy", Mode.MAX), Objective.of("ms", Mode.MIN));

    private static ResultGrid tradeOff(double[]... accuracyAndMs) {
        TrialResult[] trials = new TrialResult[accuracyAndMs.length];
        for (int i = 0; i < trials.length; i++) {
            trials[i] = metrics(i + 1, Map.of("accuracy", accuracyAndMs[i][0], "ms", accuracyAndMs[i][1]));
        }
        return new ResultGrid("DigitsTest.net", TRADE_OFF, List.of(trials));
    }

    @Test
    void should_measure_the_front_by_the_volume_that_it_dominates() {
        // GIVEN two on the front, one that is dominated, one beyond the reference, and one without a time
        ResultGrid grid = tradeOff(
                new double[] {0.9, 150},
                new double[] {0.7, 50},
                new double[] {0.6, 60},
                new double[] {0.95, 300},
                new double[] {0.99, Double.NaN});
        // WHEN it is measured from accuracy 0.5 and 200 ms
        double volume = grid.hypervolume(0.5, 200);
        // THEN it is 0.4 x 50, and 0.2 x 100 below it
        assertThat(volume).isCloseTo(40, within(1e-9));
        assertThat(grid.hypervolume(0.95, 200)).isZero();
        assertThat(grid().hypervolume(7)).isZero();
        assertThat(grid(loss(1, COMPLETED, 3), loss(2, COMPLETED, 2)).hypervolume(7))
                .isEqualTo(5);
    }

    @Test
    void should_measure_the_front_as_a_share_of_the_box_of_all_values() {
        // from the best (1, 0) to the worst (0, 100), the middle one dominates (0.75, 40) of it
        assertThat(tradeOff(new double[] {1, 100}, new double[] {0.75, 60}, new double[] {0, 0})
                        .normalizedHypervolume())
                .isCloseTo(0.75 * 0.4, within(1e-12));
        assertThat(tradeOff(new double[] {1, 100}).normalizedHypervolume()).isEqualTo(1);
        assertThat(tradeOff().normalizedHypervolume()).isNaN();
    }

    @Test
    void should_refuse_a_reference_that_does_not_fit_the_objectives() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tradeOff().hypervolume(0.5))
                .withMessage(
                        "the hypervolume of DigitsTest.net needs a finite reference for each of [accuracy, ms], not [0.5]");
        assertThatIllegalArgumentException().isThrownBy(() -> tradeOff().hypervolume(0.5, Double.NaN));
    }

    @Test
    void should_say_in_the_csv_which_trials_are_on_the_front() {
        assertThat(tradeOff(new double[] {0.9, 150}, new double[] {0.8, 160})
                        .toCsv()
                        .lines())
                .element(0, STRING)
                .startsWith("trial/number,trial/outcome,trial/score,trial/front,config/x,");
        assertThat(tradeOff(new double[] {0.9, 150}, new double[] {0.8, 160})
                        .toCsv()
                        .lines())
                .anyMatch(row -> row.startsWith("1,Completed,,true,"))
                .anyMatch(row -> row.startsWith("2,Completed,,false,"));
    }

    @Test
    void should_write_every_trial_as_a_row_of_csv(@TempDir Path temp) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("score", 0.25);
        result.put("loss", 0.5);
        result.put("config/act", "relu, \"leaky\"");
        Config config = Config.fromJson("{\"act\":\"relu, \\\"leaky\\\"\",\"layers\":[8,4]}");
        ResultGrid grid = grid(
                trial(1, COMPLETED, config, List.of(Map.of("loss", 9.0, "gone", 1), result)),
                trial(2, new TrialOutcome.Infeasible("no"), Config.of(Map.of("note", "a\nb")), List.of()));
        String csv = "trial/number,trial/outcome,trial/score,config/act,config/layers,config/note,score,loss\r\n"
                + "1,Completed,0.5,\"relu, \"\"leaky\"\"\",\"[8, 4]\",,0.25,0.5\r\n"
                + "2,Infeasible,,,,\"a\nb\",,\r\n";
        assertThat(grid.toCsv()).isEqualTo(csv);
        grid.writeCsv(temp.resolve("trials.csv"));
        assertThat(Files.readString(temp.resolve("trials.csv"))).isEqualTo(csv);
        assertThat(grid().toCsv()).isEqualTo("trial/number,trial/outcome,trial/score\r\n");
    }

    @Test
    void should_write_every_result_of_a_trial_as_a_row_of_csv() {
        Map<String, Object> second = new LinkedHashMap<>();
        second.put("loss", 0.5);
        second.put("note", "x,y");
        TrialResult trial = trial(1, COMPLETED, Config.empty(), List.of(Map.of("loss", 1), second));
        assertThat(trial.toCsv()).isEqualTo("loss,note\r\n1,\r\n0.5,\"x,y\"\r\n");
    }
}
