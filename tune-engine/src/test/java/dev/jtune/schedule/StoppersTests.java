package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.search.Observation;
import dev.jtune.search.Searchers;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.SobolPoints;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import dev.jtune.tuner.Tuner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoppersTests {
    private static final ScheduleContext LOSS = new ScheduleContext(List.of(Objective.of("loss", Mode.MIN)), 1);

    @Nested
    class Conditions {
        @ParameterizedTest
        @CsvSource({
            "loss >= 2, 2, loss 2 >= 2",
            "loss >= 2, 1.9, ",
            "loss > 2, 2, ",
            "loss > 2, 2.00001, loss 2.00001 > 2",
            "loss <= 2, 2, loss 2 <= 2",
            "loss<=0.5, 0.25, loss 0.25 <= 0.5",
            "loss < 2, 2, ",
            "loss < 2, -3, loss -3 < 2",
            "loss == 0, 0, loss 0 == 0",
            "loss == 0, 0.1, ",
            "loss < 1e-3, 0.0005, loss 0.0005 < 0.001",
            "loss >= 1_000, 1000, loss 1000 >= 1000",
            "loss > 0, Infinity, loss Infinity > 0",
        })
        void should_compare_a_metric_with_a_number(String condition, double value, String reason) {
            assertThat(Stoppers.parse(condition).create(LOSS).stopTrial(loss(1, 1, value)))
                    .isEqualTo(reason);
        }

        @ParameterizedTest
        @CsvSource({"loss >= 0", "loss > 0", "loss <= 0", "loss < 0", "loss == 0"})
        void should_not_hold_for_a_value_that_is_no_number(String condition) {
            Stopper stopper = Stoppers.parse(condition).create(LOSS);

            assertThat(stopper.stopTrial(loss(1, 1, Double.NaN))).isNull();
            assertThat(stopper.stopTrial(Reported.of(1, 1, "accuracy", 1))).isNull();
            assertThat(stopper.stopTrial(loss(1, 1, 0).with("loss", "0"))).isNull();
        }

        @Test
        void should_need_all_comparisons_of_a_condition_and_one_of_several_conditions() {
            Stopper stopper = Stoppers.parse("loss > 10 and training_iteration >= 5", "eval/accuracy >= 0.98")
                    .create(LOSS);

            assertThat(stopper.stopTrial(loss(1, 4, 11))).isNull();
            assertThat(stopper.stopTrial(loss(1, 5, 10))).isNull();
            assertThat(stopper.stopTrial(loss(1, 5, 11))).isEqualTo("loss 11 > 10 and training_iteration 5 >= 5");
            assertThat(stopper.stopTrial(loss(1, 1, 0).with("eval/accuracy", 0.981)))
                    .isEqualTo("eval/accuracy 0.981 >= 0.98");
        }

        @Test
        void should_name_the_metrics_it_watches() {
            assertThat(Stoppers.parse("loss > 10 and training_iteration >= 5", "a/b == 1")
                            .create(LOSS)
                            .metrics())
                    .containsExactlyInAnyOrder("loss", "training_iteration", "a/b");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "loss|'loss' is not of the form: metric operator number",
                    "\"\"|'' is not of the form: metric operator number",
                    "loss >=|'loss >=' is not of the form: metric operator number",
                    ">= 3|'>= 3' is not of the form: metric operator number",
                    "my loss >= 3|'my loss >= 3' is not of the form: metric operator number",
                    "loss => 3|there is no operator '=>'",
                    "loss != 3|there is no operator '!='",
                    "loss = 3|there is no operator '='",
                    "loss >= three|'three' is not a finite number",
                    "loss >= NaN|'NaN' is not a finite number",
                    "loss >= Infinity|'Infinity' is not a finite number",
                    "loss >= 3 or loss < 1|'3 or loss < 1' is not a finite number",
                    "loss >= 3 and|'3 and' is not a finite number",
                    "loss >= 3 and x|'x' is not of the form: metric operator number",
                })
        void should_say_what_is_wrong_with_a_condition(String condition, String reason) {
            assertThatThrownBy(() -> Stoppers.parse(condition))
                    .isInstanceOf(InvalidDeclarationException.class)
                    .hasMessage(
                            "TUNE-445 stop \"" + condition + "\": " + reason
                                    + "; write it like \"accuracy >= 0.98 and training_iteration >= 5\", several texts where one of them is enough");
        }

        @Test
        void should_name_every_wrong_condition() {
            assertThatThrownBy(() -> Stoppers.parse("a", "loss > 1", "b"))
                    .isInstanceOfSatisfying(
                            InvalidDeclarationException.class,
                            e -> assertThat(e.problems()).hasSize(2));
        }
    }

    @Test
    void should_reach_a_goal_in_the_direction_of_the_study() {
        Stopper stopper =
                Stoppers.reaching(Map.of("loss", 0.1, "training_iteration", 5)).create(LOSS);

        assertThat(stopper.stopTrial(loss(1, 4, 0.2))).isNull();
        assertThat(stopper.stopTrial(loss(1, 4, 0.1))).isEqualTo("loss 0.1 <= 0.1");
        assertThat(stopper.stopTrial(loss(1, 5, 0.2))).isEqualTo("training_iteration 5 >= 5");
    }

    @Test
    void should_end_each_trial_at_its_sixth_result() {
        Stopper stopper = Stoppers.maxIterations(6).create(LOSS);

        assertThat(stopper.stopTrial(loss(1, 5, 1))).isNull();
        assertThat(stopper.stopTrial(loss(1, 6, 1))).isEqualTo("result 6 of at most 6");
        assertThat(stopper.stopTrial(loss(2, 5, 1))).isNull();
    }

    @Test
    void should_refuse_trials_without_an_iteration() {
        assertThatThrownBy(() -> Stoppers.maxIterations(0))
                .hasMessage(
                        "TUNE-446 max iterations: a trial has at least 1 iteration, was 0; leave it out to let trials run");
    }

    @Nested
    class TrialPlateaus {
        private final double[] series = {10, 11, 12, 20, 20, 20, 20, 20, 20, 25, 25, 25, 25, 25};

        @Test
        void should_stop_at_the_first_four_equal_results() {
            assertThat(stopAt(new TrialPlateauSettings(null, 0.01, 4, 4, Double.NaN, null)))
                    .isEqualTo(7);
        }

        @Test
        void should_wait_for_the_end_of_the_grace_period() {
            assertThat(stopAt(new TrialPlateauSettings(null, 0.01, 4, 9, Double.NaN, null)))
                    .isEqualTo(9);
        }

        @Test
        void should_wait_until_the_metric_is_as_good_as_the_threshold() {
            assertThat(stopAt(new TrialPlateauSettings(null, 0.01, 4, 4, 22, Mode.MAX)))
                    .isEqualTo(13);
            assertThat(stopAt(new TrialPlateauSettings(null, 0.01, 4, 4, 22, Mode.MIN)))
                    .isEqualTo(7);
            assertThat(stopAt(new TrialPlateauSettings(null, 0.01, 4, 4, 22, null)))
                    .as("the study minimises the metric")
                    .isEqualTo(7);
            assertThat(stopAt(new TrialPlateauSettings(null, 0.01, 4, 4, 0, Mode.MIN)))
                    .as("a threshold of 0 is one")
                    .isEqualTo(-1);
        }

        @Test
        void should_follow_each_trial_by_itself() {
            Stopper stopper =
                    Stoppers.trialPlateau(TrialPlateauSettings.DEFAULT).create(LOSS);
            for (int i = 1; i <= 3; i++) {
                stopper.stopTrial(loss(1, i, 1));
                stopper.stopTrial(loss(2, i, i));
            }

            assertThat(stopper.stopTrial(loss(2, 4, 1))).isNull();
            assertThat(stopper.stopTrial(loss(1, 4, 1))).isEqualTo("loss spread by 0 over its last 4 results");
        }

        @Test
        void should_not_take_values_that_are_no_number_for_a_plateau() {
            Stopper stopper =
                    Stoppers.trialPlateau(TrialPlateauSettings.DEFAULT).create(LOSS);

            for (int i = 1; i <= 10; i++) {
                assertThat(stopper.stopTrial(loss(1, i, Double.NaN))).isNull();
            }
        }

        @Test
        void should_name_all_wrong_settings_at_once() {
            TrialPlateauSettings wrong = new TrialPlateauSettings("accuracy", -1, 1, -1, 0, null);

            assertThatThrownBy(() -> Stoppers.trialPlateau(wrong).create(LOSS))
                    .hasMessage("TUNE-447 trial plateau: std must be a finite number of at least 0, was -1.0\n"
                            + "TUNE-447 trial plateau: numResults must be at least 2, was 1\n"
                            + "TUNE-447 trial plateau: gracePeriod must be at least 0, was -1\n"
                            + "TUNE-449 trial plateau: a threshold needs the direction in which accuracy is better;"
                            + " give mode, as the metric is none of the study's");
        }

        private int stopAt(TrialPlateauSettings settings) {
            Stopper stopper = Stoppers.trialPlateau(settings).create(LOSS);
            for (int i = 0; i < series.length; i++) {
                if (stopper.stopTrial(loss(1, i + 1, series[i])) != null) {
                    return i + 1;
                }
            }
            return -1;
        }
    }

    @Nested
    class StudyPlateaus {
        @Test
        void should_end_the_study_when_the_best_values_are_equal() {
            assertThat(answers(new StudyPlateauSettings(0.001, 3, 0), 0, 0, 0))
                    .containsExactly(null, null, "the best 3 values of loss spread by 0");
        }

        @Test
        void should_wait_for_as_many_results_as_its_patience() {
            assertThat(answers(new StudyPlateauSettings(0.001, 3, 2), 0, 0, 0, 0))
                    .containsExactly(null, null, null, "the best 3 values of loss spread by 0");
        }

        @Test
        void should_start_to_count_again_when_a_better_value_comes() {
            assertThat(answers(new StudyPlateauSettings(0.001, 2, 2), 5, 5, 1, 1, 9))
                    .containsExactly(null, null, null, null, "the best 2 values of loss spread by 0");
        }

        @Test
        void should_leave_out_values_that_are_not_finite() {
            assertThat(answers(
                            new StudyPlateauSettings(0.001, 2, 0), Double.NaN, Double.NEGATIVE_INFINITY, 0, Double.NaN))
                    .containsOnlyNulls();
        }

        @Test
        void should_name_all_wrong_settings_at_once() {
            assertThatThrownBy(() -> Stoppers.studyPlateau(new StudyPlateauSettings(Double.NaN, 1, -1))
                            .create(LOSS))
                    .hasMessage("TUNE-448 study plateau: std must be a finite number of at least 0, was NaN\n"
                            + "TUNE-448 study plateau: top must be at least 2, was 1\n"
                            + "TUNE-448 study plateau: patience must be at least 0, was -1");
        }

        private static List<String> answers(StudyPlateauSettings settings, double... values) {
            Stopper stopper = Stoppers.studyPlateau(settings).create(LOSS);
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                assertThat(stopper.stopTrial(loss(i + 1, 1, values[i]))).isNull();
                answers.add(stopper.stopStudy());
            }
            return answers;
        }
    }

    @Nested
    class StudyTargets {
        @Test
        void should_end_the_study_once_a_trial_ended_with_a_score_as_good_as_the_target() {
            Stopper stopper = Stoppers.studyTarget(0.5).create(LOSS);

            assertThat(after(stopper, ended(1, 0.51))).isNull();
            assertThat(after(stopper, ended(2, Double.NaN))).isNull();
            assertThat(after(stopper, ended(3, Double.NEGATIVE_INFINITY))).isNull();
            assertThat(after(stopper, ended(4, 0.5))).isEqualTo("loss 0.5 of trial 4 is as good as 0.5");
            assertThat(after(stopper, ended(5, 0.1))).isEqualTo("loss 0.5 of trial 4 is as good as 0.5");
        }

        @Test
        void should_follow_the_direction_of_the_study() {
            Stopper stopper = Stoppers.studyTarget(0.9)
                    .create(new ScheduleContext(List.of(Objective.of("accuracy", Mode.MAX)), 1));

            assertThat(after(stopper, ended(1, 0.89))).isNull();
            assertThat(after(stopper, ended(2, 0.95))).isEqualTo("accuracy 0.95 of trial 2 is as good as 0.9");
        }

        @Test
        void should_not_count_a_trial_that_failed_was_cancelled_or_breaks_constraints() {
            Stopper stopper = Stoppers.studyTarget(0.5).create(LOSS);

            assertThat(after(stopper, ended(1, 0, new TrialOutcome.Failed(new IllegalStateException(), false), 0)))
                    .isNull();
            assertThat(after(stopper, ended(2, 0, new TrialOutcome.Cancelled("over"), 0)))
                    .isNull();
            assertThat(after(stopper, ended(3, 0, new TrialOutcome.Completed(), 0.1)))
                    .isNull();
            assertThat(after(stopper, ended(4, 0, new TrialOutcome.Stopped("ASHA", "rung"), 0)))
                    .isNotNull();
        }

        @Test
        void should_refuse_a_target_that_is_no_number() {
            assertThatThrownBy(() -> Stoppers.studyTarget(Double.NaN))
                    .isInstanceOf(InvalidDeclarationException.class)
                    .hasMessage("TUNE-444 study target: the target must be a number, was NaN");
        }
    }

    @Nested
    class StudyStagnations {
        @Test
        void should_end_the_study_after_so_many_trials_without_a_better_one() {
            Stopper stopper = Stoppers.studyStagnation(3).create(LOSS);

            assertThat(after(stopper, ended(1, 5), ended(2, 6), ended(3, 4), ended(4, 4), ended(5, Double.NaN)))
                    .isNull();
            assertThat(after(stopper, ended(6, 9)))
                    .isEqualTo("3 trials ended since trial 3, the best with loss 4, and none was better");
        }

        @Test
        void should_not_end_a_study_in_which_no_trial_has_a_score_yet() {
            Stopper stopper = Stoppers.studyStagnation(2).create(LOSS);

            assertThat(after(stopper, ended(1, Double.NaN), ended(2, Double.NaN), ended(3, Double.NaN), ended(4, 7)))
                    .isNull();
            assertThat(after(stopper, ended(5, 8), ended(6, 8))).isNotNull();
        }

        @Test
        void should_wait_for_30_trials_or_a_fifth_of_the_study() {
            assertThat(trialsUntilTheEnd(100)).isEqualTo(31);
            assertThat(trialsUntilTheEnd(500)).isEqualTo(101);
        }

        private static int trialsUntilTheEnd(int numSamples) {
            Stopper stopper = Stoppers.studyStagnation()
                    .create(new ScheduleContext(
                            LOSS.objectives(), 1, ParamSpace.parse("x = uniform(0, 1)"), numSamples));
            int trial = 1;
            while (after(stopper, ended(trial, trial)) == null) {
                trial++;
            }
            return trial;
        }

        @Test
        void should_refuse_no_patience() {
            assertThatThrownBy(() -> Stoppers.studyStagnation(0))
                    .hasMessage("TUNE-444 study stagnation: trials must be at least 1, was 0");
        }
    }

    @Nested
    class StudyRegrets {
        private static final ParamSpace SQUARE = ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)");
        private static final UnitCube CUBE = UnitCube.of(SQUARE);
        private static final SobolPoints POINTS = SobolPoints.plain(2);

        @Test
        void should_end_the_study_once_a_smooth_valley_is_known() {
            int loose = trialsUntilTheEnd(0.1, StudyRegrets::valley);
            int strict = trialsUntilTheEnd(0.02, StudyRegrets::valley);

            assertThat(loose).isBetween(20, 60);
            assertThat(strict).isBetween(loose + 1, 130);
        }

        @Test
        void should_not_end_a_study_that_has_much_to_gain() {
            assertThat(trialsUntilTheEnd(0.01, StudyRegrets::rough)).isEqualTo(131);
        }

        @Test
        void should_end_the_study_when_only_noise_is_left_to_gain() {
            int end = trialsUntilTheEnd(0, point -> valley(point) + 3 * noise(point));

            assertThat(end).isBetween(20, 130);
        }

        @Test
        void should_go_on_where_there_is_no_model() {
            assertThat(trialsUntilTheEnd(0.01, point -> Double.NaN)).isEqualTo(131);
        }

        @Test
        void should_refuse_a_negative_bound() {
            assertThatThrownBy(() -> Stoppers.studyRegret(-1))
                    .hasMessage("TUNE-444 study regret: bound must be a finite number of at least 0, was -1.0");
        }

        @Test
        void should_say_how_much_is_left_to_gain() {
            assertThat(reason(0.1, StudyRegrets::valley))
                    .matches("at most 0\\.0\\d+ of loss can be gained, the bound is 0\\.1");
            assertThat(reason(0, point -> valley(point) + 3 * noise(point)))
                    .matches("at most [0-9.]+ of loss can be gained, its noise is [0-9.]+");
        }

        private static double valley(double... point) {
            return 10 * (point[0] - 0.3) * (point[0] - 0.3) + 5 * (point[1] - 0.6) * (point[1] - 0.6);
        }

        private static double noise(double... point) {
            return SeededStream.of(1, "noise", Double.hashCode(point[0]) + 31L * Double.hashCode(point[1]))
                    .nextGaussian();
        }

        private static double rough(double... point) {
            return StrictMath.sin(200 * point[0]) * StrictMath.cos(170 * point[1]);
        }

        /** Return the number of the trial at whose end the study ends, 131 if none does. */
        private static int trialsUntilTheEnd(double bound, ToDoubleFunction<double[]> loss) {
            return end(bound, loss).trial();
        }

        private static @Nullable String reason(double bound, ToDoubleFunction<double[]> loss) {
            return end(bound, loss).reason();
        }

        private record End(int trial, @Nullable String reason) {}

        private static End end(double bound, ToDoubleFunction<double[]> loss) {
            Stopper stopper =
                    Stoppers.studyRegret(bound).create(new ScheduleContext(LOSS.objectives(), 1, SQUARE, 130));
            int trial = 0;
            while (trial < 130 && stopper.stopStudy() == null) {
                double[] point = POINTS.point(trial++);
                stopper.onTrialEnd(new Observation(
                        trial,
                        CUBE.toConfig(point),
                        new TrialOutcome.Completed(),
                        new double[] {loss.applyAsDouble(point)},
                        1));
            }
            return new End(stopper.stopStudy() == null ? 131 : trial, stopper.stopStudy());
        }
    }

    @Test
    void should_end_a_run_that_stagnates_or_reaches_its_target() {
        int stagnated = study(Stoppers.studyStagnation(20)).size();
        ResultGrid reached = study(Stoppers.studyTarget(100_000));

        assertThat(stagnated).isBetween(21, 399);
        assertThat(reached.trials().get(reached.size() - 1).score()).isLessThanOrEqualTo(100_000);
        assertThat(reached.trials().subList(0, reached.size() - 1))
                .allSatisfy(trial -> assertThat(trial.score()).isGreaterThan(100_000));
    }

    private static ResultGrid study(StopperProvider stopper) {
        return Tuner.of("study", trial -> (double) trial.config().getInt("x"))
                .paramSpace("x = randint(0, 1000000)")
                .metric("loss", Mode.MIN)
                .seed(3)
                .searcher(Searchers.random())
                .maxConcurrentTrials(1)
                .numSamples(400)
                .stopper(stopper)
                .fit();
    }

    private static Observation ended(int trial, double score) {
        return ended(trial, score, new TrialOutcome.Completed(), 0);
    }

    private static Observation ended(int trial, double score, TrialOutcome outcome, double violation) {
        return new Observation(trial, Config.empty(), outcome, new double[] {score}, 1, violation, Double.NaN);
    }

    private static @Nullable String after(Stopper stopper, Observation... ends) {
        for (Observation end : ends) {
            stopper.onTrialEnd(end);
        }
        return stopper.stopStudy();
    }

    @Nested
    class Annotations {
        @MaxIterations(2)
        @TrialPlateau(metric = "gap", std = 0.5, numResults = 2, gracePeriod = 0, threshold = 3, mode = Mode.MAX)
        @StudyPlateau(std = 0.5, top = 2, patience = 1)
        @StudyTarget(3)
        @StudyStagnation(trials = 1)
        @StudyRegret(bound = 0.5)
        void annotated() {}

        @Test
        void should_carry_their_settings() throws NoSuchMethodException {
            var method = Annotations.class.getDeclaredMethod("annotated");
            Stopper most = new MaxIterationsFactory().create(method.getAnnotation(MaxIterations.class), LOSS);
            Stopper trial = new TrialPlateauFactory().create(method.getAnnotation(TrialPlateau.class), LOSS);
            Stopper study = new StudyPlateauFactory().create(method.getAnnotation(StudyPlateau.class), LOSS);

            assertThat(most.stopTrial(loss(1, 2, 1))).isEqualTo("result 2 of at most 2");
            assertThat(trial.stopTrial(Reported.of(1, 1, "gap", 3))).isNull();
            assertThat(trial.stopTrial(Reported.of(1, 2, "gap", 4)))
                    .isEqualTo("gap spread by 0.5 over its last 2 results");
            study.stopTrial(loss(1, 1, 1));
            study.stopTrial(loss(1, 2, 2));
            assertThat(study.stopStudy()).isEqualTo("the best 2 values of loss spread by 0.5");

            StudyTarget target = method.getAnnotation(StudyTarget.class);
            StudyStagnation stagnation = method.getAnnotation(StudyStagnation.class);
            assertThat(after(new StudyTargetFactory().create(target, LOSS), ended(1, 3)))
                    .isNotNull();
            assertThat(new StudyTargetFactory().problems(target, LOSS)).isEmpty();
            assertThat(after(new StudyStagnationFactory().create(stagnation, LOSS), ended(1, 1), ended(2, 1)))
                    .isNotNull();
            assertThat(new StudyStagnationFactory().problems(stagnation, LOSS)).isEmpty();
            StudyRegret regret = method.getAnnotation(StudyRegret.class);
            assertThat(new StudyRegretFactory().create(regret, LOSS).stopStudy())
                    .isNull();
            assertThat(new StudyRegretFactory().problems(regret, LOSS)).isEmpty();
        }
    }

    private static Reported loss(int trial, int iteration, double value) {
        return Reported.of(trial, iteration, "loss", value);
    }
}
