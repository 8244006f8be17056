package dev.jtune;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModeTests {
    @ParameterizedTest
    @EnumSource(Mode.class)
    void should_rank_a_finite_score_above_one_that_is_not(Mode mode) {
        // GIVEN a score that diverged and one that did not
        double diverged = Double.NaN;
        double finite = 1e9;
        // WHEN they are compared, either way round
        boolean finiteWins = mode.isBetter(finite, diverged);
        boolean divergedWins = mode.isBetter(diverged, finite);
        // THEN the finite one is better, whatever its value
        assertThat(finiteWins).isTrue();
        assertThat(divergedWins).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void should_prefer_neither_of_two_equal_scores(Mode mode) {
        assertThat(mode.isBetter(0.0, 0.0)).isFalse();
        assertThat(mode.isBetter(Double.POSITIVE_INFINITY, Double.NaN)).isFalse();
    }

    @Test
    void should_compare_in_its_direction() {
        assertThat(Mode.MIN.isBetter(1, 2)).isTrue();
        assertThat(Mode.MIN.isBetter(2, 1)).isFalse();
        assertThat(Mode.MAX.isBetter(2, 1)).isTrue();
        assertThat(Mode.MAX.isBetter(1, 2)).isFalse();
    }
}
