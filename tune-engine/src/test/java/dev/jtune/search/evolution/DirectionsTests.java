package dev.jtune.search.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectionsTests {
    /** The counts of Deb and Jain's table I: 3 objectives and 12 divisions give 91, 5 and 6 give 210, 8 and 3 give 120. */
    @ParameterizedTest
    @CsvSource({
        "3, 91, 91",
        "3, 104, 91",
        "3, 105, 105",
        "5, 210, 210",
        "8, 120, 120",
        "2, 50, 50",
        "1, 50, 1",
        "9, 5, 9"
    })
    void should_spread_as_many_directions_as_fit(int objectives, int count, int expected) {
        double[][] directions = Directions.spread(objectives, count);
        assertThat(directions).hasDimensions(expected, objectives);
        assertThat(Arrays.stream(directions).map(Arrays::toString).distinct()).hasSize(expected);
        for (double[] direction : directions) {
            double square = 0;
            for (double component : direction) {
                assertThat(component).isNotNegative();
                square += component * component;
            }
            assertThat(square).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void should_lay_a_plane_through_points() {
        // x/2 + y/4 + z/8 = 1
        assertThat(Directions.planeThrough(new double[] {0, 4, 0}, new double[] {1, 1, 2}, new double[] {2, 0, 0}))
                .containsExactly(new double[] {0.5, 0.25, 0.125}, within(1e-12));
    }

    @Test
    void should_have_no_plane_through_points_that_are_the_same() {
        double[] normal = Directions.planeThrough(new double[] {1, 2}, new double[] {1, 2});
        assertThat(Arrays.stream(normal).allMatch(Double::isFinite)).isFalse();
    }
}
