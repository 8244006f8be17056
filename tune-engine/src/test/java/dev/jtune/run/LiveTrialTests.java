package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Checkpoint;
import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.ResourceRequest;
import dev.jtune.TrialOutcome;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import dev.jtune.schedule.Scheduler.Resumption;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a trial remembers from one attempt to the next. Times are nanoseconds. */
class LiveTrialTests {
    private static final TrialOutcome COMPLETED = new TrialOutcome.Completed();
    private static final Fate END = new Fate.End(new TrialOutcome.Stopped("ASHA", "too low"));
    private static final Fate PAUSE = new Fate.Pause("waits");
    private static final Path FIRST = Path.of("checkpoint-000001");
    private static final Path SECOND = Path.of("checkpoint-000002");
    private static final Config OTHERS = Config.of(Map.of("x", 9));

    private final LiveTrial trial = new LiveTrial(
            3,
            new Suggestion.Try(Config.of(Map.of("x", 1)), "TPE", OptionalLong.of(77)),
            Specs.of(Tuner.of("com.acme.Test.study", ignored -> 1)
                    .metric("score", MAX)
                    .resultConstraints("loss <= 1")),
            Path.of("study"));

    private ReportedResult report(int iteration, Map<String, Object> metrics, boolean last) {
        Counters counters = Counters.START;
        while (counters.iteration() < iteration) {
            counters = counters.after(metrics, 1);
        }
        return trial.add(new Report(metrics, counters, 0, null, last), 10 * iteration);
    }

    private ReportedResult report(int iteration) {
        return report(iteration, Map.of("score", iteration), false);
    }

    private void reportAndSave(int iteration, Path checkpoint) {
        trial.checkpoints().add(checkpoint, report(iteration));
    }

    private static Fate.Exploit exploit(Path checkpoint) {
        return new Fate.Exploit(2, checkpoint, 5, OTHERS, "2 is better");
    }

    // ---- who it is

    @Test
    void should_be_known_by_its_number_and_the_configuration_that_it_began_with() {
        assertThat(trial.name()).isEqualTo("study trial 003");
        assertThat(trial.id()).isEqualTo("3-" + Config.of(Map.of("x", 1)).shortDigest());
        assertThat(trial.directory()).isEqualTo(Path.of("study", "trial-00003"));
        assertThat(trial.seed()).isEqualTo(77);
        assertThat(trial.toResult().by()).isEqualTo("TPE");
    }

    @Test
    void should_be_new_once_to_listeners_and_to_the_search() {
        assertThat(List.of(trial.isNew(), trial.isNew())).containsExactly(true, false);
        assertThat(List.of(trial.isNewToSearch(), trial.isNewToSearch())).containsExactly(true, false);
    }

    // ---- states

