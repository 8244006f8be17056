package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Errored;
import dev.jtune.Metrics;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.Stopper;
import dev.jtune.search.Observation;
import dev.jtune.search.Searcher;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What searcher, scheduler and stoppers hear of a run, and what it makes of their answers. */
class CourseTests {
    private static final TrialOutcome COMPLETED = new TrialOutcome.Completed();

    private final List<String> heard = new ArrayList<>();
    private final List<Scheduler.Cut> cuts = new ArrayList<>();
    private Scheduler.Decision decision = Scheduler.Decision.CONTINUE;
    private @Nullable String studyStop;

    private final class Scheduling implements Scheduler {
        @Override
        public void onTrialAdd(int trial, Config config) {
            heard.add("add " + trial + " " + config);
        }

        @Override
        public void onLastTrialAdd() {
            heard.add("last");
        }

        @Override
        public void onStandstill() {
            heard.add("standstill");
        }

        @Override
        public Decision onResult(Result result) {
            heard.add("result " + result.iteration());
            return decision;
        }

        @Override
        public void onTrialEnd(int trial, TrialOutcome outcome) {
            heard.add("end " + trial + " " + outcome);
        }

        @Override
        public List<Cut> cuts() {
            List<Cut> due = List.copyOf(cuts);
            cuts.clear();
            return due;
        }

        @Override
        public Resumption resume() {
            return Resumption.of(1);
        }

        @Override
        public String name() {
            return "scheduling";
        }

        @Override
        public Set<String> metrics() {
            return Set.of("epoch");
        }
    }

    private final class Searching implements Searcher {
        @Override
        public Suggestion suggest(int number) {
            return x(number);
        }

        @Override
        public void onTrialPaused(Observation observation) {
            heard.add("paused " + told(observation));
        }

        @Override
        public void onTrialAdvanced(Observation observation) {
            heard.add("advanced " + told(observation));
        }

        @Override
        public void onTrialEnd(Observation observation) {
            heard.add("ended " + told(observation));
        }
    }

    private final class Stopping implements Stopper {
        @Override
        public @Nullable String stopTrial(Result result) {
            return result.value("score") > 8 ? "so good" : null;
        }

        @Override
        public void onTrialEnd(Observation observation) {
            heard.add("stopper: ended " + observation.number());
        }

        @Override
        public @Nullable String stopStudy() {
            return studyStop;
        }

        @Override
        public Set<String> metrics() {
            return Set.of("loss");
        }
    }

    private static String told(Observation told) {
        return told.number() + " " + told.outcome() + " with " + told.scores()[0] + " at " + told.iterations() + ", "
                + told.violation() + " off, in " + told.seconds();
    }

    private static Searcher.Suggestion.Try x(int value) {
        return new Searcher.Suggestion.Try(Config.of(Map.of("x", value)));
    }

    private Course course(UnaryOperator<Tuner> settings) {
        Tuner tuner =
                Tuner.of("study", trial -> 1).paramSpace("x = randint(1, 9)").metric("score", MAX);
        StudySpec spec = Specs.of(settings.apply(tuner));
        return new Course(spec, new Searching(), new Scheduling(), List.of(new Stopping()), 3, Path.of("study"));
    }

    private Course course() {
        return course(study -> study);
    }

    private static LiveTrial begun(Course course) {
        LiveTrial trial = course.add(x(course.trials().size() + 1));
        trial.begin(0);
        return trial;
    }

    private static LiveTrial paused(Course course) {
        LiveTrial trial = begun(course);
        course.pause(trial, "waits", 0);
        return trial;
    }

    private static ReportedResult report(LiveTrial trial, Map<String, Object> metrics) {
        Counters counters = Counters.START;
        for (int i = 0; i <= trial.iterations(); i++) {
            counters = counters.after(metrics, 1);
        }
        return trial.add(new Report(metrics, counters, 0, null, false), 0);
    }

    private static ReportedResult report(LiveTrial trial, double score) {
        return report(trial, Map.of("score", score));
    }

    // ---- what they hear

