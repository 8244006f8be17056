package dev.jtune.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DominationTests {
    /** Small integers, so that ties, equal points and shared coordinates are common. */
    static double[][] lattice(int points, int objectives, int values, long seed) {
        Random random = new Random(seed);
        double[][] losses = new double[points][objectives];
        for (double[] point : losses) {
            Arrays.setAll(point, i -> random.nextInt(values));
        }
        return losses;
    }

    @Test
    void should_dominate_only_what_is_worse_somewhere_and_better_nowhere() {
        double[] point = {1, 2};
        assertThat(Domination.dominates(point, new double[] {1, 3})).isTrue();
        assertThat(Domination.dominates(point, new double[] {1, 2})).isFalse();
        assertThat(Domination.dominates(point, new double[] {0, 9})).isFalse();
        assertThat(Domination.dominates(point, new double[] {Double.NaN, 9})).isFalse();
        assertThat(Domination.dominates(new double[] {Double.NaN, 0}, point)).isFalse();
    }

    /** The definition: a point's rank is one more than the largest rank of those that dominate it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void should_rank_by_the_longest_chain_of_dominating_points(int objectives) {
        // GIVEN points with many ties
        double[][] losses = lattice(150, objectives, 6, objectives);
        // WHEN they are ranked
        int[] ranks = Domination.ranks(losses);
        // THEN each rank follows from those of the points that dominate it
        for (int i = 0; i < losses.length; i++) {
            int expected = 0;
            for (int j = 0; j < losses.length; j++) {
                if (Domination.dominates(losses[j], losses[i])) {
                    expected = Math.max(expected, ranks[j] + 1);
                }
            }
            assertThat(ranks[i]).isEqualTo(expected);
        }
    }

    @Test
    void should_take_zero_and_minus_zero_for_equal() {
        assertThat(Domination.ranks(new double[] {-0.0, 1}, new double[] {0.0, 0}))
                .containsExactly(1, 0);
    }

    @Test
    void should_rank_what_breaks_constraints_by_how_much_and_failures_last() {
        double[][] losses = {{5, 5}, {0, 0}, {4, 4}, {0, 1}, {Double.NaN, 0}, {9, 9}};
        double[] violations = {0, 2, 0, 1, 0, 1};
        assertThat(Domination.ranks(losses, violations)).containsExactly(1, 3, 0, 2, 4, 2);
    }

    @Test
    void should_leave_failures_out_of_the_front() {
        assertThat(Domination.front(new double[] {Double.NaN, 0}, new double[] {Double.NaN, 1}))
                .isEmpty();
        assertThat(Domination.front(new double[] {Double.NaN, 0}, new double[] {2, 2}, new double[] {1, 3}))
                .containsExactly(1, 2);
        assertThat(Domination.front()).isEmpty();
    }

    @Test
    void should_measure_the_room_around_each_member_of_a_front() {
        // GIVEN a front from (0, 8) to (4, 0), and a point of another front
        double[][] losses = {{1, 4}, {9, 9}, {0, 8}, {4, 0}, {3, 1}};
        // WHEN the room around its members is measured
        double[] crowding = Domination.crowding(losses, 0, 2, 3, 4);
        // THEN it is (3 - 0) / 4 + (8 - 1) / 8 of the first, (4 - 1) / 4 + (4 - 0) / 8 of the last, and without limit
        // at the ends
        assertThat(crowding)
                .containsExactly(0.75 + 0.875, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0.75 + 0.5);
        assertThat(Domination.crowding(losses)).isEmpty();
    }
}
