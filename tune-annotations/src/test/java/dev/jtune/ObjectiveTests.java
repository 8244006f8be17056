package dev.jtune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ObjectiveTests {
    @Test
    void should_score_the_series_1_4_3_by_each_scope() {
        // the series that Ray's own tests use for its scopes
        Objective.Score score = scoreOf(Mode.MAX, 1, 4, 3);
        assertThat(score.value(Scope.LAST)).isEqualTo(3);
        assertThat(score.value(Scope.BEST)).isEqualTo(4);
        assertThat(score.value(Scope.AVG)).isCloseTo(8.0 / 3, within(1e-15));
        assertThat(score.value(Scope.LAST_5_AVG)).isCloseTo(8.0 / 3, within(1e-15));
        assertThat(scoreOf(Mode.MIN, 1, 4, 3).value(Scope.BEST)).isEqualTo(1);
    }

    @Test
    void should_average_only_the_last_values_of_a_long_series() {
        Objective.Score score =
                scoreOf(Mode.MAX, DoubleStream.iterate(1, x -> x + 1).limit(23).toArray());
        assertThat(score.value(Scope.LAST_5_AVG)).isEqualTo(21);
        assertThat(score.value(Scope.LAST_10_AVG)).isEqualTo(18.5);
    }

    @Test
    void should_count_zero_as_a_score() {
        assertThat(scoreOf(Mode.MAX, 0).isPresent()).isTrue();
        assertThat(scoreOf(Mode.MAX, 0).value()).isZero();
    }

    @Test
    void should_have_no_score_before_the_first_value() {
        Objective.Score score = scoreOf(Mode.MAX);
        assertThat(score.isPresent()).isFalse();
        assertThat(score.value()).isNaN();
    }

    @Test
    void should_keep_the_best_when_the_trial_diverges_afterwards() {
        Objective.Score score = scoreOf(Mode.MIN, 3, Double.NaN, Double.NEGATIVE_INFINITY);
        assertThat(score.value(Scope.BEST)).isEqualTo(3);
        assertThat(score.value(Scope.AVG)).isEqualTo(3);
        assertThat(score.value(Scope.LAST)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void should_rank_scores_that_are_not_finite_last() {
        List<Double> scores = new ArrayList<>(List.of(Double.POSITIVE_INFINITY, 1.0, Double.NaN, 2.0));
        scores.sort(Objective.of("accuracy", Mode.MAX).bestFirst());
        assertThat(scores.subList(0, 2)).containsExactly(2.0, 1.0);
    }

    @Test
    void should_refuse_a_blank_metric() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.of(" ", Mode.MIN))
                .withMessage("an objective needs the name of a metric, not a blank");
    }

    private static Objective.Score scoreOf(Mode mode, double... values) {
        Objective.Score score = Objective.of("accuracy", mode).newScore();
        for (double value : values) {
            score.add(value);
        }
        return score;
    }
}