    /** A score of 3 is 2 off from the 5 that it has to be, of 5. */
    @Test
    void should_tell_of_a_trial_from_its_beginning_to_its_end() {
        Course course = course(study -> study.resultConstraints("score >= 5"));
        LiveTrial trial = begun(course);
        course.decide(trial, report(trial, 2));
        decision = Scheduler.Decision.ADVANCE;
        course.decide(trial, report(trial, 3));
        course.pause(trial, "waits", 0);
        course.resume(trial, Scheduler.Resumption.of(1));
        trial.begin(0);
        course.end(trial, COMPLETED, 0);
        course.learn(trial, COMPLETED, 7.5);
        course.endSearch();
        assertThat(heard)
                .containsExactly(
                        "add 1 x=1",
                        "result 1",
                        "result 2",
                        "advanced 1 Stopped[by=scheduling, reason=goes on] with 3.0 at 2, 0.4 off, in NaN",
                        "paused 1 Stopped[by=scheduling, reason=waits] with 3.0 at 2, 0.4 off, in NaN",
                        "end 1 Completed[]",
                        "ended 1 Completed[] with 3.0 at 2, 0.4 off, in 7.5",
                        "stopper: ended 1",
                        "last");
    }

    @Test
    void should_hold_a_trial_that_says_nothing_of_the_constraints_for_one_that_keeps_them() {
        Course course = course(study -> study.resultConstraints("loss <= 1"));
        LiveTrial trial = begun(course);
        report(trial, 2);
        course.learn(trial, COMPLETED, 1);
        assertThat(heard).contains("ended 1 Completed[] with 2.0 at 1, 0.0 off, in 1.0");
    }

    @Test
    void should_tell_the_searcher_once_of_the_end_of_a_trial() {
        Course course = course();
        LiveTrial trial = begun(course);
        course.learn(trial, COMPLETED, 1);
        course.learn(trial, COMPLETED, 1);
        assertThat(heard.stream().filter(each -> each.startsWith("ended "))).hasSize(1);
        assertThat(heard.stream().filter(each -> each.startsWith("end "))).hasSize(2);
    }

    @Test
    void should_tell_the_searcher_nothing_of_a_trial_that_it_knows() {
        Course course = course();
        course.learn(course.adopt(x(1)), COMPLETED, 1);
        assertThat(heard).containsExactly("add 1 x=1", "end 1 Completed[]", "stopper: ended 1");
    }

    // ---- cuts

    @Test
    void should_take_the_cuts_after_whatever_the_scheduler_is_told() {
        record Step(String name, Runnable call) {}
        Course course = course();
        LiveTrial other = begun(course);
        List<Step> steps = List.of(
                new Step("a result", () -> course.decide(other, report(other, 1))),
                new Step("a new trial", () -> course.add(x(5))),
                new Step("the last trial", course::endSearch),
                new Step("a standstill", course::standStill),
                new Step("an end", () -> course.learn(other, COMPLETED, 1)));
        for (Step step : steps) {
            LiveTrial trial = paused(course);
            cuts.add(new Scheduler.Cut(trial.number(), step.name()));
            step.call().run();
            assertThat(course.nextCut()).as(step.name()).isSameAs(trial);
            assertThat(trial.decidedEnd()).isEqualTo(new TrialOutcome.Stopped("scheduling", step.name()));
        }
        assertThat(course.nextCut()).isNull();
        assertThat(heard).contains("standstill", "last");
    }

    @Test
    void should_let_a_running_trial_that_is_cut_come_to_its_end_itself() {
        Course course = course();
        LiveTrial trial = begun(course);
        cuts.add(new Scheduler.Cut(1, "the worst"));
        course.endSearch();
        assertThat(trial.decidedEnd()).isEqualTo(new TrialOutcome.Stopped("scheduling", "the worst"));
        assertThat(course.nextCut()).isNull();
    }

    @Test
    void should_not_end_a_trial_by_a_cut_that_ended_meanwhile() {
        Course course = course();
        LiveTrial trial = paused(course);
        cuts.add(new Scheduler.Cut(1, "the worst"));
        course.endSearch();
        course.end(trial, COMPLETED, 0);
        assertThat(course.nextCut()).isNull();
        assertThat(course.paused()).isZero();
    }

    // ---- stoppers

    @Test
    void should_end_a_trial_as_a_stopper_says_without_asking_the_scheduler() {
        Course course = course();
        LiveTrial trial = begun(course);
        course.decide(trial, report(trial, 9));
        assertThat(trial.decidedEnd()).isEqualTo(new TrialOutcome.Stopped("stop", "so good"));
        assertThat(heard).containsExactly("add 1 x=1");
    }

