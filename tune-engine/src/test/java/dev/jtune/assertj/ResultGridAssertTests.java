package dev.jtune.assertj;

import static dev.jtune.assertj.TuneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.ResultGrid;
import dev.jtune.gate.Baseline;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultGridAssertTests {
    private static ResultGrid results;

    @BeforeAll
    static void tune() {
        results = Tuner.of("halves", trial -> {
                    if (trial.number() == 2) {
                        throw new IllegalStateException("no");
                    }
                    return trial.number() / 2.0;
                })
                .paramSpace("a = 1")
                .metric("score", Mode.MAX)
                .numSamples(3)
                .fit();
    }

    @Test
    void should_pass_on_the_bound_itself() {
        assertThat(results)
                .hasSize(3)
                .hasBestAtLeast(1.5)
                .hasBestAtMost(1.5)
                .hasBestConfigSatisfying(config -> org.assertj.core.api.Assertions.assertThat(config.getInt("a"))
                        .isEqualTo(1));
    }

    @Test
    void should_say_which_trial_is_best_when_it_is_not_good_enough() {
        fails(() -> assertThat(results).hasBestAtLeast(2))
                .withMessage("Expected the best score of halves to be at least 2.0 but it is 1.5 (trial 3: a=1)");
        fails(() -> assertThat(results).hasBestAtMost(1))
                .withMessage("Expected the best score of halves to be at most 1.0 but it is 1.5 (trial 3: a=1)");
    }

    @Test
    void should_show_the_front_whose_hypervolume_is_not_large_enough() {
        // the second trial failed; 1.5 is 1 better than the reference
        assertThat(results).hasHypervolumeAtLeast(1, 0.5);
        fails(() -> assertThat(results).hasHypervolumeAtLeast(2, 0.5))
                .withMessage("Expected the hypervolume of halves up to [0.5] to be at least 2.0 but it is 1.0; front:\n"
                        + "  trial 3  score 1.5  a=1");
    }

    @Test
    void should_compare_with_a_committed_baseline(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("halves.json");
        fails(() -> assertThat(results).isNoWorseThanBaseline(file, "0.1"))
                .withMessageContaining("no worse than the baseline " + file + " but there is no such file");
        Baseline baseline = new Baseline(
                "halves",
                "score",
                Mode.MAX,
                Config.of(Map.of("a", 1)),
                1,
                List.of(1L, 2L),
                List.of(1.5, 1.75),
                true,
                "",
                "",
                LocalDate.EPOCH,
                "17",
                "here",
                null);
        baseline.write(file);

        assertThat(results).isNoWorseThanBaseline(file, "0.125").isNoWorseThanBaseline(file, "1sd");
        fails(() -> assertThat(results).isNoWorseThanBaseline(file, "0.12"))
                .withMessage(
                        "Expected the best score of halves to be no worse than its baseline 1.625 by 0.12 but it is"
                                + " 1.5 (trial 3: a=1)");
    }

    @Test
    void should_show_the_first_error() {
        fails(() -> assertThat(results).hasNoErrors())
                .withMessage("Expected no trial of halves to fail but 1 of 3 did, the first was trial 2 (a=1):"
                        + " java.lang.IllegalStateException: no");
    }

    @Test
    void should_count_trials() {
        fails(() -> assertThat(results).hasSize(4)).withMessage("Expected halves to have 4 trials but it has 3");
    }

    @Test
    void should_not_pass_without_any_score() {
        ResultGrid none = Tuner.of("none", trial -> Double.NaN)
                .metric("score", Mode.MAX)
                .numSamples(1)
                .fit();
        fails(() -> assertThat(none).hasBestAtLeast(0))
                .withMessage(
                        "Expected the best score of none to be at least 0.0 but no trial has a finite score (1 trials, 0"
                                + " failed)");
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<AssertionError> fails(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable assertion) {
        return assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion);
    }
}
