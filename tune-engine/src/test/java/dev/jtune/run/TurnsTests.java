package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** In which order the events of a deterministic run take effect; each result and each end takes one unit of time. */
class TurnsTests {
    private static Turns turns(boolean results, int trials) {
        Turns turns = Turns.kept(results);
        for (int trial = 1; trial <= trials; trial++) {
            turns.begin(trial);
        }
        return turns;
    }

    private static boolean result(Turns turns, int trial) {
        return turns.isNext(trial, false);
    }

    private static boolean end(Turns turns, int trial) {
        return turns.isNext(trial, true);
    }

    @Test
    void should_let_everything_pass_where_there_is_no_order() {
        Turns turns = Turns.none();
        turns.begin(1);
        turns.begin(2);
        assertThat(turns.areKept()).isFalse();
        assertThat(result(turns, 2)).isTrue();
        assertThat(end(turns, 2)).isTrue();
    }

    @Test
    void should_let_results_of_one_time_pass_by_number_whichever_comes_first() {
        Turns turns = turns(true, 2);
        assertThat(turns.areKept()).isTrue();
        assertThat(result(turns, 2)).as("1 may still bring one of that time").isFalse();
        assertThat(result(turns, 1)).isTrue();
        turns.pass(1);
        assertThat(result(turns, 1)).as("its second, before the first of 2").isFalse();
        assertThat(result(turns, 2)).isTrue();
        turns.pass(2);
        assertThat(result(turns, 2)).isFalse();
        assertThat(result(turns, 1)).isTrue();
    }

    @Test
    void should_let_a_trial_begin_at_the_time_of_what_made_room_for_it() {
        Turns turns = turns(true, 2);
        turns.pass(1);
        turns.pass(2);
        turns.pass(1);
        turns.end(1); // at time 3
        turns.begin(3); // its first result is of time 4
        assertThat(result(turns, 3)).as("2 is at time 2").isFalse();
        turns.pass(2);
        assertThat(result(turns, 3)).as("2 is at time 3").isFalse();
        turns.pass(2);
        assertThat(result(turns, 3))
                .as("2 is at time 4, too, and before it by number")
                .isFalse();
        turns.pass(2);
        assertThat(result(turns, 3)).isTrue();
    }

    @Test
    void should_let_a_trial_that_begins_again_keep_its_place() {
        Turns turns = turns(true, 2);
        turns.pass(1);
        turns.pass(2);
        turns.pass(1);
        turns.begin(2); // as its attempt was lost
        assertThat(result(turns, 1)).as("2 is still at time 2").isFalse();
        assertThat(result(turns, 2)).isTrue();
    }

    @Test
    void should_let_an_end_wait_for_the_ends_of_the_trials_before_it() {
        for (boolean results : new boolean[] {true, false}) {
            Turns turns = turns(results, 3);
            turns.pass(1);
            turns.pass(2);
            turns.pass(3);
            turns.pass(1);
            assertThat(end(turns, 2)).as("before that of 1").isFalse();
            assertThat(result(turns, 3)).as("which holds up nobody").isTrue();
            assertThat(end(turns, 1)).as("3 may bring a result of time 2").isEqualTo(!results);
            turns.pass(3);
            assertThat(end(turns, 1)).isTrue();
            turns.end(1);
            assertThat(end(turns, 2)).isTrue();
        }
    }

    @Test
    void should_let_results_pass_as_they_come_where_nothing_compares_trials() {
        Turns turns = turns(false, 2);
        turns.pass(2);
        turns.pass(2);
        assertThat(result(turns, 2)).isTrue();
        assertThat(result(turns, 1)).isTrue();
    }

    @Test
    void should_let_nothing_pass_while_a_checkpoint_is_saved() {
        Turns turns = turns(true, 2);
        turns.pass(1);
        turns.save(1);
        assertThat(result(turns, 2)).as("it may go on from the checkpoint of 1").isFalse();
        turns.saved(1);
        assertThat(result(turns, 2)).isTrue();
    }

    @Test
    void should_wait_for_no_checkpoint_of_a_trial_that_goes_on_without_one() {
        Turns turns = turns(true, 2);
        turns.pass(1);
        turns.save(1);
        assertThat(result(turns, 1)).as("its next, of a later time").isFalse();
        assertThat(result(turns, 2)).isTrue();
    }

    @Test
    void should_hold_up_nobody_after_the_end() {
        Turns turns = turns(true, 2);
        turns.end(1);
        assertThat(result(turns, 2)).isTrue();
        assertThat(result(turns, 1)).as("what comes late has no place").isTrue();
        turns.pass(1);
        turns.save(1);
        turns.saved(1);
        turns.end(1);
        assertThat(result(turns, 2)).isTrue();
    }
}
