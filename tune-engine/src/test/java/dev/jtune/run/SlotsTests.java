package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.ResourceRequest.Bundle;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who runs, and who waits for what, on a machine of two CPUs. */
class SlotsTests {
    private final List<Config> asked = new ArrayList<>();
    private final ResourceLedger ledger = new ResourceLedger(Bundle.of(2, 0));
    private final StudySpec spec = Specs.of(Tuner.of(new RequestingDefinition(
                    config -> {
                        asked.add(config);
                        return ResourceRequest.cpu(config.getInt("cpus"));
                    },
                    trial -> 1))
            .metric("score", MAX));
    private final Slots slots = slots(Turns.none());

    private int trials;

    private Slots slots(Turns turns) {
        return new Slots(spec, ledger, turns, 2);
    }

    private LiveTrial trial(int cpus) throws Exception {
        LiveTrial trial =
                new LiveTrial(++trials, new Suggestion.Try(Config.of(Map.of("cpus", cpus))), spec, Path.of("study"));
        slots.request(trial);
        return trial;
    }

    /** A trial that failed at a time and waits until another. */
    private LiveTrial failed(int nanos) throws Exception {
        LiveTrial trial = trial(1);
        trial.begin(0);
        trial.fail(0, nanos);
        return trial;
    }

    @Test
    void should_ask_the_code_of_a_trial_once_what_it_needs() throws Exception {
        LiveTrial trial = trial(2);
        slots.request(trial);
        assertThat(asked).containsExactly(trial.config());
        assertThat(trial.need()).isEqualTo(ResourceRequest.cpu(2));
    }

    @Test
    void should_hold_what_runs_and_give_it_back() throws Exception {
        LiveTrial first = trial(1);
        LiveTrial second = trial(1);
        slots.await(first);
        slots.enter(first);
        assertThat(slots.isAnyWaiting()).isFalse();
        assertThat(slots.isAnyRunning()).isTrue();
        assertThat(slots.isFull()).isFalse();
        assertThat(slots.isIdle()).isFalse();
        slots.enter(second);
        assertThat(slots.running()).containsExactly(first, second);
        assertThat(slots.isFull()).as("two at a time").isTrue();
        assertThat(ledger.fits(ResourceRequest.cpu(1))).isFalse();
        slots.leave(first);
        assertThat(slots.isRunning(first)).isFalse();
        assertThat(slots.isRunning(second)).isTrue();
        assertThat(ledger.fits(ResourceRequest.cpu(1))).isTrue();
        slots.leave(second);
        assertThat(slots.isAnyRunning()).isFalse();
        assertThat(slots.isIdle()).isTrue();
    }

    @Test
    void should_have_room_for_another_like_the_last() throws Exception {
        assertThat(slots.hasRoom()).isTrue();
        slots.enter(trial(1));
        assertThat(slots.hasRoom()).as("for one of one CPU").isTrue();
        LiveTrial large = trial(2);
        slots.await(large);
        assertThat(slots.hasRoom()).as("for one of two").isFalse();
    }

    @Test
    void should_ask_for_as_many_as_may_run_where_none_runs_and_those_that_wait_are_too_large() throws Exception {
        ledger.resize(Bundle.of(1, 0));
        assertThat(slots.hasRoom()).isTrue();
        slots.await(trial(2));
        assertThat(slots.hasRoom()).as("for one beside it").isTrue();
        slots.await(trial(2));
        assertThat(slots.hasRoom()).as("two wait, and no more may run").isFalse();
    }

    @Test
    void should_let_those_that_wait_begin_in_their_order() throws Exception {
        LiveTrial first = trial(1);
        LiveTrial second = trial(1);
        LiveTrial third = trial(1);
        slots.await(second);
        slots.await(third);
        slots.awaitFirst(first);
        assertThat(slots.due(0)).isSameAs(first);
        slots.giveUp(first);
        assertThat(slots.poll()).isSameAs(second);
        assertThat(slots.poll()).isSameAs(third);
        assertThat(slots.poll()).isNull();
        assertThat(slots.due(0)).isNull();
    }

    @Test
    void should_let_one_whose_time_has_not_come_hold_up_none() throws Exception {
        LiveTrial late = failed(50);
        LiveTrial later = failed(90);
        LiveTrial soon = trial(1);
        slots.await(late);
        slots.await(later);
        assertThat(slots.isAnyDue(49)).isFalse();
        assertThat(slots.due(49)).isNull();
        slots.await(soon);
        assertThat(slots.isAnyDue(49)).isTrue();
        assertThat(slots.due(49)).isSameAs(soon);
        assertThat(slots.due(50)).isSameAs(late);
        assertThat(slots.nextDue(0)).isEqualTo(50);
        assertThat(slots.nextDue(50)).isEqualTo(90);
        assertThat(slots.nextDue(90)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void should_let_the_first_hold_up_the_others_where_order_counts() throws Exception {
        Slots ordered = slots(Turns.kept(true));
        LiveTrial late = failed(50);
        ordered.await(late);
        ordered.await(trial(1));
        assertThat(ordered.due(49)).isNull();
        assertThat(ordered.due(50)).isSameAs(late);
    }

    @Test
    void should_let_none_wait_for_one_that_is_larger_than_what_is_left_of_the_machine() throws Exception {
        LiveTrial large = trial(2);
        LiveTrial small = trial(1);
        slots.await(large);
        slots.await(small);
        assertThat(slots.due(0)).isSameAs(large);
        assertThat(slots.isBeyondMachine(large)).isFalse();
        ledger.resize(Bundle.of(1, 0));
        assertThat(slots.isBeyondMachine(large)).isTrue();
        assertThat(slots.due(0)).isSameAs(small);
        ledger.resize(Bundle.of(2, 0));
        assertThat(slots.due(0)).isSameAs(large);
    }
}
