package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.schedule.Scheduler.Cut;
import dev.jtune.schedule.Scheduler.Decision;
import dev.jtune.schedule.Scheduler.Resumption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionSchedulerTests {
    /** Rungs at 1 and 3, the end at 9. */
    private static final AshaSettings NINE =
            AshaSettings.DEFAULT.brackets(1).maxT(9).reductionFactor(3).variant(AshaVariant.PROMOTION);

    @Test
    void should_let_every_trial_wait_until_it_is_among_the_best_third() {
        Scheduler asha = started(NINE, 4);

        assertThat(asha.onResult(accuracy(1, 1, 0.5)))
                .isEqualTo(new Decision.Pause("0.5 at training_iteration 1, waits to be promoted"));
        assertThat(asha.onResult(accuracy(2, 1, 0.7))).isInstanceOf(Decision.Pause.class);
        assertThat(asha.resume()).as("a third of two is none").isNull();
        assertThat(asha.onResult(accuracy(3, 1, 0.6))).isInstanceOf(Decision.Pause.class);
        assertThat(asha.resume()).isEqualTo(Resumption.of(2));
        assertThat(asha.resume()).isNull();
    }

    @Test
    void should_not_pause_a_trial_that_would_be_the_next_to_go_on() {
        Scheduler asha = started(NINE, 4);
        asha.onResult(accuracy(1, 1, 0.5));
        asha.onResult(accuracy(2, 1, 0.7));

        assertThat(asha.onResult(accuracy(3, 1, 0.8))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(4, 1, 0.9)))
                .as("the best of four, whoever went on before")
                .isEqualTo(Decision.ADVANCE);
        assertThat(asha.resume()).isNull();
    }

    @Test
    void should_promote_from_the_highest_rung_first() {
        // GIVEN twelve trials of the first rung, of which the first three went on, and two of these wait at the second
        Scheduler asha = started(NINE, 12);
        for (int trial = 1; trial <= 9; trial++) {
            asha.onResult(accuracy(trial, 1, 1.0 / trial));
            Resumption resumed = asha.resume();
            assertThat(resumed).isEqualTo(trial % 3 == 0 ? Resumption.of(trial / 3) : null);
        }
        for (int trial = 10; trial <= 12; trial++) {
            asha.onResult(accuracy(trial, 1, 1.0 / trial));
        }
        asha.onResult(accuracy(1, 3, 0.3));
        asha.onResult(accuracy(2, 3, 0.9));

        // WHEN the third one comes there
        asha.onResult(accuracy(3, 3, 0.2));

        // THEN the best of the second rung goes first, and the fourth of the first rung after it
        assertThat(asha.resume()).isEqualTo(Resumption.of(2));
        assertThat(asha.resume()).isEqualTo(Resumption.of(4));
        assertThat(asha.resume()).isNull();
    }

    @Test
    void should_bring_one_to_the_end_and_cut_the_others_when_no_more_trials_come() {
        // GIVEN two trials, of which a third is none
        Scheduler asha = started(NINE, 2);
        asha.onLastTrialAdd();
        asha.onResult(accuracy(1, 1, 0.5));
        assertThat(asha.onResult(accuracy(2, 1, 0.4)))
                .isEqualTo(new Decision.Stop("0.4 at training_iteration 1, not among the best 1 of 2"));

        // THEN the better one goes on to the end
        assertThat(asha.cuts()).isEmpty();
        assertThat(asha.resume()).isEqualTo(Resumption.of(1));
        assertThat(asha.onResult(accuracy(1, 3, 0.5))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(1, 9, 0.5)))
                .isEqualTo(new Decision.Stop("training_iteration 9 reached maxT 9"));
    }

    @Test
    void should_cut_those_that_wait_in_vain_as_soon_as_that_is_known() {
        Scheduler asha = started(NINE, 4);
        for (int trial = 1; trial <= 3; trial++) {
            asha.onResult(accuracy(trial, 1, -trial));
        }
        asha.resume();
        asha.onLastTrialAdd();
        assertThat(asha.cuts()).as("the fourth trial may still come").isEmpty();
        asha.onTrialEnd(4, new TrialOutcome.Infeasible("no"));

        assertThat(asha.cuts())
                .containsExactly(
                        new Cut(2, "-2 at training_iteration 1, not among the best 1 of 3"),
                        new Cut(3, "-3 at training_iteration 1, not among the best 1 of 3"));
    }

    @Test
    void should_go_on_with_one_of_those_that_wait_when_everything_stands_still() {
        Scheduler asha = started(NINE, 2);
        asha.onResult(accuracy(1, 1, 0.5));
        asha.onResult(accuracy(2, 1, 0.4));
        asha.onStandstill();

        assertThat(asha.cuts()).extracting(Cut::trial).containsExactly(2);
        assertThat(asha.resume()).isEqualTo(Resumption.of(1));
    }

    @Test
    void should_forget_a_trial_that_ended_while_it_waited_and_still_rank_it() {
        Scheduler asha = started(NINE, 6);
        for (int trial = 1; trial <= 5; trial++) {
            asha.onResult(accuracy(trial, 1, trial == 1 ? 9 : 0));
            if (trial == 2) {
                asha.onTrialEnd(1, new TrialOutcome.Cancelled("by the user"));
            }
        }

        assertThat(asha.resume()).as("the best of five has ended").isNull();
        assertThat(asha.onResult(accuracy(6, 1, -1))).isInstanceOf(Decision.Pause.class);
        assertThat(asha.resume()).as("the second of six").isEqualTo(Resumption.of(2));
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity"})
    void should_stop_a_trial_without_a_finite_score_and_count_it(double value) {
        Scheduler asha = started(NINE, 3);
        asha.onResult(accuracy(1, 1, 0.5));

        assertThat(asha.onResult(accuracy(2, 1, value)))
                .isEqualTo(new Decision.Stop(value + " at training_iteration 1 is no finite score"));
        asha.onResult(accuracy(3, 1, 0.4));
        assertThat(asha.resume()).isEqualTo(Resumption.of(1));
    }

    @Test
    void should_wait_at_the_last_rung_too_where_trials_go_on_after_it() {
        Scheduler asha = started(NINE.stopLastTrials(false), 3);

        assertThat(asha.onResult(accuracy(1, 9, 0.5))).isInstanceOf(Decision.Pause.class);
        assertThat(asha.onResult(accuracy(2, 9, 0.5))).isInstanceOf(Decision.Pause.class);
        assertThat(asha.onResult(accuracy(3, 10, 0.6))).isEqualTo(Decision.ADVANCE);
        assertThat(asha.onResult(accuracy(3, 99, 0.6))).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_spend_a_third_of_the_trials_on_each_rung_in_a_long_study() {
        // GIVEN trials of a fixed quality, in random order
        Scheduler asha = create(NINE.maxT(27), Mode.MAX);
        Random random = new Random(5);
        double[] quality = random.doubles(2001).toArray();

        // WHEN eight run at a time
        Map<Integer, Integer> lengths =
                new ScheduledRun(asha, 2000, 8, 1, 0, (trial, iteration) -> quality[trial]).run();

        // THEN about a third goes on from each rung, and the best is trained to its end
        assertThat(share(lengths, 3)).isCloseTo(1.0 / 3, within(0.02));
        assertThat(share(lengths, 9)).isCloseTo(1.0 / 9, within(0.02));
        assertThat(share(lengths, 27)).isCloseTo(1.0 / 27, within(0.01));
        int best = 1;
        for (int trial = 2; trial <= 2000; trial++) {
            best = quality[trial] > quality[best] ? trial : best;
        }
        assertThat(lengths).containsEntry(best, 27);
    }

    private static double share(Map<Integer, Integer> lengths, int least) {
        return (double) lengths.values().stream()
                        .filter(length -> length >= least)
                        .count()
                / lengths.size();
    }

    @Test
    void should_leave_no_trial_waiting_whatever_happens_and_decide_the_same_in_every_run() {
        for (int seed = 0; seed < 300; seed++) {
            assertThat(randomRun(seed)).isEqualTo(randomRun(seed));
        }
    }

    private static List<String> randomRun(int seed) {
        Random random = new Random(seed);
        AshaSettings settings = NINE.maxT(4 + random.nextInt(40))
                .reductionFactor(2 + random.nextInt(3))
                .brackets(1 + random.nextInt(2))
                .stopLastTrials(true);
        Mode mode = random.nextBoolean() ? Mode.MAX : Mode.MIN;
        Scheduler scheduler = seed % 2 == 0
                ? create(settings, mode)
                : Schedulers.pasha(
                                PashaSettings.DEFAULT.maxT(settings.maxT()).reductionFactor(settings.reductionFactor()))
                        .create(context(mode));
        ScheduledRun run = new ScheduledRun(
                scheduler,
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
    void should_take_the_variant_from_the_annotation() throws NoSuchMethodException {
        Asha annotation = Annotated.class.getDeclaredMethod("annotated").getAnnotation(Asha.class);
        Scheduler asha = new AshaFactory().create(annotation, context(Mode.MAX));
        asha.onTrialAdd(1, Config.empty());

        assertThat(asha.onResult(accuracy(1, 1, 0.5))).isInstanceOf(Decision.Pause.class);
        assertThat(asha.name()).isEqualTo("ASHA");
    }

    private static final class Annotated {
        @Asha(variant = AshaVariant.PROMOTION, brackets = 1)
        void annotated() {}
    }

    private static Scheduler started(AshaSettings settings, int trials) {
        Scheduler asha = create(settings, Mode.MAX);
        for (int trial = 1; trial <= trials; trial++) {
            asha.onTrialAdd(trial, Config.empty());
        }
        return asha;
    }

    private static Scheduler create(AshaSettings settings, Mode mode) {
        return Schedulers.asha(settings).create(context(mode));
    }

    private static ScheduleContext context(Mode mode) {
        return new ScheduleContext(List.of(Objective.of("accuracy", mode)), 1);
    }

    private static Reported accuracy(int trial, int iteration, double value) {
        return Reported.of(trial, iteration, "accuracy", value);
    }
}