    @Test
    void should_refuse_what_cannot_follow() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> trial.pause(0))
                .withMessage("trial 3 cannot go from PENDING to PAUSED");
        trial.begin(0);
        trial.end(new TrialOutcome.Failed(new Error(), false), 0);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> trial.begin(0))
                .withMessage("trial 3 cannot go from ERROR to RUNNING");
    }

    @Test
    void should_run_pause_and_go_on() {
        assertThat(trial.isRunning()).isFalse();
        trial.begin(0);
        assertThat(trial.isRunning()).isTrue();
        trial.decide(PAUSE);
        trial.pause(0);
        assertThat(trial.isRunning()).isFalse();
        assertThat(trial.isPaused()).isTrue();
        assertThat(trial.fate()).as("it was done").isNull();
        trial.resumeOncePaused(Resumption.of(3));
        assertThat(trial.resumption()).isEqualTo(Resumption.of(3));
        trial.resume(0);
        assertThat(trial.isPaused()).isFalse();
        assertThat(trial.resumption()).isNull();
        trial.begin(0);
        assertThat(trial.attempt()).isEqualTo(2);
        assertThat(trial.hasEnded()).isFalse();
        trial.end(COMPLETED, 0);
        assertThat(trial.hasEnded()).isTrue();
        assertThat(trial.outcome()).isEqualTo(COMPLETED);
    }

    @Test
    void should_count_the_time_in_which_it_ran() {
        trial.begin(100);
        trial.stopClock(110);
        trial.lose(1000);
        trial.begin(1500);
        trial.lose(1507);
        trial.begin(2000);
        trial.end(COMPLETED, 2005);
        trial.stopClock(9999);
        assertThat(trial.toResult().duration()).isEqualTo(Duration.ofNanos(22));
        trial.ran(1.5);
        assertThat(trial.toResult().duration()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void should_know_its_last_sign_of_life() {
        trial.begin(5);
        assertThat(trial.lastNanos()).isEqualTo(5);
        report(2);
        assertThat(trial.lastNanos()).isEqualTo(20);
    }

    @Test
    void should_hold_its_share_of_what_there_is() {
        ResourceRequest half = ResourceRequest.cpu(0.5);
        trial.request(half, 4);
        assertThat(trial.resources()).isEqualTo(half);
        assertThat(trial.need()).isEqualTo(half);
        trial.begin(0);
        trial.pause(0);
        trial.resume(3);
        trial.request(half, 4);
        assertThat(trial.resources().total().cpu()).isEqualTo(1.5);
        trial.request(half, 2);
        assertThat(trial.resources().total().cpu()).as("there is no more").isEqualTo(1.0);
        trial.request(half, 0);
        assertThat(trial.resources().total().cpu()).as("at least what it needs").isEqualTo(0.5);
        trial.begin(0);
        trial.pause(0);
        trial.resume(0);
        trial.request(half, 4);
        assertThat(trial.resources().total().cpu()).as("as many as before").isEqualTo(1.5);
    }

    // ---- going on

    @Test
    void should_go_on_from_its_newest_checkpoint_and_catch_up_to_what_was_told() {
        trial.begin(0);
        assertThat(trial.restoreFrom()).isNull();
        reportAndSave(1, FIRST);
        report(2);
        report(3);
        assertThat(trial.isCatchingUp()).isFalse();
        trial.lose(0);
        assertThat(trial.restoreFrom()).isEqualTo(FIRST);
        trial.begin(0);
        assertThat(trial.isCatchingUp()).as("to iteration 3").isTrue();
        assertThat(trial.hasReported(1)).isTrue();
        assertThat(trial.hasReported(2)).isFalse();
        report(2);
        assertThat(trial.isCatchingUp()).isTrue();
        report(3);
        assertThat(trial.isCatchingUp()).isFalse();
        assertThat(trial.iterations()).isEqualTo(3);
    }

    @Test
    void should_wait_before_it_begins_again_only_where_it_is_told_to() {
        assertThat(trial.dueNanos()).as("whatever time it is").isEqualTo(Long.MIN_VALUE);
        trial.begin(0);
        trial.fail(100, 50);
        assertThat(trial.dueNanos()).isEqualTo(150);
        assertThat(trial.failures()).isEqualTo(1);
        trial.begin(150);
        trial.fail(200, 0);
        assertThat(trial.dueNanos()).isEqualTo(Long.MIN_VALUE);
        assertThat(trial.failures()).isEqualTo(2);
    }

    @Test
    void should_not_trust_a_checkpoint_of_which_no_result_came() {
        trial.begin(0);
        reportAndSave(1, FIRST);
        reportAndSave(2, SECOND);
        assertThat(trial.fail(0, 0)).isNull();
        assertThat(trial.restoreFrom()).as("it began at its start").isEqualTo(SECOND);
        trial.begin(0);
        report(3);
        trial.fail(0, 0);
        assertThat(trial.restoreFrom()).as("a result came of it").isEqualTo(SECOND);
        trial.begin(0);
        trial.fail(0, 0);
        assertThat(trial.restoreFrom()).isEqualTo(FIRST);
        trial.begin(0);
        trial.lose(0);
        assertThat(trial.restoreFrom()).as("it is not at fault").isEqualTo(FIRST);
    }

    @Test
    void should_let_go_of_what_it_took_over_where_no_result_came_of_it() {
        trial.begin(0);
        trial.exploit(exploit(FIRST), 0);
        trial.begin(0);
        assertThat(trial.fail(0, 0)).isEqualTo(exploit(FIRST));
        assertThat(trial.restoreFrom()).as("from its start").isNull();
    }

    @Test
    void should_go_on_from_what_it_took_over_until_it_has_a_checkpoint_of_its_own() {
        trial.begin(0);
        reportAndSave(7, SECOND);
        trial.wantCheckpoint();
        trial.decide(exploit(FIRST));
        trial.exploit(exploit(FIRST), 20);
        assertThat(trial.isRunning()).isFalse();
        assertThat(trial.fate()).isNull();
        assertThat(trial.config()).isEqualTo(OTHERS);
        assertThat(trial.restoreFrom()).as("not its own, of before").isEqualTo(FIRST);
        trial.begin(20);
        assertThat(trial.isCatchingUp()).as("nothing was told of this life").isFalse();
        assertThat(trial.hasReported(5)).isTrue();
        report(6);
        trial.fail(30, 0);
        assertThat(trial.restoreFrom()).as("a result came of it").isEqualTo(FIRST);
        trial.begin(30);
        report(6);
        assertThat(trial.toResult().series("score")).containsExactly(7, 6);
        trial.checkpoints().add(Path.of("checkpoint-000006"), trial.lastResult());
        assertThat(trial.restoreFrom()).isEqualTo(Path.of("checkpoint-000006"));
        assertThat(trial.takeBase()).isEqualTo(exploit(FIRST));
        assertThat(trial.takeBase()).isNull();
        assertThat(trial.id()).as("it stays").startsWith("3-").doesNotContain(OTHERS.shortDigest());
    }

    @Test
    void should_take_over_the_state_of_another_while_it_does_not_run() {
        trial.begin(0);
        trial.pause(5);
        trial.resume(0);
        trial.exploit(exploit(FIRST), 100);
        trial.begin(100);
        trial.end(COMPLETED, 101);
        assertThat(trial.toResult().duration()).isEqualTo(Duration.ofNanos(6));
    }

    // ---- checkpoints

    @Test
    void should_await_a_checkpoint_of_its_last_result_once() {
        trial.begin(0);
        report(1);
        report(2);
        assertThat(trial.awaitsCheckpoint(1)).as("too late").isFalse();
        assertThat(trial.awaitsCheckpoint(2)).isTrue();
        assertThat(trial.hasCheckpointOfLastResult()).isFalse();
        trial.checkpoints().add(SECOND, trial.lastResult());
        assertThat(trial.hasCheckpointOfLastResult()).isTrue();
        assertThat(trial.awaitsCheckpoint(2)).as("twice").isFalse();
        report(3);
        assertThat(trial.hasCheckpointOfLastResult()).isFalse();
    }

    @Test
    void should_want_a_checkpoint_with_the_result_that_it_was_asked_at() {
        trial.begin(0);
        report(1);
        assertThat(trial.isCheckpointWanted()).isFalse();
        trial.wantCheckpoint();
        assertThat(trial.isCheckpointWanted()).isTrue();
        report(2);
        assertThat(trial.isCheckpointWanted()).isFalse();
    }

    // ---- decisions

    @Test
    void should_hold_to_the_first_decision_unless_it_is_an_end_in_place_of_a_pause() {
        trial.begin(0);
        trial.decide(PAUSE);
        trial.decide(new Fate.Pause("waits longer"));
        assertThat(trial.fate()).isEqualTo(PAUSE);
        assertThat(trial.decidedEnd()).isNull();
        trial.decide(END);
        assertThat(trial.fate()).isEqualTo(END);
        trial.decide(new Fate.End(COMPLETED));
        trial.decide(PAUSE);
        assertThat(trial.decidedEnd()).isEqualTo(new TrialOutcome.Stopped("ASHA", "too low"));
    }

    @Test
    void should_decide_nothing_any_more_after_its_own_end_unless_it_waits() {
        trial.begin(0);
        report(1, Map.of("score", 1), true);
        trial.decide(END);
        assertThat(trial.fate()).isNull();
        trial.pause(0);
        trial.decide(END);
        assertThat(trial.fate()).isEqualTo(END);
    }

    // ---- the end

    @Test
    void should_say_which_metric_is_missing() {
        trial.begin(0);
        report(1, Map.of("other", 1), false);
        assertThat(trial.missing(true)).isEqualTo("score");
        report(2);
        assertThat(trial.missing(true)).as("stopped early").isNull();
        assertThat(trial.missing(false)).as("of the constraint").isEqualTo("loss");
        assertThat(trial.violation()).isNaN();
        report(3, Map.of("score", 1, "loss", 2), false);
        assertThat(trial.missing(false)).isNull();
        assertThat(trial.violation()).isEqualTo(1);
    }

    @Test
    void should_be_done_with_its_last_result() {
        trial.begin(0);
        report(1);
        report(2);
        assertThat(trial.toResult().outcome()).isEqualTo(new TrialOutcome.Cancelled("the run was broken off"));
        trial.end(COMPLETED, 0);
        assertThat(trial.toResult().history().stream().map(row -> row.get(Metrics.DONE)))
                .containsExactly(false, true);
        assertThat(trial.toResult().attempts()).isEqualTo(1);
        assertThat(trial.toResult().score()).isEqualTo(2);
    }

    @Test
    void should_open_again_where_it_was_or_at_its_start() {
        trial.begin(0);
        trial.fail(0, 0);
        trial.begin(0);
        reportAndSave(1, FIRST);
        report(2);
        trial.decide(END);
        trial.isNew();
        trial.end(new TrialOutcome.Failed(new Error(), false), 0);

        trial.reopen(false);
        assertThat(trial.hasEnded()).isFalse();
        assertThat(trial.fate()).isNull();
        assertThat(trial.failures()).isZero();
        assertThat(trial.isNew()).as("listeners hear of it again").isTrue();
        assertThat(trial.restoreFrom()).isEqualTo(FIRST);
        trial.begin(0);
        assertThat(trial.isCatchingUp()).isTrue();
        trial.end(new TrialOutcome.Failed(new Error(), false), 0);

        trial.reopen(true);
        assertThat(trial.restoreFrom()).isNull();
        assertThat(trial.iterations()).isZero();
        assertThat(trial.toResult().score()).isNaN();
        assertThat(trial.toResult().checkpoints()).extracting(Checkpoint::path).containsExactly(FIRST);
        trial.begin(0);
        assertThat(trial.isCatchingUp()).isFalse();
    }
}
