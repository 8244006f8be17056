package dev.jtune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.jtune.Constraint;
import dev.jtune.Gate;
import dev.jtune.Mode;
import dev.jtune.RandInt;
import dev.jtune.Tune;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Constraints as annotations say them. */
class ConstrainedStudyTests {
    @TempDir
    Path directory;

    static class FastEnoughTestCase {
        @Constraint("low <= high")
        record Range(
                @RandInt(lower = 0, upper = 10) int low,
                @RandInt(lower = 0, upper = 10) int high) {}

        @Tune(
                mode = Mode.MAX,
                metric = "width",
                numSamples = 30,
                constraints = "high < 9",
                resultConstraints = "latency_ms <= 40")
        @Gate(threshold = 9)
        Map<String, Object> objective(Range range) {
            if (range.low() > range.high() || range.high() == 9) {
                throw new AssertionError("a constraint is broken");
            }
            return Map.of("width", range.high() - range.low(), "latency_ms", 10 * (range.high() - range.low()));
        }
    }

    static class TooSlowTestCase {
        @Tune(
                mode = Mode.MAX,
                metric = "width",
                pointsToEvaluate = "x=3",
                numSamples = 1,
                paramSpace = "x = randint(0, 10)",
                resultConstraints = "latency_ms <= 20")
        @Gate(threshold = 1)
        Map<String, Object> objective(int x) {
            return Map.of("width", x, "latency_ms", 10 * x);
        }
    }

    private Events tests(Class<?> type) {
        return EngineTestKit.engine(TuneEngine.ID)
                .configurationParameter("tune.dir", directory.toString())
                .configurationParameter("tune.verbose", "0")
                .selectors(selectClass(type))
                .execute()
                .testEvents();
    }

    private static String failure(Events tests) {
        return tests.failed().stream()
                .findFirst()
                .orElseThrow()
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage();
    }

    @Test
    void should_run_only_what_keeps_the_constraints_and_judge_only_what_is_fast_enough() {
        // WHEN a study runs whose best trials are too slow
        Events tests = tests(FastEnoughTestCase.class);
        // THEN all trials pass, and the gate sees a width of 4 at most
        assertThat(tests.succeeded().count()).isEqualTo(30);
        assertThat(tests.failed().count()).isEqualTo(1);
        assertThat(failure(tests))
                .startsWith("TUNE-101 FastEnoughTestCase.objective: width 4 is below the threshold 9");
    }

    @Test
    void should_fail_the_gate_where_no_trial_is_fast_enough() {
        assertThat(failure(tests(TooSlowTestCase.class)))
                .startsWith(
                        "TUNE-103 TooSlowTestCase.objective: no trial keeps the constraints on results"
                                + " (latency_ms <= 20); the nearest is trial 1 (latency_ms 30.0)  x=3, so the gate width >= 1 cannot pass");
    }
}
