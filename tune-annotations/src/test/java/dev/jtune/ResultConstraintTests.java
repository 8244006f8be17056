package dev.jtune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultConstraintTests {
    private static final List<ResultConstraint> LIMITS =
            List.of(ResultConstraint.parse("latency_ms <= 20"), ResultConstraint.parse("recall > 0"));

    @ParameterizedTest
    @CsvSource({
        "latency <= 20, 20, 0",
        "latency <= 20, 25, 0.25",
        "latency < 20, 19, 0",
        "latency < 20, 20, 2.2250738585072014E-308",
        "latency >= 20, 15, 0.25",
        "latency >= -2, -3, 0.5",
        "latency > 0, 2, 0",
        "latency > 0, -2, 2",
        "latency <= 1_000, 2e3, 1",
        "latency <= 20, NaN, 1e100",
        "latency <= 20, Infinity, 1e100",
        "latency >= 1e-300, -1e300, 1e100",
    })
    void should_measure_what_is_broken_as_a_share_of_the_bound(String constraint, double value, double violation) {
        assertThat(ResultConstraint.parse(constraint).violation(value)).isEqualTo(violation);
        assertThat(ResultConstraint.parse(constraint).holds(value)).isEqualTo(violation == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "latency",
                "latency => 20",
                "latency <= fast",
                "latency <= NaN",
                "latency == 20",
                "20 >= latency",
                "a <= 1 and b <= 1"
            })
    void should_say_what_a_constraint_looks_like(String text) {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> ResultConstraint.parse(text))
                .withMessage("TUNE-245 resultConstraints \"" + text
                        + "\": it is not of the form: metric, <= or < or >= or >, number;"
                        + " write it like \"latency_ms <= 20\"");
    }

    @Test
    void should_be_written_as_it_is_read() {
        for (String text : List.of("eval/latency <= 20", "loss < 0.1", "recall >= -3", "x > 1.0E-9")) {
            assertThat(ResultConstraint.parse(text)).hasToString(text);
            assertThat(ResultConstraint.parse(" " + text + " ")).isEqualTo(ResultConstraint.parse(text));
        }
    }

    @Test
    void should_go_by_the_last_value_of_each_metric() {
        List<Map<String, Object>> history = List.of(
                Map.of("latency_ms", 90.0, "recall", 1.0),
                Map.of("latency_ms", 30L, "recall", -0.5),
                Map.of("loss", 1));

        assertThat(ResultConstraint.violation(LIMITS, history)).isEqualTo(0.5 + 0.5);
        assertThat(ResultConstraint.violation(LIMITS, history.subList(2, 3))).isNaN();
        assertThat(ResultConstraint.violation(List.of(), history)).isZero();
    }

    private static TrialResult trial(int number, double loss, double latency) {
        List<Map<String, Object>> history = List.of(Map.of("loss", loss, "latency_ms", latency, "recall", 1.0));
        return new TrialResult(
                number,
                number + "-x",
                Config.of(Map.of("x", number)),
                number,
                new TrialOutcome.Completed(),
                loss,
                history,
                List.of(),
                Path.of("trial-" + number),
                Duration.ZERO,
                1,
                "",
                ResultConstraint.violation(LIMITS, history));
    }

    private static ResultGrid grid(TrialResult... trials) {
        return new ResultGrid("T.net", List.of(Objective.of("loss", Mode.MIN)), List.of(trials), LIMITS);
    }

    @Test
    void should_rank_trials_that_keep_the_constraints_first_and_then_by_how_much_they_break_them() {
        ResultGrid grid = grid(trial(1, 1, 30), trial(2, 2, 22), trial(3, 8, 20), trial(4, 7, 5), trial(5, 0, 30));

        assertThat(grid.ranking()).extracting(TrialResult::number).containsExactly(4, 3, 2, 5, 1);
        assertThat(grid.best().number()).isEqualTo(4);
        assertThat(grid.best("loss", Mode.MAX).number()).isEqualTo(3);
        assertThat(grid.best("latency_ms", Mode.MAX).number()).isEqualTo(3);
        assertThat(grid.paretoFront()).extracting(TrialResult::number).containsExactly(4);
        assertThat(grid.toString())
                .contains("trial 4  loss 7.0  x=4\n", "trial 2  loss 2.0  x=2  (breaks a constraint)");
        assertThat(grid.toCsv())
                .startsWith("trial/number,trial/outcome,trial/score,trial/violation,config/x,")
                .contains("1,Completed,1.0,0.5,1,");
    }

    @Test
    void should_have_no_best_where_no_trial_keeps_the_constraints_and_name_the_nearest() {
        ResultGrid grid = grid(trial(1, 1, 30), trial(2, 2, 22.123456789));

        assertThat(grid.bestOrEmpty()).isEmpty();
        assertThat(grid.paretoFront()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(grid::best)
                .withMessage("study T.net has no best trial: no trial keeps the constraints on results"
                        + " (latency_ms <= 20, recall > 0); the nearest is trial 2 (latency_ms 22.1235)  x=2");
    }
}
