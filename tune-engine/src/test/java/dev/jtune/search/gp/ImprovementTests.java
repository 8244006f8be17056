package dev.jtune.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImprovementTests {
    /** Values of log(pdf(z) + z cdf(z)), computed with 60 digits. */
    @ParameterizedTest
    @CsvSource({
        "3, 1.0987396653277078",
        "0, -0.91893853320467274",
        "-0.999, -2.4832171154475854",
        "-1.001, -2.4870256579553894",
        "-5, -16.74430116266099",
        "-24.9, -317.35848574266738",
        "-25.1, -322.37440987246403",
        "-100, -5010.1295788002498",
        "-1e5, -5000000023.9447895"
    })
    void should_be_exact_far_below_what_a_double_holds(double z, double expected) {
        assertThat(Improvement.logH(z)).isCloseTo(expected, within(1e-10 * Math.max(1, Math.abs(expected))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.5, 0.3, -0.9, -1.1, -4, -12, -24, -26, -300})
    void should_have_the_slope_of_its_logarithm(double z) {
        double step = 1e-5 * Math.max(1, Math.abs(z));
        double slope = (Improvement.logH(z + step) - Improvement.logH(z - step)) / (2 * step);
        assertThat(Improvement.slope(z)).isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
    }

    /** Tail over density, computed with 60 digits. */
    @Test
    void should_know_mills_ratio() {
        assertThat(Mills.ratio(0)).isCloseTo(1.2533141373155003, within(1e-13));
        assertThat(Mills.ratio(1)).isCloseTo(0.6556795424187985, within(1e-13));
        assertThat(Mills.ratio(3.3)).isCloseTo(0.28064139055552327, within(1e-13));
        assertThat(Mills.ratio(50)).isCloseTo(0.019992009580853567, within(1e-12));
    }
}
