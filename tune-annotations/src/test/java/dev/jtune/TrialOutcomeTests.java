package dev.jtune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.TrialOutcome.Cancelled;
import dev.jtune.TrialOutcome.Completed;
import dev.jtune.TrialOutcome.Failed;
import dev.jtune.TrialOutcome.Infeasible;
import dev.jtune.TrialOutcome.Stopped;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrialOutcomeTests {
    @Test
    void should_take_a_trial_that_came_to_maxT_for_complete() {
        assertThat(new Completed().isComplete()).isTrue();
        assertThat(new Stopped("ASHA", "training_iteration 27 reached maxT 27").isComplete())
                .isTrue();
        assertThat(new Stopped("ASHA", "0.3 at training_iteration 3, cut-off 0.5 (rung of 4)").isComplete())
                .isFalse();
        assertThat(new Infeasible("more heads than units").isComplete()).isFalse();
    }

    @Test
    void should_compare_a_trial_that_a_stop_condition_ended_with_those_that_ended_by_themselves() {
        assertThat(new Completed().isWhole()).isTrue();
        assertThat(new Stopped("stop", "training_iteration >= 27").isWhole()).isTrue();
        assertThat(new Stopped("ASHA", "training_iteration 27 reached maxT 27").isWhole())
                .isTrue();
        assertThat(new Stopped("ASHA", "0.3 at training_iteration 3, cut-off 0.5 (rung of 4)").isWhole())
                .isFalse();
        assertThat(new Cancelled("the time is over").isWhole()).isFalse();
    }

    @Test
    void should_count_the_score_of_a_trial_that_ended_by_itself_or_was_stopped_and_of_no_other() {
        assertThat(Stream.of(
                                new Completed(),
                                new Stopped("ASHA", "0.3 at training_iteration 3"),
                                new Infeasible("more heads than units"),
                                new Failed(new IllegalStateException("diverged"), true),
                                new Cancelled("the time is over"))
                        .filter(TrialOutcome::isSuccess))
                .containsExactly(new Completed(), new Stopped("ASHA", "0.3 at training_iteration 3"));
    }
}
