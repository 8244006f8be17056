package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RungTests {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 10})
    void should_have_the_linear_percentile_of_all_its_values_at_every_size(int factor) {
        // GIVEN values with ties
        Random random = new Random(factor);
        Rung rung = new Rung(factor);
        double[] values = new double[300];

        for (int i = 0; i < values.length; i++) {
            // WHEN one more is added
            values[i] = random.nextInt(40) - 20;
            rung.add(values[i]);

            // THEN the quantile is that of all values so far
            double expected = percentile(Arrays.copyOf(values, i + 1), 1 - 1.0 / factor);
            assertThat(rung.size()).isEqualTo(i + 1);
            assertThat(rung.quantile()).as("after " + (i + 1)).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void should_rank_values_that_are_not_finite_worst() {
        Rung rung = new Rung(2);
        rung.add(3);
        rung.add(Double.NaN);
        rung.add(Double.POSITIVE_INFINITY);

        assertThat(rung.quantile()).isEqualTo(Double.NEGATIVE_INFINITY);
        rung.add(4);
        rung.add(5);
        assertThat(rung.quantile())
                .as("the middle of two that are worst, 3, 4 and 5")
                .isEqualTo(3);
    }

    @Test
    void should_have_no_cut_off_when_it_is_empty() {
        assertThat(new Rung(2).quantile()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** As numpy.percentile has it, and with it Ray Tune: type 7 of Hyndman and Fan (1996). */
    private static double percentile(double[] values, double share) {
        Arrays.sort(values);
        double position = share * (values.length - 1);
        int below = (int) Math.min(Math.floor(position + 1e-9), values.length - 1);
        double next = values[Math.min(below + 1, values.length - 1)];
        return values[below] + (position - below) * (next - values[below]);
    }
}
