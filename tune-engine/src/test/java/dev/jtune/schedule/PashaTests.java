package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.schedule.Scheduler.Decision;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PashaTests {
    @Test
    void should_train_no_trial_beyond_the_second_rung_where_early_results_tell_the_best() {
        // GIVEN trials whose order never changes
        double[] quality = new Random(1).doubles(101).toArray();

        // WHEN a hundred of them may run for 100 iterations
        Map<Integer, Integer> lengths = run(100, (trial, iteration) -> quality[trial] + iteration / 100.0);

        // THEN none runs for more than 3
        assertThat(lengths.values()).containsOnly(1, 3);
    }

    @Test
    void should_train_to_the_end_where_the_order_changes_at_each_rung() {
        // GIVEN trials that are as good at one rung as they were bad at the one before
        Map<Integer, Integer> lengths = run(400, (trial, iteration) -> rung(iteration) % 2 == 0 ? trial : -trial);

        assertThat(lengths.values()).contains(100);
    }

    private static int rung(int iteration) {
        return iteration < 3 ? 0 : iteration < 9 ? 1 : iteration < 27 ? 2 : iteration < 81 ? 3 : 4;
    }

    @Test
    void should_put_no_weight_on_an_order_that_is_noise() {
        // GIVEN a ceiling at the second of five rungs, and two trials whose curves cross and cross back, 0.1 apart at
        // the end
        RankingCeiling ceiling = new RankingCeiling(5);
        ceiling.onArrival(0.5, 0.5, curve(0.6, 0.5, 0.5));
        ceiling.onArrival(0.6, 0.6, curve(0.7, 0.4, 0.6));
        assertThat(ceiling.epsilon()).isCloseTo(0.1, within(1e-12));

        // WHEN a third one changes its place with the first, which is 0.05 away
        ceiling.onArrival(0.55, 0.45, curve(0.56, 0.55, 0.45));

        // THEN that is no reason to train longer
        assertThat(ceiling.height()).isEqualTo(1);
    }

    @Test
    void should_rise_where_the_order_changes_by_more_than_noise() {
        RankingCeiling ceiling = new RankingCeiling(3);
        ceiling.onArrival(0.5, 0.5, curve(0.5, 0.5));
        assertThat(ceiling.height()).isEqualTo(1);
        ceiling.onArrival(0.6, 0.4, curve(0.6, 0.4));
        assertThat(ceiling.height()).isEqualTo(2);
        ceiling.onArrival(0.5, 0.5, curve(0.5, 0.5));
        ceiling.onArrival(0.6, 0.4, curve(0.6, 0.4));
        assertThat(ceiling.height()).as("no ceiling any more").isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void should_tell_noise_from_a_change_of_order() {
        assertThat(curve(1, 2, 1).noise(curve(2, 1, 1.5)))
                .as("crossed and back")
                .isEqualTo(0.5);
        assertThat(curve(1, 1, 3).noise(curve(2, 2, 2))).as("crossed once").isNaN();
        assertThat(curve(1, 1, 1).noise(curve(2, 2, 2))).as("never crossed").isNaN();
        assertThat(curve(1, 1, 1).noise(curve(1, 1, 1))).as("equal").isNaN();
        assertThat(curve(1, 3, 1, 9).noise(curve(2, 2, 2)))
                .as("at the last result of both")
                .isEqualTo(1);
        assertThat(curve(2, 1, 2).noise(curve(1, 1, 1))).as("touched").isNaN();
        assertThat(curve(1, 0, 2).noise(curve(1, 1, 1))).as("equal at first").isNaN();
        assertThat(curve(2, 0, 1).noise(curve(1, 1, 1))).as("equal at last").isNaN();
        assertThat(curve().noise(curve(1))).isNaN();
    }

    @Test
    void should_take_its_settings_from_the_annotation() throws NoSuchMethodException {
        Pasha annotation = Annotated.class.getDeclaredMethod("annotated").getAnnotation(Pasha.class);
        Scheduler pasha = new PashaFactory().create(annotation, context());
        pasha.onTrialAdd(1, Config.empty());

        assertThat(pasha.onResult(Reported.of(1, 1, "accuracy", 0.5).with("epoch", 1)))
                .isEqualTo(Decision.CONTINUE);
        assertThat(pasha.onResult(Reported.of(1, 1, "accuracy", 0.5).with("epoch", 2)))
                .isInstanceOf(Decision.Pause.class);
        assertThat(pasha.onResult(Reported.of(1, 1, "accuracy", 0.5).with("epoch", 50)))
                .as("it waits")
                .isInstanceOf(Decision.Pause.class);
        assertThat(pasha.name()).isEqualTo("PASHA");
    }

    private static final class Annotated {
        @Pasha(maxT = 50, gracePeriod = 2, reductionFactor = 4, timeAttr = "epoch")
        void annotated() {}
    }

    private static Map<Integer, Integer> run(int trials, ScheduledRun.Curve curve) {
        Scheduler pasha = Schedulers.pasha(PashaSettings.DEFAULT).create(context());
        return new ScheduledRun(pasha, trials, 4, 1, 0, curve).run();
    }

    private static ScheduleContext context() {
        return new ScheduleContext(List.of(Objective.of("accuracy", Mode.MAX)), 1);
    }

    private static Curve curve(double... losses) {
        Curve curve = new Curve();
        for (double loss : losses) {
            curve.add(loss);
        }
        return curve;
    }
}
