package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RaceTests {
    /** Quantiles of Student's t distribution, from any table. */
    @ParameterizedTest
    @CsvSource({"1, 3.078, 0.1", "2, 1.886, 0.1", "10, 1.372, 0.1", "30, 1.697, 0.05", "5, 4.032, 0.005", "3, 0, 0.5"})
    void should_know_students_distribution(int freedom, double t, double tail) {
        assertThat(Race.upperTail(t, freedom)).isCloseTo(tail, within(2e-4));
    }

    private static Race race(Mode mode, double... best) {
        Race race = new Race(mode);
        race.add(best, true);
        return race;
    }

    /**
     * The best has mean 10 and variance 1 over 3 trials. One score x has t = (x - 10) / sqrt(1 + 1/3) with 2 degrees of freedom, whose
     * quantile of 0.9 is 1.8856: the limit is 12.1773.
     */
    @Test
    void should_drop_a_configuration_when_it_is_significantly_worse() {
        Race race = race(Mode.MIN, 9, 10, 11);
        assertThat(race.mayWin(new double[] {12.17})).isTrue();
        assertThat(race.mayWin(new double[] {12.18})).isFalse();
    }

    @Test
    void should_know_the_better_direction() {
        Race race = race(Mode.MAX, 9, 10, 11);
        assertThat(race.mayWin(new double[] {7.83})).isTrue();
        assertThat(race.mayWin(new double[] {7.82})).isFalse();
        assertThat(race.mayWin(new double[] {100})).isTrue();
    }

    @Test
    void should_let_all_go_on_before_one_was_evaluated_in_full() {
        Race race = new Race(Mode.MIN);
        race.add(new double[] {1}, false);
        assertThat(race.mayWin(new double[] {1e9})).isTrue();
    }

    @Test
    void should_drop_whatever_is_worse_where_there_is_no_noise() {
        Race race = race(Mode.MIN, 1, 1, 1);
        assertThat(race.mayWin(new double[] {1})).isTrue();
        assertThat(race.mayWin(new double[] {1 + 1e-9})).isFalse();
    }

    @Test
    void should_judge_by_the_noise_of_all_configurations() {
        // GIVEN a best one that happens to show no noise, and others that do
        Race race = race(Mode.MIN, 1, 1);
        race.add(new double[] {2, 4}, false);
        race.add(new double[] {9, 7}, false);
        // THEN a score that is a little worse may still win
        assertThat(race.mayWin(new double[] {2})).isTrue();
        assertThat(race.mayWin(new double[] {5})).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void should_drop_scores_that_are_not_finite(Mode mode) {
        for (Race race : new Race[] {new Race(mode), race(mode, 1, 2)}) {
            assertThat(race.mayWin(new double[] {Double.NaN})).isFalse();
            assertThat(race.mayWin(new double[] {1, Double.POSITIVE_INFINITY})).isFalse();
        }
    }

    @Test
    void should_take_no_score_that_is_not_finite_for_the_best() {
        Race race = race(Mode.MIN, Double.NEGATIVE_INFINITY, 1);
        assertThat(race.mayWin(new double[] {5})).isTrue();
    }
}
