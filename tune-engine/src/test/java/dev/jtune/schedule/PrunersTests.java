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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Percentile, patience and threshold pruning; their decisions are those of Optuna's pruners of these names. */
class PrunersTests {
    private static final PercentilePruningSettings AT_ONCE = PercentilePruningSettings.DEFAULT.startupTrials(0);

    @ParameterizedTest
    @CsvSource({"50, 0.3", "25, 0.4", "0, 0.5", "100, 0.1", "12.5, 0.45"})
    void should_stop_below_the_interpolated_percentile_of_complete_trials(double percentile, double cutOff) {
        // GIVEN trials that are complete with 0.1, 0.2, 0.3, 0.4 and 0.5
        Scheduler scheduler = started(Schedulers.percentilePruning(AT_ONCE.percentile(percentile)), Mode.MAX, 7);
        for (int trial = 1; trial <= 5; trial++) {
            scheduler.onResult(at(trial, 1, trial / 10.0));
            scheduler.onTrialEnd(trial, new TrialOutcome.Completed());
        }

        // WHEN one comes with the cut-off, and one with a little less
        Decision equal = scheduler.onResult(at(6, 1, cutOff + 1e-12));
        Decision less = scheduler.onResult(at(7, 1, cutOff - 1e-9));

        // THEN the latter ends
        assertThat(equal).isEqualTo(Decision.CONTINUE);
        assertThat(less).isInstanceOf(Decision.Stop.class);
    }

    @Test
    void should_count_as_complete_what_ended_by_itself_or_met_a_stop_condition() {
        Scheduler scheduler =
                started(Schedulers.percentilePruning(PercentilePruningSettings.DEFAULT.startupTrials(2)), Mode.MIN, 5);
        scheduler.onResult(at(1, 1, 0.5));
        scheduler.onTrialEnd(1, new TrialOutcome.Completed());
        scheduler.onResult(at(2, 1, 0.9));
        scheduler.onTrialEnd(2, new TrialOutcome.Stopped("percentile pruning", "behind"));
        scheduler.onTrialEnd(3, new TrialOutcome.Cancelled("over"));

        assertThat(scheduler.onResult(at(4, 1, 0.8))).isEqualTo(Decision.CONTINUE);
        scheduler.onTrialEnd(4, new TrialOutcome.Stopped("stop", "training_iteration >= 1"));
        assertThat(scheduler.onResult(at(5, 1, 0.7)))
                .isEqualTo(new Decision.Stop(
                        "best 0.7 until training_iteration 1, percentile 50 of 2 complete trials 0.65"));
    }

