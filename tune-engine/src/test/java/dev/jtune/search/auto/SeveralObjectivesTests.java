package dev.jtune.search.auto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.search.cube.Expectations;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeveralObjectivesTests {
    private static final UnitCube CUBE = UnitCube.of(ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)"));

    @ParameterizedTest
    @CsvSource({
        "2, 20, 60, GP",
        "3, 20, 60, GP",
        "4, 20, 60, TPE",
        "2, 260, 60, TPE",
        "2, 1100, 60, NSGA-II",
        "3, 1100, 60, NSGA-III"
    })
    void should_choose_by_the_objectives_and_the_trials_so_far(
            int objectives, int trials, double seconds, String expected) {
        // GIVEN a study that has come so far
        AutoProposer auto = new AutoProposer(CUBE, 1, false);
        History history = new History(CUBE, objectives, new Expectations(5000, 1, false, OptionalDouble.of(seconds)));
        for (int number = 1; number <= trials; number++) {
            double[] point = CUBE.settle((number * 0.618) % 1, (number * 0.414) % 1);
            double[] losses = new double[objectives];
            for (int k = 0; k < objectives; k++) {
                losses[k] = Math.abs(point[k % 2] - k / 4.0);
            }
            history.begin(number, point);
            history.end(number, losses);
        }
        // WHEN it is asked for the next trial
        auto.propose(trials + 1, history);
        // THEN the algorithm that fits proposes
        assertThat(auto.by()).isEqualTo(expected);
    }
}
