package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.schedule.Scheduler.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilcoxonPruningSchedulerTests {

    /** The expected values are those of {@code scipy.stats.wilcoxon(d, alternative="greater", zero_method="zsplit")}. */
    @ParameterizedTest
    @CsvSource({
        "1 2 3 4, 0.0625",
        "-1 2 3 4, 0.125",
        "1 -2 3 4 5, 0.09375",
        "-0.5 -0.2 0.1, 0.875",
        "0.3 0.1 -0.2 0.5 0.8 -0.4 0.7, 0.109375",
        "1 1 1 1, 0.0625",
        "0 1 2 3, 0.125",
        "0 0 1 1 -1, 0.5",
        "0 0, 1",
        "Infinity Infinity 1 1, 0.0625"
    })
    void should_test_signed_ranks_exactly(String differences, double expected) {
        double[] values = Arrays.stream(differences.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();

        assertThat(SignedRanks.probability(values)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void should_test_many_differences_as_scipy_does() {
        double[] fifty = everyThirdNegative(50, i -> i);
        double[] sixty = everyThirdNegative(60, i -> i);
        double[] tied = everyThirdNegative(60, i -> i <= 2 ? 0 : Math.ceil(i / 4.0));

        assertThat(SignedRanks.probability(fifty)).isCloseTo(0.01308348408559823, within(1e-12));
        assertThat(SignedRanks.probability(sixty)).isCloseTo(0.017950061607939057, within(1e-12));
        assertThat(SignedRanks.probability(tied)).isCloseTo(0.018732802402360842, within(1e-12));
    }

    private static double[] everyThirdNegative(int count, java.util.function.IntToDoubleFunction size) {
        return IntStream.rangeClosed(1, count)
                .mapToDouble(i -> i % 3 == 0 ? -size.applyAsDouble(i) : size.applyAsDouble(i))
                .toArray();
    }

    @Test
    void should_stop_a_trial_that_is_worse_on_four_instances_in_a_row() {
        Scheduler scheduler = started(Mode.MIN, 2);
        complete(scheduler, 1, 1, 2, 3, 4, 5);

        assertThat(scheduler.onResult(at(2, 1, 1.1))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(2, 2, 2.2))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(2, 3, 3.3))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(2, 4, 4.4)))
                .as("its mean, over the first four, is still better than that over all five")
                .isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(2, 5, 5.5)))
                .isEqualTo(new Decision.Stop("worse than trial 1 on 5 instances, p 0.03125"));
    }

    @Test
    void should_compare_by_instance_whatever_the_order() {
        Scheduler scheduler = started(Mode.MAX, 2);
        complete(scheduler, 1, 5, 4, 3, 2);

        scheduler.onResult(at(2, 4, 1));
        scheduler.onResult(at(2, 3, 2));
        scheduler.onResult(at(2, 2, 3));
        scheduler.onResult(at(2, 9, 0));
        assertThat(scheduler.onResult(at(2, 1, 4)))
                .isEqualTo(new Decision.Stop("worse than trial 1 on 4 instances, p 0.0625"));
    }

    @Test
    void should_compare_with_the_best_mean_of_complete_trials() {
        Scheduler scheduler = started(Mode.MIN, 5);
        complete(scheduler, 1, 9, 9, 9, 9);
        complete(scheduler, 2, 1, 1, 1, 1);
        complete(scheduler, 3, 5, 5, 5, 5);
        for (int instance = 1; instance <= 4; instance++) {
            scheduler.onResult(at(4, instance, 0));
        }
        scheduler.onTrialEnd(4, new TrialOutcome.Stopped("Wilcoxon pruning", "worse"));

        Decision decision = null;
        for (int instance = 1; instance <= 4; instance++) {
            decision = scheduler.onResult(at(5, instance, 2));
        }
        assertThat(decision).isEqualTo(new Decision.Stop("worse than trial 2 on 4 instances, p 0.0625"));
    }

    @Test
    void should_take_a_trial_that_a_stop_condition_ended_for_a_complete_one() {
        Scheduler scheduler = started(Mode.MIN, 3);
        complete(scheduler, 1, 5, 5, 5, 5);
        for (int instance = 1; instance <= 4; instance++) {
            scheduler.onResult(at(2, instance, 1));
        }
        scheduler.onTrialEnd(2, new TrialOutcome.Stopped("stop condition", "cost <= 1"));

        assertThat(lastOf(scheduler, 3, 2, 2, 2, 2))
                .isEqualTo(new Decision.Stop("worse than trial 2 on 4 instances, p 0.0625"));
    }

    @Test
    void should_keep_to_the_first_of_two_trials_as_good() {
        Scheduler scheduler = started(Mode.MIN, 3);
        complete(scheduler, 1, 1, 1, 1, 1);
        complete(scheduler, 2, 1, 1, 1, 1);

        assertThat(lastOf(scheduler, 3, 2, 2, 2, 2))
                .isEqualTo(new Decision.Stop("worse than trial 1 on 4 instances, p 0.0625"));
    }

    @Test
    void should_compare_means_however_many_instances_a_trial_saw() {
        Scheduler scheduler = started(Mode.MAX, 3);
        complete(scheduler, 1, 3, 3, 3, 3);
        complete(scheduler, 2, 2, 2, 2, 2, 2, 2, 2);

        assertThat(lastOf(scheduler, 3, 1, 1, 1, 1))
                .isEqualTo(new Decision.Stop("worse than trial 1 on 4 instances, p 0.0625"));
    }

    /** A p of 0.25 on two instances, and 0.125 on three: below means below, and the start counts. */
    @ParameterizedTest
    @CsvSource({"0.25, 0, false", "0.26, 0, true", "0.26, 2, true", "0.26, 3, false"})
    void should_stop_below_the_threshold_and_from_the_last_step_of_the_start(
            double threshold, int startupSteps, boolean stops) {
        Scheduler scheduler = Schedulers.wilcoxonPruning(
                        new WilcoxonPruningSettings(threshold, startupSteps, "problem"))
                .create(new ScheduleContext(List.of(Objective.of("cost", Mode.MIN)), 1));
        scheduler.onTrialAdd(1, Config.empty());
        scheduler.onTrialAdd(2, Config.empty());
        complete(scheduler, 1, 1, 1, 1);

        assertThat(lastOf(scheduler, 2, 2, 2)).matches(decision -> decision instanceof Decision.Stop == stops);
    }

    @Test
    void should_rank_values_that_are_not_finite_worst() {
        Scheduler scheduler = started(Mode.MIN, 3);
        complete(scheduler, 1, Double.NaN, 1, 1, 1);
        complete(scheduler, 2, 2, 2, 2, 2);

        Decision decision = null;
        for (int instance = 1; instance <= 4; instance++) {
            decision = scheduler.onResult(at(3, instance, Double.NaN));
        }
        assertThat(decision).isEqualTo(new Decision.Stop("worse than trial 2 on 4 instances, p 0.0625"));
    }

    @Test
    void should_list_all_settings_that_are_out_of_their_bounds() {
        assertThatThrownBy(() -> Schedulers.wilcoxonPruning(new WilcoxonPruningSettings(1.5, -1, ""))
                        .create(new ScheduleContext(List.of(Objective.of("cost", Mode.MIN)), 1)))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessage("""
                        TUNE-484 Wilcoxon pruning: pThreshold must be from 0 to 1, was 1.5
                        TUNE-484 Wilcoxon pruning: startupSteps must be at least 0, was -1
                        TUNE-484 Wilcoxon pruning: instance must be the name of a metric, was blank""");
    }

    private static Scheduler started(Mode mode, int trials) {
        Scheduler scheduler = Schedulers.wilcoxonPruning(WilcoxonPruningSettings.DEFAULT.instance("problem"))
                .create(new ScheduleContext(List.of(Objective.of("cost", mode)), 1));
        for (int trial = 1; trial <= trials; trial++) {
            scheduler.onTrialAdd(trial, Config.empty());
        }
        return scheduler;
    }

    private static void complete(Scheduler scheduler, int trial, double... values) {
        for (int i = 0; i < values.length; i++) {
            scheduler.onResult(at(trial, i + 1, values[i]));
        }
        scheduler.onTrialEnd(trial, new TrialOutcome.Completed());
    }

    /** Return what is decided at the last value of a trial. */
    private static Decision lastOf(Scheduler scheduler, int trial, double... values) {
        Decision decision = Decision.CONTINUE;
        for (int i = 0; i < values.length; i++) {
            decision = scheduler.onResult(at(trial, i + 1, values[i]));
        }
        return decision;
    }

    private static Reported at(int trial, int instance, double value) {
        return Reported.of(trial, 1, "cost", value).with("problem", instance);
    }
}