    @Test
    void should_end_the_study_as_a_stopper_says_after_a_result_or_an_end() {
        TrialOutcome enough = new TrialOutcome.Stopped("stop", "enough");
        Course first = course();
        LiveTrial running = begun(first);
        studyStop = "enough";
        first.decide(running, report(running, 1));
        assertThat(first.closing()).isEqualTo(enough);
        assertThat(running.decidedEnd()).as("what runs ends with it").isEqualTo(enough);

        studyStop = null;
        Course second = course();
        LiveTrial ended = begun(second);
        LiveTrial other = begun(second);
        LiveTrial waiting = second.add(x(3));
        second.end(ended, COMPLETED, 0);
        studyStop = "enough";
        second.learn(ended, COMPLETED, 1);
        assertThat(second.closing()).isEqualTo(enough);
        assertThat(other.decidedEnd()).isEqualTo(enough);
        assertThat(waiting.decidedEnd()).as("it never began").isNull();
    }

    @Test
    void should_end_as_it_was_decided_first() {
        Course course = course();
        TrialOutcome first = new TrialOutcome.Cancelled("first");
        course.close(first);
        course.close(new TrialOutcome.Cancelled("second"));
        assertThat(course.closing()).isEqualTo(first);
    }

    @Test
    void should_fail_fast_at_an_error_that_is_not_tolerated() {
        Course course = course(study -> study.failures(new FailurePolicy(0, true, 0)));
        LiveTrial first = begun(course);
        LiveTrial second = begun(course);
        course.learn(first, new TrialOutcome.Failed(new Error("one"), true), 1);
        assertThat(course.closing()).isNull();
        course.learn(second, new TrialOutcome.Failed(new Error("two"), false), 1);
        assertThat(course.closing())
                .isEqualTo(new TrialOutcome.Cancelled("failFast: study trial 002 failed: java.lang.Error: two"));
        Course slow = course();
        slow.learn(begun(slow), new TrialOutcome.Failed(new Error("two"), false), 1);
        assertThat(slow.closing()).isNull();
    }

    @Test
    void should_know_which_metrics_nobody_reported() {
        Course course = course();
        assertThat(course.unseen()).containsExactly("epoch", "loss");
        LiveTrial trial = begun(course);
        course.decide(trial, report(trial, Map.of("score", 1, "loss", 2)));
        assertThat(course.unseen()).containsExactly("epoch");
    }

    // ---- checkpoints

    private boolean wants(Course course, LiveTrial trial, int iteration, boolean last) {
        while (trial.iterations() < iteration) {
            report(trial, 1);
        }
        return course.wantsCheckpoint(trial, trial.lastResult(), last);
    }

    private static Course course(CourseTests tests, int frequency, boolean atEnd) {
        return tests.course(study -> study.checkpoints(new CheckpointPolicy(frequency, atEnd, 0, null, MAX)));
    }

    @Test
    void should_save_a_checkpoint_with_every_second_result_where_that_is_the_frequency() {
        Course course = course(this, 2, false);
        LiveTrial trial = begun(course);
        assertThat(IntStream.rangeClosed(1, 4).filter(iteration -> wants(course, trial, iteration, false)))
                .containsExactly(2, 4);
        assertThat(wants(course, trial, 5, true)).as("the last").isFalse();
    }

    @Test
    void should_save_a_checkpoint_with_the_last_result_where_that_is_wanted() {
        Course course = course(this, 0, true);
        LiveTrial trial = begun(course);
        assertThat(wants(course, trial, 1, false)).isFalse();
        assertThat(wants(course, trial, 2, true)).isTrue();
    }

    @Test
    void should_save_a_checkpoint_when_the_trial_the_scheduler_or_a_pause_asks_for_one() {
        Course course = course();
        LiveTrial trial = begun(course);
        assertThat(wants(course, trial, 1, true)).isFalse();
        report(trial, Map.of("score", 1, Metrics.SHOULD_CHECKPOINT, true));
        assertThat(wants(course, trial, 2, false)).isTrue();
        assertThat(wants(course, trial, 3, false)).isFalse();
        decision = Scheduler.Decision.SAVE;
        course.decide(trial, trial.lastResult());
        assertThat(wants(course, trial, 3, false)).isTrue();
        assertThat(wants(course, trial, 4, false)).as("once").isFalse();
        decision = new Scheduler.Decision.Pause("waits");
        course.decide(trial, trial.lastResult());
        assertThat(wants(course, trial, 4, true)).as("it is to go on from it").isTrue();
        assertThat(wants(course, trial, 4, false)).isFalse();
    }

