package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.schedule.Scheduler.Cut;
import dev.jtune.schedule.Scheduler.Decision;
import dev.jtune.schedule.Scheduler.Resumption;
import dev.jtune.search.cube.Brackets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperBandSchedulerTests {
    /** Three brackets: 9 trials halved at 1 and 3, 5 at 3, 3 full runs. */
    private static final HyperBandSettings NINE = HyperBandSettings.DEFAULT.maxT(9);

    @ParameterizedTest
    @CsvSource({
        "81, 1, 3, '[81, 34, 15, 8, 5]', '[1, 3, 9, 27, 81]'",
        "16, 1, 4, '[16, 6, 3]', '[1, 4, 16]'",
        "100, 1, 4, '[64, 22, 8, 4]', '[1, 6, 25, 100]'",
        "81, 9, 3, '[9, 5, 3]', '[9, 27, 81]'",
        "5, 1, 10, '[1]', '[5]'"
    })
    void should_have_the_brackets_of_the_paper(long maxT, long grace, int factor, String sizes, String rungs) {
        Brackets brackets = new Brackets(maxT, grace, factor);
        List<Integer> found = new ArrayList<>();
        for (int halvings = brackets.deepest(); halvings >= 0; halvings--) {
            found.add(brackets.size(halvings));
        }

        assertThat(found).hasToString(sizes);
        assertThat(brackets.rungs(brackets.deepest())).hasToString(rungs);
    }

    @Test
    void should_count_brackets_of_astronomic_lengths() {
        Brackets brackets = new Brackets(Long.MAX_VALUE, 1, 2);

        assertThat(brackets.deepest()).isEqualTo(62);
        assertThat(brackets.size(62)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void should_wait_at_the_rung_until_all_trials_of_the_bracket_are_there() {
        Scheduler hyperBand = started(NINE, Mode.MAX, 9);

        for (int trial = 1; trial <= 8; trial++) {
            assertThat(hyperBand.onResult(accuracy(trial, 1, trial)))
                    .isEqualTo(new Decision.Pause(trial + " at training_iteration 1, waits for others of its bracket"));
            assertThat(hyperBand.resume()).isNull();
            assertThat(hyperBand.cuts()).isEmpty();
        }
        assertThat(hyperBand.onResult(accuracy(9, 1, 6.5)))
                .as("the third of nine: it need not pause")
                .isEqualTo(Decision.ADVANCE);
        assertThat(hyperBand.cuts())
                .hasSize(6)
                .contains(new Cut(6, "6 at training_iteration 1, the last of 3 that go on has 6.5 (bracket of 9)"));
        assertThat(hyperBand.resume()).isEqualTo(Resumption.of(8));
        assertThat(hyperBand.resume()).isEqualTo(Resumption.of(7));
        assertThat(hyperBand.resume()).isNull();
    }

    @Test
    void should_stop_the_last_one_at_a_rung_where_it_is_worse() {
        Scheduler hyperBand = started(NINE, Mode.MIN, 9);
        for (int trial = 1; trial <= 8; trial++) {
            hyperBand.onResult(accuracy(trial, 1, trial));
        }

        assertThat(hyperBand.onResult(accuracy(9, 1, 3.5)))
                .isEqualTo(new Decision.Stop(
                        "3.5 at training_iteration 1, the last of 3 that go on has 3 (bracket of 9)"));
        assertThat(hyperBand.cuts()).extracting(Cut::trial).containsExactly(4, 5, 6, 7, 8);
    }

    @Test
    void should_prefer_the_earlier_of_equal_trials() {
        Scheduler hyperBand = started(NINE, Mode.MAX, 9);
        for (int trial = 9; trial >= 1; trial--) {
            hyperBand.onResult(accuracy(trial, 1, 0.5));
        }

        assertThat(hyperBand.cuts()).extracting(Cut::trial).containsExactly(4, 5, 6, 7, 8, 9);
    }

    @Test
    void should_halve_by_the_trials_that_are_left() {
        // GIVEN a bracket of nine, three of which failed before its rung
        Scheduler hyperBand = started(NINE, Mode.MAX, 9);
        for (int trial = 1; trial <= 3; trial++) {
            hyperBand.onTrialEnd(trial, new TrialOutcome.Infeasible("no"));
        }
        for (int trial = 4; trial <= 9; trial++) {
            hyperBand.onResult(accuracy(trial, 1, trial));
        }

        // THEN a third of six goes on
        assertThat(hyperBand.cuts()).extracting(Cut::trial).containsExactly(7, 6, 5, 4);
    }

    @Test
    void should_decide_a_rung_when_the_last_trial_that_was_missing_fails() {
        Scheduler hyperBand = started(NINE, Mode.MAX, 9);
        for (int trial = 1; trial <= 8; trial++) {
            hyperBand.onResult(accuracy(trial, 1, trial));
        }
        hyperBand.onTrialEnd(9, new TrialOutcome.Infeasible("no"));

        assertThat(hyperBand.cuts()).hasSize(5);
        assertThat(hyperBand.resume()).isEqualTo(Resumption.of(8));
    }

    @Test
    void should_halve_a_bracket_that_no_further_trial_will_fill() {
        Scheduler hyperBand = started(NINE, Mode.MAX, 4);
        for (int trial = 1; trial <= 4; trial++) {
            hyperBand.onResult(accuracy(trial, 1, trial));
        }
        assertThat(hyperBand.resume()).isNull();
        hyperBand.onLastTrialAdd();

        assertThat(hyperBand.cuts()).extracting(Cut::trial).containsExactly(2, 1);
        assertThat(hyperBand.resume()).isEqualTo(Resumption.of(4));
    }

    @Test
    void should_halve_a_bracket_that_a_waiting_searcher_does_not_fill_and_begin_the_next() {
        Scheduler hyperBand = started(NINE, Mode.MAX, 4);
        for (int trial = 1; trial <= 4; trial++) {
            hyperBand.onResult(accuracy(trial, 1, trial));
        }
        hyperBand.onStandstill();
        hyperBand.onTrialAdd(5, Config.empty());

        assertThat(hyperBand.cuts()).extracting(Cut::trial).containsExactly(2, 1);
        assertThat(hyperBand.onResult(accuracy(5, 1, 0)))
                .as("the second bracket is not halved at 1")
                .isEqualTo(Decision.CONTINUE);
        assertThat(hyperBand.onResult(accuracy(5, 3, 0))).isInstanceOf(Decision.Pause.class);
    }

    @Test
    void should_end_full_runs_at_max_t() {
        Scheduler hyperBand = started(NINE, Mode.MAX, 17);

        assertThat(hyperBand.onResult(accuracy(15, 8, 0.1)))
                .as("the third bracket is never halved")
                .isEqualTo(Decision.CONTINUE);
        assertThat(hyperBand.onResult(accuracy(15, 9, 0.1)))
                .isEqualTo(new Decision.Stop("training_iteration 9 reached maxT 9"));
    }

    @Test
    void should_let_full_runs_go_on_where_they_are_not_to_end() {
        Scheduler hyperBand = started(NINE.stopLastTrials(false), Mode.MAX, 17);

        assertThat(hyperBand.onResult(accuracy(15, 9, 0.1))).isEqualTo(Decision.CONTINUE);
        assertThat(hyperBand.onResult(accuracy(15, 10, 0.1))).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_begin_with_full_runs_where_asked_to() {
        Scheduler hyperBand = started(NINE.order(HyperBandOrder.SMALLEST_FIRST), Mode.MAX, 4);

        assertThat(hyperBand.onResult(accuracy(3, 3, 0.1))).isEqualTo(Decision.CONTINUE);
        assertThat(hyperBand.onResult(accuracy(4, 3, 0.1))).isInstanceOf(Decision.Pause.class);
    }

    @Test
    void should_decide_later_rungs_at_once_where_all_trials_have_passed_them() {
        // GIVEN a bracket whose trials report every fourth iteration only
        Scheduler hyperBand = started(NINE, Mode.MAX, 9);

        // WHEN the last of them comes
        for (int trial = 1; trial <= 9; trial++) {
            hyperBand.onResult(accuracy(trial, 4, trial));
        }

        // THEN nine were halved to three and to one
        assertThat(hyperBand.cuts()).hasSize(8);
        assertThat(hyperBand.resume()).isNull();
        assertThat(hyperBand.onResult(accuracy(9, 8, 0))).isEqualTo(Decision.CONTINUE);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void should_stop_a_trial_without_a_finite_score(double value) {
        Scheduler hyperBand = started(NINE, Mode.MAX, 9);

        assertThat(hyperBand.onResult(accuracy(1, 1, value)))
                .isEqualTo(new Decision.Stop(value + " at training_iteration 1 is no finite score"));
    }

    @Test
    void should_change_nothing_when_a_result_lacks_the_metric_or_the_time_or_is_of_no_trial() {
        Scheduler hyperBand = started(NINE.timeAttr("epoch"), Mode.MAX, 1);

        assertThat(hyperBand.onResult(accuracy(1, 1, 0.1))).isEqualTo(Decision.CONTINUE);
        assertThat(hyperBand.onResult(Reported.of(1, 1, "loss", 0.1).with("epoch", 1)))
                .isEqualTo(Decision.CONTINUE);
        assertThat(hyperBand.onResult(accuracy(77, 1, 0.1).with("epoch", 1))).isEqualTo(Decision.CONTINUE);
        assertThat(hyperBand.onResult(accuracy(1, 1, 0.1).with("epoch", 1.5)))
                .isEqualTo(new Decision.Pause("0.1 at epoch 1.5, waits for others of its bracket"));
    }

    @Test
    void should_decide_the_same_again_for_a_trial_that_reports_while_it_waits() {
        Scheduler hyperBand = started(NINE, Mode.MAX, 9);
        Decision paused = hyperBand.onResult(accuracy(1, 1, 0.1));

        assertThat(hyperBand.onResult(accuracy(1, 2, 99))).isEqualTo(paused);
    }

    @Test
    void should_run_81_trials_like_the_paper() {
        // GIVEN trials whose place never changes, the later the better
        Scheduler hyperBand = create(HyperBandSettings.DEFAULT, Mode.MAX);

        // WHEN a bracket of 81 runs
        Map<Integer, Integer> lengths = new ScheduledRun(hyperBand, 81, 4, 1, 0, (trial, iteration) -> trial).run();

        // THEN 54, 18, 6, 2 and 1 of them end at its rungs
        assertThat(IntStream.of(1, 3, 9, 27, 81).map(length -> (int) lengths.values().stream()
                        .filter(reached -> reached == length)
                        .count()))
                .containsExactly(54, 18, 6, 2, 1);
        assertThat(lengths).containsEntry(81, 81);
    }

    @Test
    void should_leave_no_trial_waiting_whatever_happens_and_decide_the_same_in_every_run() {
        for (int seed = 0; seed < 300; seed++) {
            assertThat(randomRun(seed)).isEqualTo(randomRun(seed));
        }
    }

    private static List<String> randomRun(int seed) {
        Random random = new Random(seed);
        HyperBandSettings settings = new HyperBandSettings(
                1 + random.nextInt(40),
                1,
                2 + random.nextInt(3),
                random.nextBoolean() ? HyperBandOrder.LARGEST_FIRST : HyperBandOrder.SMALLEST_FIRST,
                "training_iteration",
                true);
        ScheduledRun run = new ScheduledRun(
                create(settings, random.nextBoolean() ? Mode.MAX : Mode.MIN),
                1 + random.nextInt(80),
                1 + random.nextInt(8),
                seed,
                seed % 3 == 0 ? 0 : 0.02,
                (trial, iteration) ->
                        (trial * 31 + iteration * 17) % 23 == 0 ? Double.NaN : (trial * 37 + iteration) % 11);
        run.run();
        return run.log();
    }

    @Test
    void should_name_all_wrong_settings_at_once() {
        HyperBandSettings wrong = new HyperBandSettings(0, 1, 1, HyperBandOrder.LARGEST_FIRST, " ", true);

        assertThatThrownBy(() -> create(wrong, Mode.MAX))
                .hasMessage(
                        "TUNE-440 HyperBand: reductionFactor must be at least 2, was 1; 3 or 4 are usual: one of so many"
                                + " trials goes on from each rung\n"
                                + "TUNE-441 HyperBand: maxT must be at least gracePeriod, was 0 with a gracePeriod of 1; maxT is the"
                                + " length of a full run\n"
                                + "TUNE-443 HyperBand: timeAttr must be the name of a metric, was blank; leave it out for"
                                + " training_iteration");
    }

    @Test
    void should_take_its_settings_from_the_annotation() throws NoSuchMethodException {
        HyperBand annotation = Annotated.class.getDeclaredMethod("annotated").getAnnotation(HyperBand.class);
        Scheduler hyperBand = new HyperBandFactory().create(annotation, context(Mode.MAX));
        hyperBand.onTrialAdd(1, Config.empty());
        hyperBand.onTrialAdd(2, Config.empty());
        hyperBand.onTrialAdd(3, Config.empty());

        assertThat(hyperBand.onResult(accuracy(1, 1, 0.8).with("epoch", 8))).isEqualTo(Decision.CONTINUE);
        assertThat(hyperBand.onResult(accuracy(3, 1, 0.8).with("epoch", 3))).isEqualTo(Decision.CONTINUE);
        assertThat(hyperBand.onResult(accuracy(3, 1, 0.8).with("epoch", 4))).isInstanceOf(Decision.Pause.class);
        assertThat(hyperBand.name()).isEqualTo("HyperBand");
        assertThat(hyperBand.metrics()).containsExactly("epoch");
    }

    private static final class Annotated {
        @HyperBand(
                maxT = 8,
                gracePeriod = 4,
                reductionFactor = 2,
                order = HyperBandOrder.SMALLEST_FIRST,
                timeAttr = "epoch",
                stopLastTrials = false)
        void annotated() {}
    }

    private static Scheduler started(HyperBandSettings settings, Mode mode, int trials) {
        Scheduler hyperBand = create(settings, mode);
        for (int trial = 1; trial <= trials; trial++) {
            hyperBand.onTrialAdd(trial, Config.empty());
        }
        return hyperBand;
    }

    private static Scheduler create(HyperBandSettings settings, Mode mode) {
        return Schedulers.hyperBand(settings).create(context(mode));
    }

    private static ScheduleContext context(Mode mode) {
        return new ScheduleContext(List.of(Objective.of("accuracy", mode)), 1);
    }

    private static Reported accuracy(int trial, int iteration, double value) {
        return Reported.of(trial, iteration, "accuracy", value);
    }
}
