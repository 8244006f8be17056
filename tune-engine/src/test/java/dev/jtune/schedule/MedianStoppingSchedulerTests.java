package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.schedule.Scheduler.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedianStoppingSchedulerTests {

    @Test
    void should_stop_a_trial_whose_best_is_below_the_median_of_the_means_of_the_others() {
        // GIVEN three trials with means 0.3, 0.4 and 0.6 over two iterations
        Scheduler scheduler = started(MedianStoppingSettings.DEFAULT, Mode.MAX, 5);
        curve(scheduler, 1, 0.2, 0.4);
        curve(scheduler, 2, 0.3, 0.5);
        curve(scheduler, 3, 0.5, 0.7);

        // WHEN two more come to the second iteration, whose last values are 0.1
        scheduler.onResult(at(4, 1, 0.4));
        Decision equal = scheduler.onResult(at(4, 2, 0.1));
        scheduler.onResult(at(5, 1, 0.31));
        Decision worse = scheduler.onResult(at(5, 2, 0.1));

        // THEN the one whose best equals the median goes on; 0.31 is below 0.35, that of 0.25, 0.3, 0.4 and 0.6
        assertThat(equal).isEqualTo(Decision.CONTINUE);
        assertThat(worse)
                .isEqualTo(new Decision.Stop("best 0.31 until training_iteration 2, median 0.35 of the means of 4"));
    }

    @Test
    void should_prefer_small_values_when_the_mode_is_min() {
        Scheduler scheduler = started(MedianStoppingSettings.DEFAULT, Mode.MIN, 5);
        curve(scheduler, 1, 1);
        curve(scheduler, 2, 2);
        curve(scheduler, 3, 3);

        assertThat(scheduler.onResult(at(4, 1, 2))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(5, 1, 2.5)))
                .isEqualTo(new Decision.Stop("best 2.5 until training_iteration 1, median 2 of the means of 4"));
    }

    @Test
    void should_compare_with_trials_only_that_came_as_far() {
        Scheduler scheduler = started(MedianStoppingSettings.DEFAULT, Mode.MAX, 4);
        curve(scheduler, 1, 0.9, 0.9);
        curve(scheduler, 2, 0.9, 0.9);
        curve(scheduler, 3, 0.9);

        assertThat(scheduler.onResult(at(4, 2, 0.1))).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_go_on_comparing_with_trials_that_ended() {
        Scheduler scheduler = started(MedianStoppingSettings.DEFAULT, Mode.MAX, 4);
        for (int trial = 1; trial <= 3; trial++) {
            curve(scheduler, trial, 0.9);
            scheduler.onTrialEnd(trial, new TrialOutcome.Completed());
        }

        assertThat(scheduler.onResult(at(4, 1, 0.1))).isInstanceOf(Decision.Stop.class);
    }

    @Test
    void should_take_means_from_the_grace_period_on_and_the_best_from_the_beginning() {
        // GIVEN three trials that began badly
        Scheduler scheduler = started(MedianStoppingSettings.DEFAULT.gracePeriod(3), Mode.MAX, 5);
        for (int trial = 1; trial <= 3; trial++) {
            curve(scheduler, trial, 0, 0, 0.5, 0.7);
        }

        // WHEN two others come to the fourth iteration, of which one was good at the first
        Decision early = scheduler.onResult(at(4, 2, 0.1));
        Decision bad = scheduler.onResult(at(4, 4, 0.1));
        scheduler.onResult(at(5, 1, 0.6));
        Decision good = scheduler.onResult(at(5, 4, 0.1));

        // THEN the means are 0.6
        assertThat(early).isEqualTo(Decision.CONTINUE);
        assertThat(bad)
                .isEqualTo(new Decision.Stop("best 0.1 until training_iteration 4, median 0.6 of the means of 3"));
        assertThat(good).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_judge_a_trial_with_other_times_at_the_levels_that_it_passes() {
        Scheduler scheduler = started(MedianStoppingSettings.DEFAULT, Mode.MAX, 4);
        for (int trial = 1; trial <= 3; trial++) {
            curve(scheduler, trial, 0.5, 0.9, 0.9);
        }

        assertThat(scheduler.onResult(at(4, 1.5, 0.6))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(4, 1.7, 0.6))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(4, 2.5, 0.6)))
                .isEqualTo(new Decision.Stop("best 0.6 until training_iteration 2.5, median 0.7 of the means of 3"));
    }

    @Test
    void should_leave_values_out_of_means_that_are_not_finite_and_rank_trials_without_a_finite_one_worst() {
        Scheduler scheduler = started(MedianStoppingSettings.DEFAULT, Mode.MAX, 6);
        curve(scheduler, 1, Double.NaN);
        curve(scheduler, 2, 0.5);
        curve(scheduler, 3, 0.7);

        Decision none = scheduler.onResult(at(4, 1, Double.POSITIVE_INFINITY));
        Decision some = scheduler.onResult(at(5, 1, 0.1));

        assertThat(none)
                .isEqualTo(
                        new Decision.Stop("best -Infinity until training_iteration 1, median 0.5 of the means of 3"));
        assertThat(some).as("of two without any, 0.5 and 0.7").isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_change_nothing_when_a_result_comes_late_or_lacks_the_metric_or_the_time() {
        Scheduler scheduler = started(MedianStoppingSettings.DEFAULT.timeAttr("epoch"), Mode.MAX, 4);
        for (int trial = 1; trial <= 3; trial++) {
            scheduler.onResult(at(trial, 1, 0.9).with("epoch", 5));
        }

        assertThat(scheduler.onResult(at(4, 1, 0.1))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(4, 1, 0.95).with("epoch", Double.NaN))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(4, 1, 0.1).with("epoch", 5)))
                .as("0.95 was its best")
                .isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(77, 1, 0.1).with("epoch", 5))).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_list_all_settings_that_are_out_of_their_bounds() {
        assertThatThrownBy(() -> started(new MedianStoppingSettings(-1, 0, " "), Mode.MAX, 1))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessage("""
                        TUNE-480 median stopping: gracePeriod must be at least 0, was -1
                        TUNE-480 median stopping: minSamples must be at least 1, was 0
                        TUNE-480 median stopping: timeAttr must be the name of a metric, was blank""");
    }

    private static Scheduler started(MedianStoppingSettings settings, Mode mode, int trials) {
        Scheduler scheduler = Schedulers.medianStopping(settings)
                .create(new ScheduleContext(List.of(Objective.of("accuracy", mode)), 1));
        for (int trial = 1; trial <= trials; trial++) {
            scheduler.onTrialAdd(trial, Config.empty());
        }
        return scheduler;
    }

    private static void curve(Scheduler scheduler, int trial, double... values) {
        for (int i = 0; i < values.length; i++) {
            scheduler.onResult(at(trial, i + 1, values[i]));
        }
    }

    private static Reported at(int trial, double time, double value) {
        return Reported.of(trial, (int) time, "accuracy", value).with("training_iteration", time);
    }
}
