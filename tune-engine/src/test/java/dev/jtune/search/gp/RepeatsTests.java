package dev.jtune.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.search.cube.History;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTests {
    @Test
    void should_know_noise_by_how_evaluations_of_a_configuration_differ() {
        // GIVEN one configuration with the values 1, 3 and 5, one with 9, and one that breaks a constraint
        List<History.Entry> entries =
                List.of(entry(0.2, 0), entry(0.7, 0), entry(0.2, 0), entry(0.2, 0), entry(0.9, 1));
        Repeats repeats = new Repeats(entries, new double[] {1, 9, 3, 5, -100});
        // THEN each counts with its mean, at its first trial
        assertThat(repeats.count(0)).isEqualTo(3);
        assertThat(repeats.mean(0)).isEqualTo(3);
        assertThat(repeats.count(1)).isEqualTo(1);
        assertThat(repeats.count(2) + repeats.count(3) + repeats.count(4)).isZero();
        // and the noise is between what was believed, 10, and the variance of the three, 8 in 2 degrees of freedom
        assertThat(repeats.noise(10)).isCloseTo((2 * 10 + 8) / 4.0, within(1e-12));
    }

    @Test
    void should_leave_what_is_believed_where_nothing_was_repeated() {
        assertThat(new Repeats(List.of(entry(0.1, 0), entry(0.2, 0)), new double[] {1, 2}).noise(0.3))
                .isEqualTo(0.3);
    }

    private static History.Entry entry(double x, double violation) {
        return new History.Entry(1, new double[] {x}, new double[] {0}, false, 1, violation, 1);
    }
}
