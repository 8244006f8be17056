package dev.jtune.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.search.cube.History.Entry;
import org.junit.jupiter.api.Test;

class RankingTests {
    @Test
    void should_put_trials_that_were_stopped_break_constraints_or_failed_last_in_this_order() {
        Ranking ranking = new Ranking();
        ranking.add(entry(false, 1, 0, Double.NaN));
        ranking.add(entry(false, 1, 2, -9));
        ranking.add(entry(false, 1, 1, -8));
        ranking.add(entry(true, 3, 0, -7));
        ranking.add(entry(true, 5, 0, 7));
        ranking.add(entry(false, 1, 0, 6));
        ranking.add(entry(false, 1, 0, 5));

        int[] order = {6, 5, 4, 3, 2, 1, 0};
        for (int count = 1; count <= order.length; count++) {
            assertThat(ranking.best(count).cardinality()).isEqualTo(count);
            assertThat(ranking.best(count).get(order[count - 1])).isTrue();
        }
        assertThat(ranking.succeeded()).isEqualTo(6);
    }

    @Test
    void should_fill_up_by_domination_and_then_by_the_volume_that_points_add() {
        Ranking ranking = new Ranking();
        ranking.add(entry(0, 10)); // the front: ends, middle, and one close to the middle
        ranking.add(entry(10, 0));
        ranking.add(entry(4, 4));
        ranking.add(entry(4.1, 3.95));
        ranking.add(entry(11, 11));
        ranking.add(entry(12, 12));

        assertThat(ranking.best(1).stream()).containsExactly(2);
        assertThat(ranking.best(3).stream()).containsExactly(0, 1, 2);
        assertThat(ranking.best(5).stream()).containsExactly(0, 1, 2, 3, 4);
    }

    private static Entry entry(double... losses) {
        return new Entry(1, new double[1], losses, false, 1, 0, 1);
    }

    private static Entry entry(boolean stopped, int iterations, double violation, double loss) {
        return new Entry(1, new double[1], new double[] {loss}, stopped, iterations, violation, 1);
    }
}