    // ---- taking over

    @Test
    void should_take_over_the_newest_checkpoint_of_another_where_it_has_one() {
        Course course = course();
        LiveTrial other = begun(course);
        LiveTrial trial = begun(course);
        decision = new Scheduler.Decision.Exploit(1, x(7).config(), "1 is better");
        course.decide(trial, report(trial, 1));
        assertThat(trial.fate()).as("there is none").isNull();
        report(other, 1);
        Path checkpoint = Path.of("checkpoint-000002");
        other.checkpoints().add(checkpoint, report(other, 2));
        course.decide(trial, report(trial, 1));
        assertThat(trial.fate()).isEqualTo(new Fate.Exploit(1, checkpoint, 2, x(7).config(), "1 is better"));
        other.checkpoints().distrust(checkpoint);
        assertThat(other.checkpoints().isKept(checkpoint)).as("it is held").isTrue();
    }

    // ---- going on

    @Test
    void should_ask_who_goes_on_only_where_somebody_waits() {
        Course course = course();
        assertThat(course.resume()).isNull();
        LiveTrial trial = paused(course);
        assertThat(course.paused()).isEqualTo(1);
        assertThat(course.resume()).isEqualTo(Scheduler.Resumption.of(1));
        course.resume(trial, Scheduler.Resumption.of(1));
        assertThat(course.paused()).isZero();
        assertThat(course.resume()).isNull();
    }

    @Test
    void should_open_cancelled_trials_again_and_those_with_an_error_where_that_is_wanted() {
        for (Errored errored : Errored.values()) {
            heard.clear();
            Course course = course(study -> study.failures(new FailurePolicy(0, false, 1)));
            TrialOutcome cancelled = new TrialOutcome.Cancelled("killed");
            List<TrialOutcome> outcomes = List.of(cancelled, new TrialOutcome.Failed(new Error(), true), COMPLETED);
            for (TrialOutcome outcome : outcomes) {
                LiveTrial trial = begun(course);
                report(trial, 1);
                course.end(trial, outcome, 0);
            }
            assertThat(course.toleratesFailure()).as("the one that failed").isTrue();
            course.close(cancelled);
            course.goOn(errored);
            assertThat(course.closing()).isNull();
            assertThat(course.trials().stream().map(LiveTrial::hasEnded))
                    .as("%s", errored)
                    .containsExactly(false, errored == Errored.KEEP, true);
            assertThat(course.trial(1).iterations())
                    .as("it goes on where it was")
                    .isEqualTo(1);
            assertThat(course.trial(2).iterations()).isEqualTo(errored == Errored.RESTART ? 0 : 1);
            assertThat(heard.stream().filter("add 1 x=1"::equals)).hasSize(2);
            assertThat(heard.stream().filter("add 2 x=2"::equals)).hasSize(errored == Errored.KEEP ? 1 : 2);
            assertThat(course.toleratesFailure())
                    .as("one error is tolerated, which counts only where it stays")
                    .isEqualTo(errored != Errored.KEEP);
        }
    }

    @Test
    void should_take_the_cuts_when_a_trial_is_opened_again() {
        Course course = course();
        LiveTrial waiting = paused(course);
        course.end(begun(course), new TrialOutcome.Cancelled("killed"), 0);
        cuts.add(new Scheduler.Cut(1, "the worst"));
        course.goOn(Errored.KEEP);
        assertThat(course.nextCut()).isSameAs(waiting);
    }

    @Test
    void should_stay_closed_by_what_the_study_itself_decided() {
        Course course = course();
        TrialOutcome enough = new TrialOutcome.Stopped("stop", "enough");
        course.close(enough);
        course.goOn(Errored.KEEP);
        assertThat(course.closing()).isEqualTo(enough);
    }

    @Test
    void should_search_on_where_it_has_grown() {
        Course course = course();
        course.endSearch();
        course.grow();
        assertThat(course.isSearched()).as("it has no trial of three").isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(course.isFull()).isFalse();
            course.add(x(1));
        }
        assertThat(course.isFull()).isTrue();
        assertThat(course.suggest()).isEqualTo(new Searcher.Suggestion.Exhausted());
        course.grow();
        assertThat(course.isSearched()).as("it was not at its end").isFalse();
        course.endSearch();
        course.grow();
        assertThat(course.isSearched()).isTrue();
    }
}
