package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Scope;
import dev.jtune.TrialOutcome;
import dev.jtune.schedule.Scheduler.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AshaSchedulerTests {
    private static final AshaSettings THIRDS =
            AshaSettings.DEFAULT.brackets(1).maxT(27).gracePeriod(1).reductionFactor(3);

    @Test
    void should_stop_a_trial_below_the_interpolated_quantile_of_those_before_it() {
        Scheduler asha = started(THIRDS, Mode.MAX, 4);

        assertThat(asha.onResult(accuracy(1, 1, 0.5))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(2, 1, 0.6))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(3, 1, 0.56)))
                .isEqualTo(new Decision.Stop("0.56 at training_iteration 1, cut-off 0.5667 (rung of 2)"));
        assertThat(asha.onResult(accuracy(4, 1, 0.58)))
                .as("0.5, 0.56, 0.6: a third of the way from 0.56 to 0.6")
                .isEqualTo(Decision.ADVANCE);
    }

    @Test
    void should_let_a_trial_go_on_that_equals_the_cut_off() {
        Scheduler asha = started(THIRDS, Mode.MAX, 3);

        assertThat(asha.onResult(accuracy(1, 1, 0.5))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(2, 1, 0.5))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(3, 1, 0.5))).isEqualTo(Decision.ADVANCE);
    }

    @Test
    void should_prefer_small_values_when_the_mode_is_min() {
        Scheduler asha = started(THIRDS, Mode.MIN, 2);

        assertThat(asha.onResult(accuracy(1, 1, 2))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(2, 1, 2.5)))
                .isEqualTo(new Decision.Stop("2.5 at training_iteration 1, cut-off 2 (rung of 1)"));
    }

    @Test
    void should_decide_at_rungs_only() {
        Scheduler asha = started(THIRDS, Mode.MAX, 2);
        asha.onResult(accuracy(1, 3, 0.9));

        assertThat(asha.onResult(accuracy(2, 1, 0.1))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(2, 2, 0.1))).isEqualTo(Decision.CONTINUE);
        assertThat(asha.onResult(accuracy(2, 3, 0.1)))
                .isEqualTo(new Decision.Stop("0.1 at training_iteration 3, cut-off 0.9 (rung of 1)"));
    }

    @Test
    void should_stop_a_trial_at_max_t_before_it_fills_a_rung() {
        Scheduler asha = started(THIRDS, Mode.MAX, 2);

        assertThat(asha.onResult(accuracy(1, 27, 0.9)))
                .isEqualTo(new Decision.Stop("training_iteration 27 reached maxT 27"));
        assertThat(asha.onResult(accuracy(2, 27, 0.1)))
                .isEqualTo(new Decision.Stop("training_iteration 27 reached maxT 27"));
    }

    @Test
    void should_judge_the_rung_at_max_t_when_last_trials_go_on() {
        Scheduler asha = started(THIRDS.stopLastTrials(false), Mode.MAX, 2);

        assertThat(asha.onResult(accuracy(1, 27, 0.9))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(1, 28, 0.9))).isEqualTo(Decision.CONTINUE);
        assertThat(asha.onResult(accuracy(2, 27, 0.1)))
                .isEqualTo(new Decision.Stop("0.1 at training_iteration 27, cut-off 0.9 (rung of 1)"));
    }

    @ParameterizedTest
    @CsvSource({
        "243, 1, 3, '[1, 3, 9, 27, 81, 243]'",
        "1000, 1, 10, '[1, 10, 100, 1000]'",
        "100, 1, 4, '[1, 4, 16, 64]'",
        "9223372036854775807, 4611686018427387904, 2, '[4611686018427387904]'"
    })
    void should_have_the_top_rung_that_floating_point_logarithms_lose(long maxT, long grace, int factor, String rungs) {
        AshaSettings settings =
                AshaSettings.DEFAULT.maxT(maxT).gracePeriod(grace).reductionFactor(factor);

        assertThat(settings.rungs()).hasToString(rungs);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void should_stop_a_trial_without_a_finite_score_and_rank_it_worst(double value) {
        Scheduler asha = started(THIRDS, Mode.MAX, 4);

        assertThat(asha.onResult(accuracy(1, 1, value)))
                .isEqualTo(new Decision.Stop(value + " at training_iteration 1 is no finite score"));
        assertThat(asha.onResult(accuracy(2, 1, 0.5))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(3, 1, 0.4)))
                .as("two thirds of the way from the worst to 0.5 is still the worst")
                .isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(4, 1, 0.1)))
                .isEqualTo(new Decision.Stop("0.1 at training_iteration 1, cut-off 0.4333 (rung of 3)"));
    }

    @Test
    void should_not_look_back_at_a_rung_that_a_trial_jumped_over() {
        // GIVEN a trial whose first result lies beyond two rungs
        Scheduler asha = started(THIRDS, Mode.MAX, 2);
        asha.onResult(accuracy(1, 5, 0.9));
        asha.onResult(accuracy(1, 6, 0.9));

        // WHEN another one comes to the rung below
        Decision decision = asha.onResult(accuracy(2, 1, 0.1));

        // THEN nothing lies there
        assertThat(decision).isEqualTo(Decision.ADVANCE);
    }

    @Test
    void should_count_a_trial_once_at_a_rung_when_it_starts_again_from_a_checkpoint() {
        Scheduler asha = started(THIRDS, Mode.MAX, 2);
        asha.onResult(accuracy(1, 3, 0.9));
        asha.onResult(accuracy(1, 2, 0.9));
        asha.onResult(accuracy(1, 3, 0.8));

        assertThat(asha.onResult(accuracy(2, 3, 0.85)))
                .isEqualTo(new Decision.Stop("0.85 at training_iteration 3, cut-off 0.9 (rung of 1)"));
    }

    @Test
    void should_change_nothing_when_a_result_lacks_the_metric_or_the_time() {
        Scheduler asha = started(THIRDS.timeAttr("epoch"), Mode.MAX, 2);
        asha.onResult(accuracy(1, 1, 0.9).with("epoch", 1));

        assertThat(asha.onResult(accuracy(2, 1, 0.1))).isEqualTo(Decision.CONTINUE);
        assertThat(asha.onResult(Reported.of(2, 1, "loss", 0.1).with("epoch", 1)))
                .isEqualTo(Decision.CONTINUE);
        assertThat(asha.onResult(accuracy(2, 1, 0.1).with("epoch", 2.5)))
                .isEqualTo(new Decision.Stop("0.1 at epoch 2.5, cut-off 0.9 (rung of 1)"));
    }

    @Test
    void should_compare_a_nested_metric() {
        Objective nested = Objective.of("eval/accuracy", Mode.MAX);
        Scheduler asha = Schedulers.asha(THIRDS).create(new ScheduleContext(List.of(nested), 1));
        asha.onTrialAdd(1, Config.empty());
        asha.onTrialAdd(2, Config.empty());
        asha.onResult(Reported.of(1, 1, "eval/accuracy", 0.9));

        assertThat(asha.onResult(Reported.of(2, 1, "eval/accuracy", 0.1))).isInstanceOf(Decision.Stop.class);
    }

    @Test
    void should_compare_the_best_value_so_far_when_that_is_the_score() {
        Objective best = new Objective("accuracy", Mode.MAX, Scope.BEST);
        Scheduler asha = Schedulers.asha(THIRDS).create(new ScheduleContext(List.of(best), 1));
        asha.onTrialAdd(1, Config.empty());
        asha.onTrialAdd(2, Config.empty());
        asha.onResult(accuracy(1, 3, 0.7));
        asha.onResult(accuracy(2, 2, 0.8));

        assertThat(asha.onResult(accuracy(2, 3, 0.1))).isEqualTo(Decision.ADVANCE);
    }

    @Test
    void should_draw_brackets_by_the_softmax_of_their_rungs() {
        // GIVEN three brackets, that start at 1, 4 and 16
        AshaSettings settings = AshaSettings.DEFAULT.reductionFactor(4).brackets(3);
        int trials = 20_000;

        // WHEN each trial reports NaN, which ends it at the first rung of its bracket
        int[] stoppedAt = new int[17];
        Scheduler asha = started(settings, Mode.MAX, trials);
        for (int trial = 1; trial <= trials; trial++) {
            for (int time : new int[] {1, 4, 16}) {
                if (asha.onResult(accuracy(trial, time, Double.NaN)) instanceof Decision.Stop) {
                    stoppedAt[time]++;
                    break;
                }
            }
        }

        // THEN the shares are those of four, three and two rungs
        assertThat((double) stoppedAt[1] / trials).isCloseTo(0.665, within(0.01));
        assertThat((double) stoppedAt[4] / trials).isCloseTo(0.245, within(0.01));
        assertThat((double) stoppedAt[16] / trials).isCloseTo(0.090, within(0.01));
    }

    @Test
    void should_decide_the_same_when_the_same_calls_are_made_again() {
        AshaSettings settings =
                AshaSettings.DEFAULT.brackets(2).reductionFactor(2).maxT(16);

        assertThat(randomRun(settings)).isEqualTo(randomRun(settings));
    }

    private static List<Decision> randomRun(AshaSettings settings) {
        Scheduler asha = started(settings, Mode.MAX, 50);
        Random random = new Random(7);
        List<Decision> decisions = new ArrayList<>();
        for (int iteration = 1; iteration <= 16; iteration++) {
            for (int trial = 1; trial <= 50; trial++) {
                decisions.add(asha.onResult(accuracy(trial, iteration, random.nextDouble())));
            }
        }
        return decisions;
    }

    @Test
    void should_keep_about_one_in_the_reduction_factor_when_many_trials_come_by() {
        Scheduler asha = started(AshaSettings.DEFAULT.reductionFactor(4).brackets(1), Mode.MAX, 2_000);
        Random random = new Random(3);
        int went = 0;
        for (int trial = 1; trial <= 2_000; trial++) {
            if (asha.onResult(accuracy(trial, 1, random.nextDouble())).equals(Decision.ADVANCE)) {
                went++;
            }
        }

        assertThat(went).isBetween(450, 550);
    }

    @Test
    void should_forget_a_trial_that_ended() {
        Scheduler asha = started(THIRDS, Mode.MAX, 1);
        asha.onTrialEnd(1, new TrialOutcome.Completed());

        assertThat(asha.onResult(accuracy(1, 1, Double.NaN))).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_show_as_many_digits_as_tell_two_numbers_apart() {
        Scheduler asha = started(THIRDS, Mode.MAX, 2);
        asha.onResult(accuracy(1, 1, 0.912345));

        assertThat(asha.onResult(accuracy(2, 1, 0.912344)))
                .isEqualTo(new Decision.Stop("0.912344 at training_iteration 1, cut-off 0.912345 (rung of 1)"));
    }

    @Test
    void should_name_all_wrong_settings_at_once() {
        AshaSettings wrong = new AshaSettings(100, 0, 1, 1, AshaVariant.STOPPING, " ", true);

        assertThatThrownBy(() -> started(wrong, Mode.MAX, 1))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessage(
                        "TUNE-440 ASHA: gracePeriod must be at least 1, was 0; it is the time before the first decision\n"
                                + "TUNE-440 ASHA: reductionFactor must be at least 2, was 1; 3 or 4 are usual: one of so many trials"
                                + " goes on from each rung\n"
                                + "TUNE-443 ASHA: timeAttr must be the name of a metric, was blank; leave it out for"
                                + " training_iteration");
    }

    @Test
    void should_refuse_a_max_t_below_the_grace_period() {
        assertThatThrownBy(() -> started(THIRDS.gracePeriod(30), Mode.MAX, 1))
                .hasMessage("TUNE-441 ASHA: maxT must be at least gracePeriod, was 27 with a gracePeriod of 30;"
                        + " maxT is the length of a full run");
    }

    @Test
    void should_refuse_to_do_without_brackets() {
        assertThatThrownBy(() -> started(THIRDS.brackets(0), Mode.MAX, 1))
                .hasMessage(
                        "TUNE-442 ASHA: brackets must be at least 1, was 0; with 1 all trials are judged from the first"
                                + " rung on, with 2 some only from the second");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, '[[1]]'",
        "3, 1, '[[1, 3], [3]]'",
        "100, 1, '[[1, 3, 9, 27, 81], [3, 9, 27, 81]]'",
        "100, 40, '[[40]]'"
    })
    void should_have_two_brackets_unless_there_is_only_one_rung(long maxT, long grace, String rungs) {
        AshaSettings settings = AshaSettings.DEFAULT.maxT(maxT).gracePeriod(grace);

        assertThat(settings.rungsOfBrackets()).hasToString(rungs);
        assertThat(settings.brackets(100).rungsOfBrackets())
                .hasSize(settings.rungs().size());
    }

    @Test
    void should_judge_a_quarter_of_the_trials_from_the_second_rung_on_when_nothing_else_is_said() {
        int trials = 20_000;
        Scheduler asha = started(AshaSettings.DEFAULT, Mode.MAX, trials);

        long judged = IntStream.rangeClosed(1, trials)
                .filter(trial -> asha.onResult(accuracy(trial, 1, Double.NaN)) instanceof Decision.Stop)
                .count();

        // THEN the shares are those of five and four rungs, 1 / (1 + exp(-1))
        assertThat((double) judged / trials).isCloseTo(0.731, within(0.01));
    }

    @Test
    void should_take_its_settings_from_the_annotation() throws NoSuchMethodException {
        Asha annotation = Annotated.class.getDeclaredMethod("annotated").getAnnotation(Asha.class);
        Scheduler asha = new AshaFactory().create(annotation, context(Mode.MAX));
        asha.onTrialAdd(1, Config.empty());
        asha.onTrialAdd(2, Config.empty());
        asha.onResult(accuracy(1, 1, 0.9).with("epoch", 6));

        assertThat(asha.onResult(accuracy(2, 1, 0.8).with("epoch", 5))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(2, 1, 0.8).with("epoch", 6)))
                .isEqualTo(new Decision.Stop("0.8 at epoch 6, cut-off 0.9 (rung of 1)"));
        assertThat(asha.onResult(accuracy(1, 1, 0.9).with("epoch", 12))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.name()).isEqualTo("ASHA");
    }

    private static final class Annotated {
        @Asha(maxT = 12, gracePeriod = 3, reductionFactor = 2, brackets = 1, timeAttr = "epoch", stopLastTrials = false)
        void annotated() {}
    }

    private static Scheduler started(AshaSettings settings, Mode mode, int trials) {
        Scheduler asha = Schedulers.asha(settings).create(context(mode));
        for (int trial = 1; trial <= trials; trial++) {
            asha.onTrialAdd(trial, Config.empty());
        }
        return asha;
    }

    private static ScheduleContext context(Mode mode) {
        return new ScheduleContext(List.of(Objective.of("accuracy", mode)), 1);
    }

    private static Reported accuracy(int trial, int iteration, double value) {
        return Reported.of(trial, iteration, "accuracy", value);
    }
}