    @Test
    void should_compare_the_best_value_so_far_with_others_at_the_same_step() {
        Scheduler scheduler = started(Schedulers.percentilePruning(AT_ONCE), Mode.MAX, 2);
        scheduler.onResult(at(1, 1, 0.9));
        scheduler.onResult(at(1, 2, 0.5));
        scheduler.onTrialEnd(1, new TrialOutcome.Completed());

        assertThat(scheduler.onResult(at(2, 1, 0.9))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(2, 2, 0.1))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(2, 3, 0.1))).as("nobody was there").isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_want_as_many_values_at_the_step_as_asked_for() {
        Scheduler scheduler = started(Schedulers.percentilePruning(AT_ONCE.minTrials(2)), Mode.MAX, 3);
        scheduler.onResult(at(1, 1, 0.9));
        scheduler.onTrialEnd(1, new TrialOutcome.Completed());

        assertThat(scheduler.onResult(at(2, 1, 0.1))).isEqualTo(Decision.CONTINUE);
        scheduler.onTrialEnd(2, new TrialOutcome.Completed());
        assertThat(scheduler.onResult(at(3, 1, 0.2))).isInstanceOf(Decision.Stop.class);
    }

    @Test
    void should_stop_a_trial_without_a_finite_value() {
        Scheduler scheduler = started(Schedulers.percentilePruning(AT_ONCE), Mode.MAX, 2);
        scheduler.onTrialEnd(1, new TrialOutcome.Completed());

        assertThat(scheduler.onResult(at(2, 1, Double.NaN)))
                .isEqualTo(new Decision.Stop("no finite accuracy until training_iteration 1"));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 2, '1 2 3 4 5 6', '3 5'",
        "0, 1, '1 2 3', '1 2 3'",
        "3, 4, '2 5 6 7 12 13', '5 7 12'",
        "2, 3, '1 1.5 2.5 4.9 5', '2.5 5'"
    })
    void should_look_at_the_first_step_of_each_interval_after_the_warm_up(
            long warmup, long interval, String steps, String expected) {
        CheckSteps checks = new CheckSteps(warmup, interval);
        StringBuilder looked = new StringBuilder();
        double before = Double.NEGATIVE_INFINITY;
        for (String text : steps.split(" ")) {
            double step = Double.parseDouble(text);
            if (checks.isDue(before, step)) {
                looked.append(' ').append(text);
            }
            before = step;
        }

        assertThat(looked.toString().strip()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, '0.5 0.5 0.4', 3",
        "2, 0, '0.1 0.5 0.4 0.3 0.2 0.1', 5",
        "2, 0, '0.5 0.4 0.3 0.5 0.4 0.4 0.4', 7",
        "1, 0.1, '0.5 0.45 0.45 0.45 0.3 0.3', 6",
        "2, 0, '0.5 0.5 0.5 0.5 0.5 0.5', 0",
        "1, 0, '0.5 NaN NaN', 3",
        "1, 0, 'NaN NaN NaN NaN', 0"
    })
    void should_stop_when_no_result_of_the_last_ones_comes_up_to_the_best_before(
            int patience, double minDelta, String values, int stopsAt) {
        Scheduler scheduler = started(Schedulers.patience(new PatienceSettings(patience, minDelta)), Mode.MAX, 1);
        int stopped = 0;
        int iteration = 0;
        for (String value : values.split(" ")) {
            iteration++;
            Decision decision = scheduler.onResult(at(1, iteration, Double.parseDouble(value)));
            if (stopped == 0 && decision instanceof Decision.Stop) {
                stopped = iteration;
            }
        }

        assertThat(stopped).isEqualTo(stopsAt);
    }

    @Test
    void should_tell_what_patience_saw() {
        Scheduler scheduler = started(Schedulers.patience(new PatienceSettings(1, 0)), Mode.MIN, 1);
        scheduler.onResult(at(1, 1, 0.5));
        scheduler.onResult(at(1, 2, 0.7));

        assertThat(scheduler.onResult(at(1, 3, 0.6)))
                .isEqualTo(new Decision.Stop("best accuracy of the last 2 results 0.6, before them 0.5"));
        assertThat(scheduler.comparesTrials()).isFalse();
    }

    @Test
    void should_let_another_scheduler_stop_only_where_patience_is_at_its_end() {
        // GIVEN patience round a scheduler that ends everything
        Scheduler scheduler = started(
                Schedulers.patience(new PatienceSettings(0, 0), context -> result -> new Decision.Stop("as said")),
                Mode.MAX,
                1);

        // WHEN a trial gets better, and then worse
        Decision better = scheduler.onResult(at(1, 1, 0.5));
        Decision worse = scheduler.onResult(at(1, 2, 0.4));

        // THEN it is ended by the other's reason
        assertThat(better).isEqualTo(Decision.CONTINUE);
        assertThat(worse).isEqualTo(new Decision.Stop("as said"));
    }

    @Test
    void should_pass_other_decisions_through() {
        Decision pause = new Decision.Pause("wait");
        Scheduler.Cut cut = new Scheduler.Cut(3, "behind");
        Scheduler base = new Scheduler() {
            @Override
            public Decision onResult(dev.jtune.Result result) {
                return pause;
            }

            @Override
            public List<Cut> cuts() {
                return List.of(cut);
            }

            @Override
            public Resumption resume() {
                return Resumption.of(2);
            }
        };
        Scheduler scheduler = started(Schedulers.patience(new PatienceSettings(9, 0), context -> base), Mode.MAX, 1);

        assertThat(scheduler.onResult(at(1, 1, 0.5))).isEqualTo(pause);
        assertThat(scheduler.cuts()).containsExactly(cut);
        assertThat(scheduler.resume()).isEqualTo(Scheduler.Resumption.of(2));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void should_stop_a_trial_that_leaves_its_bounds(Mode mode) {
        Scheduler scheduler = started(
                Schedulers.thresholdPruning(
                        ThresholdPruningSettings.DEFAULT.lower(0.2).upper(0.8)),
                mode,
                1);

        assertThat(scheduler.onResult(at(1, 1, 0.2))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(1, 2, 0.8))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(1, 3, 0.1)))
                .isEqualTo(new Decision.Stop("0.1 at training_iteration 3 is below 0.2"));
        assertThat(scheduler.onResult(at(1, 4, 0.80001)))
                .isEqualTo(new Decision.Stop("0.80001 at training_iteration 4 is above 0.8"));
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void should_stop_a_trial_whose_value_is_not_finite_after_the_warm_up(double value) {
        Scheduler scheduler =
                started(Schedulers.thresholdPruning(ThresholdPruningSettings.DEFAULT.warmupSteps(2)), Mode.MIN, 1);

        assertThat(scheduler.onResult(at(1, 1, value))).isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(at(1, 2, value)))
                .isEqualTo(new Decision.Stop(value + " at training_iteration 2 is not finite"));
    }

    @Test
    void should_list_all_settings_that_are_out_of_their_bounds() {
        assertRefused(Schedulers.percentilePruning(new PercentilePruningSettings(101, -1, -1, 0, 0, "")), """
                TUNE-481 percentile pruning: percentile must be from 0 to 100, was 101.0
                TUNE-481 percentile pruning: startupTrials must be at least 0, was -1
                TUNE-481 percentile pruning: minTrials must be at least 1, was 0
                TUNE-481 percentile pruning: warmupSteps must be at least 0, was -1
                TUNE-481 percentile pruning: intervalSteps must be at least 1, was 0
                TUNE-481 percentile pruning: timeAttr must be the name of a metric, was blank""");
        assertRefused(Schedulers.patience(new PatienceSettings(-1, Double.NaN)), """
                TUNE-482 patience: patience must be at least 0, was -1
                TUNE-482 patience: minDelta must be a finite number of at least 0, was NaN""");
        assertRefused(Schedulers.thresholdPruning(new ThresholdPruningSettings(2, 1, 0, 1, "epoch")), """
                TUNE-483 threshold pruning: lower must be at most upper, was 2.0 with an upper of 1.0""");
    }

    private static void assertRefused(SchedulerProvider provider, String message) {
        assertThatThrownBy(() -> started(provider, Mode.MAX, 1))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessage(message);
    }

    private static Scheduler started(SchedulerProvider provider, Mode mode, int trials) {
        Scheduler scheduler = provider.create(new ScheduleContext(List.of(Objective.of("accuracy", mode)), 1));
        for (int trial = 1; trial <= trials; trial++) {
            scheduler.onTrialAdd(trial, Config.empty());
        }
        return scheduler;
    }

    private static Reported at(int trial, int iteration, double value) {
        return Reported.of(trial, iteration, "accuracy", value);
    }
}
