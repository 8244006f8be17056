package dev.jtune.search.auto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.search.cube.Expectations;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduledTrialsTests {
    private static final UnitCube CUBE = UnitCube.of(ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)"));
    private static final int TRIALS = 60;

    private final AutoProposer auto = new AutoProposer(CUBE, 1, false);
    private final History history = new History(CUBE, 1, new Expectations(500, 1, false, OptionalDouble.of(60)));

    /** Ends a trial; after 1 result a large x looks best, after 16 a small one is. */
    private void end(int number, boolean stoppedEarly) {
        double[] point = CUBE.settle((number * 0.618) % 1, (number * 0.414) % 1);
        history.begin(number, point);
        double loss = stoppedEarly ? 1 - point[0] : 2 + point[0];
        history.end(number, new double[] {loss}, stoppedEarly, stoppedEarly ? 1 : 16, 0, Double.NaN);
    }

    @Test
    void should_hand_over_as_soon_as_a_trial_was_stopped_early() {
        end(1, false);
        auto.propose(2, history);
        assertThat(auto.by()).isEqualTo("GP");
        end(2, true);
        auto.propose(3, history);
        assertThat(auto.by()).isEqualTo("BOHB");
    }

    @Test
    void should_learn_from_rungs_where_every_configuration_could_be_tried_too() {
        AutoProposer all = new AutoProposer(CUBE, 1, true);
        end(1, false);
        all.propose(2, history);
        assertThat(all.by()).isEqualTo("exhaustive");
        end(2, true);
        all.propose(3, history);
        assertThat(all.by()).isEqualTo("BOHB");
    }

    @Test
    void should_learn_from_the_longer_trials_where_the_shorter_ones_mislead() {
        // GIVEN trials of which one in four is long
        IntStream.rangeClosed(1, TRIALS).forEach(number -> end(number, number % 4 != 0));
        // WHEN many are proposed
        DoubleStream proposed = IntStream.rangeClosed(1, 90).mapToDouble(i -> auto.propose(TRIALS + i, history)[0]);
        // THEN a third of them lies where the long ones were best, and the others anywhere
        assertThat(proposed.average().orElseThrow()).isLessThan(0.4);
    }
}
