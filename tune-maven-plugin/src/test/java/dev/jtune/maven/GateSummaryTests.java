package dev.jtune.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.gate.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateSummaryTests {
    private static final TunedModule MODULE = new TunedModule(
            "knn",
            Path.of("knn"),
            Path.of("knn/target/classes"),
            Path.of("knn/target/test-classes"),
            true,
            List.of(),
            "1",
            Path.of("knn/target/tune"),
            "search",
            List.of());

    private static StudyVerdict verdict(String study, Verdict verdict, boolean fails, boolean warns, String message) {
        DeclaredStudy declared = new DeclaredStudy("com.acme.KnnTest", study, study, true, true, true);
        return new StudyVerdict(declared, verdict, fails, warns, message);
    }

    @Test
    void should_warn_of_a_gate_that_never_decides_and_fail_nothing_by_it() {
        // GIVEN a gate that passes, one that has decided nothing once, and one that has not for long
        GateSummary summary = new GateSummary();
        summary.add(
                MODULE,
                List.of(
                        verdict("sure", Verdict.PASS, false, false, "accuracy 0.94"),
                        verdict("once", Verdict.INCONCLUSIVE, false, false, "TUNE-111 drop 0.01 +- 0.02"),
                        verdict(
                                "never",
                                Verdict.INCONCLUSIVE,
                                false,
                                true,
                                "TUNE-111 drop 0.01 +- 0.02\n  TUNE-127 INCONCLUSIVE in 3 runs in a row")));
        // WHEN it is told
        Heard heard = new Heard();
        summary.log(heard);
        // THEN only of the last it is a warning
        assertThat(heard.lines())
                .containsExactly(
                        "INFO PASS           KnnTest.sure                            accuracy 0.94",
                        "INFO INCONCLUSIVE   KnnTest.once                            TUNE-111 drop 0.01 +- 0.02",
                        "WARN INCONCLUSIVE   KnnTest.never                           TUNE-111 drop 0.01 +- 0.02\n"
                                + "    TUNE-127 INCONCLUSIVE in 3 runs in a row",
                        "INFO 3 studies: 3 pass, 0 fail");
        assertThat(summary.failing()).isEmpty();
    }
}
