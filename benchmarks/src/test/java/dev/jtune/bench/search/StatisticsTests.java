package dev.jtune.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTests {
    @Test
    void should_interpolate_quartiles_between_neighbours() {
        double[] values = {4, 1, 3, 2};

        assertThat(Statistics.quantile(values, 0.25)).isEqualTo(1.75);
        assertThat(Statistics.median(values)).isEqualTo(2.5);
        assertThat(Statistics.quantile(values, 1)).isEqualTo(4);
    }

    @Test
    void should_share_the_rank_of_equal_values() {
        assertThat(Statistics.ranks(new double[] {3, 1, 3, 2})).containsExactly(3.5, 1, 3.5, 2);
    }

    @Test
    void should_count_all_orders_of_small_samples() {
        // Of the 252 orders of five and five, U is 0 in one at either end, and at most 1 in two.
        assertThat(Statistics.mannWhitney(new double[] {1, 2, 3, 4, 5}, new double[] {6, 7, 8, 9, 10}))
                .isCloseTo(2 / 252.0, within(1e-15));
        assertThat(Statistics.mannWhitney(new double[] {6, 7, 8, 9, 5}, new double[] {1, 2, 3, 4, 5.5}))
                .isCloseTo(2 * 2 / 252.0, within(1e-15));
    }

    @Test
    void should_approximate_what_is_too_much_to_count() {
        // U = 295 of 400: z = (295 - 200 - 0.5) / sqrt(20 * 20 * 41 / 12) = 2.556
        double[] one = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
        double[] other = IntStream.rangeClosed(1, 20).mapToDouble(i -> i + 5.5).toArray();

        assertThat(Statistics.mannWhitney(one, other)).isCloseTo(0.01058, within(1e-5));
    }

    @Test
    void should_find_no_difference_where_everything_is_equal() {
        assertThat(Statistics.mannWhitney(new double[] {1, 1, 1}, new double[] {1, 1}))
                .isEqualTo(1);
        assertThat(Statistics.mannWhitney(new double[] {}, new double[] {1, 1})).isEqualTo(1);
    }

    @Test
    void should_correct_p_values_step_by_step() {
        // Holm: 0.01 * 4, 0.02 * 3, then 0.03 * 2 is no less, and 0.04 * 1 stays at the one before
        assertThat(Statistics.holm(new double[] {0.04, 0.01, 0.03, 0.02})).containsExactly(0.06, 0.04, 0.06, 0.06);
    }
}
