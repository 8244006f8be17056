package dev.jtune.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTests {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("src/test/tune/DigitsTest.knn.json");
    }

    static Baseline baseline(Mode mode, @Nullable String reason, Double... scores) {
        return new Baseline(
                "DigitsTest.knn",
                "accuracy",
                mode,
                Config.of(Map.of("k", 4, "eps", 0.0011, "distance", "l2", "deep", List.of(1, 2))),
                27,
                List.of(11L, 12L, 13L).subList(0, scores.length),
                List.of(scores),
                true,
                "9f3a",
                "77c1",
                LocalDate.of(2026, 11, 2),
                "17.0.15",
                "Linux amd64",
                reason);
    }

    @Test
    void should_read_back_what_it_writes() throws IOException {
        Baseline baseline = baseline(Mode.MAX, "the data \"grew\"", 0.94, 0.93, 0.95);
        baseline.write(file);
        assertThat(Baseline.read(file)).contains(baseline);
        assertThat(file.getParent()).isDirectoryContaining(found -> found.equals(file));
        assertThat(file.getParent().toFile().list()).hasSize(1);
    }

    @Test
    void should_write_one_value_a_line_in_any_locale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            baseline(Mode.MAX, null, 0.75, 0.25).write(file);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(file).content().isEqualTo("""
                {
                  "code": "9f3a",
                  "config": {
                    "deep": [
                      1,
                      2
                    ],
                    "distance": "l2",
                    "eps": 0.0011,
                    "k": 4
                  },
                  "date": "2026-11-02",
                  "deterministic": true,
                  "host": "Linux amd64",
                  "iterations": 27,
                  "java": "17.0.15",
                  "mean": 0.5,
                  "metric": "accuracy",
                  "mode": "MAX",
                  "n": 2,
                  "schema": 1,
                  "scores": [
                    0.75,
                    0.25
                  ],
                  "sd": 0.3535533905932738,
                  "seeds": [
                    11,
                    12
                  ],
                  "space": "77c1",
                  "study": "DigitsTest.knn"
                }
                """);
    }

    @Test
    void should_be_absent_where_there_is_no_file() {
        assertThat(Baseline.read(file)).isEmpty();
        assertThat(Baseline.pending(file)).hasFileName("DigitsTest.knn.json.new");
    }

    @Test
    void should_say_what_is_wrong_with_a_file() throws IOException {
        baseline(Mode.MAX, null, 0.94, 0.92).write(file);
        String good = Files.readString(file);

        assertThat(complaint(good.replace("\"MAX\"", "\"UP\"")))
                .isEqualTo("TUNE-114 " + file + ": the baseline cannot be read: \"mode\" is not one of [MIN, MAX]; "
                        + "take it from version control again, or delete it, run the study and accept it anew");
        assertThat(complaint(good.replace("  \"metric\": \"accuracy\",\n", "")))
                .contains("\"metric\" is missing, which is a text");
        assertThat(complaint(good.replace("    0.94,\n", "")))
                .contains("\"seeds\" and \"scores\" are not of one length");
        assertThat(complaint(good.replace("0.94", "\"NaN\""))).contains("\"scores\" is not a list of numbers");
        assertThat(complaint(good.replace("2026-11-02", "2 November"))).contains("\"date\" is not a date");
        assertThat(complaint("<<<<<<< HEAD\n" + good)).contains("TUNE-114");
        assertThat(complaint(good.replace("\"schema\": 1", "\"schema\": 2")))
                .isEqualTo("TUNE-115 " + file + ": the baseline has schema 2, and this version reads up to 1; use the "
                        + "version of Tune for JUnit that wrote it, or a newer one");
    }

    private String complaint(String content) throws IOException {
        Files.writeString(file, content);
        try {
            Baseline.read(file);
        } catch (InvalidDeclarationException e) {
            return e.getMessage();
        }
        throw new AssertionError("it was read: " + content);
    }

    @Test
    void should_know_the_lower_bar_by_the_direction_of_the_metric() {
        assertThat(baseline(Mode.MAX, null, 0.9).isLowerThan(baseline(Mode.MAX, null, 0.91)))
                .isTrue();
        assertThat(baseline(Mode.MAX, null, 0.91).isLowerThan(baseline(Mode.MAX, null, 0.9)))
                .isFalse();
        assertThat(baseline(Mode.MIN, null, 0.91).isLowerThan(baseline(Mode.MIN, null, 0.9)))
                .isTrue();
        assertThat(baseline(Mode.MIN, null, 0.9).isLowerThan(baseline(Mode.MIN, null, 0.9)))
                .isFalse();
    }

    @Test
    void should_be_made_of_what_a_run_confirmed_and_of_nothing_else() throws IOException {
        Confirmation confirmed = new Confirmation(
                13,
                Config.of(Map.of("k", 4)),
                27,
                "accuracy",
                Mode.MAX,
                List.of(1L, 2L),
                List.of(0.9, 0.8),
                false,
                0.93);
        GateReport report = report(confirmed);
        report.write(directory);
        assertThat(GateReport.read(directory)).contains(report);

        Baseline baseline = Baseline.of(report, LocalDate.of(2026, 11, 2), null);
        assertThat(baseline.mean()).isEqualTo(confirmed.mean());
        assertThat(baseline.config()).isEqualTo(confirmed.config());
        assertThat(baseline.code()).isEqualTo("9f3a");
        assertThatThrownBy(() -> Baseline.of(report(null), LocalDate.of(2026, 11, 2), null))
                .hasMessage("the run of DigitsTest.knn has confirmed no configuration");
    }

    private static GateReport report(@Nullable Confirmation confirmed) {
        return new GateReport(
                "DigitsTest.knn",
                "com.acme.DigitsTest",
                "knn",
                "run-1",
                "search",
                "9f3a",
                "77c1",
                "17.0.15",
                "Linux amd64",
                List.of(
                        new Judgement(
                                "accuracy-threshold",
                                "accuracy >= 0.93",
                                "accuracy",
                                Verdict.BELOW_THRESHOLD,
                                true,
                                false,
                                Double.NaN,
                                0.93,
                                "TUNE-102 ...",
                                null),
                        new Judgement(
                                "accuracy-baseline",
                                "accuracy no worse than the baseline",
                                "accuracy",
                                Verdict.REGRESSED,
                                false,
                                true,
                                0.92,
                                0.93,
                                "TUNE-110 ...",
                                "src/test/tune/DigitsTest.knn.json")),
                confirmed);
    }

    @Test
    void should_fail_a_build_by_the_gates_that_are_enforced() {
        assertThat(report(null).passes()).isFalse();
        assertThat(report(null).gate("accuracy-baseline").orElseThrow().fails()).isFalse();
        assertThat(report(null).gate("accuracy")).isEmpty();
    }

    @Test
    void should_say_which_report_cannot_be_read() throws IOException {
        Files.writeString(directory.resolve("gate.json"), "{\"schema\": 1}");
        assertThatThrownBy(() -> GateReport.read(directory))
                .hasMessage("TUNE-118 " + directory.resolve("gate.json") + ": it cannot be read: \"study\" is missing, "
                        + "which is a text; run the study again");
        assertThat(GateReport.read(directory.resolve("elsewhere"))).isEmpty();
    }
}
