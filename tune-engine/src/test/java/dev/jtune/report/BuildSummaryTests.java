package dev.jtune.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.gate.Confirmation;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.Verdict;
import dev.jtune.json.Json;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildSummaryTests {
    @TempDir
    Path root;

    private final List<String> log = new ArrayList<>();

    private Path study(String name, Mode mode) {
        Path directory = root.resolve("com.acme." + name);
        Tuner.of("com.acme." + name, trial -> trial.config().getDouble("x"))
                .paramSpace("x = grid_search(1, 2, 3)")
                .metric("score", mode)
                .directory(directory)
                .listener(new StudyFiles(directory))
                .fit();
        return directory;
    }

    private static void judge(Path directory, String run, Verdict verdict, String message) throws IOException {
        Judgement gate = new Judgement(
                "score-baseline",
                "score no worse than 3.5 - 0.1",
                "score",
                verdict,
                !verdict.passes(),
                verdict == Verdict.INCONCLUSIVE,
                3.25,
                3.4,
                message,
                "src/test/tune/RankTest.best.json");
        Confirmation confirmation = new Confirmation(
                3, Config.of(Map.of("x", 3.0)), 1, "score", Mode.MAX, List.of(1L, 2L), List.of(3.0, 3.5), false, 3.0);
        new GateReport(
                        "RankTest.best",
                        "com.acme.RankTest",
                        "best",
                        run,
                        "search",
                        "c0de",
                        "5face",
                        "17",
                        "Linux amd64",
                        List.of(gate),
                        confirmation)
                .write(directory);
    }

    private void summarise(Map<String, String> environment, Path... ran) throws IOException {
        new BuildSummary(environment, log::add).write(root, List.of(ran));
    }

    @Test
    void should_sum_up_the_studies_of_the_whole_build() throws IOException {
        Path judged = study("RankTest.best", Mode.MAX);
        judge(judged, "run-1", Verdict.REGRESSED, "TUNE-102 RankTest.best: worse\nnext: mvn tune:accept");
        study("LossTest.least", Mode.MIN);
        summarise(Map.of(), judged);
        assertThat(root.resolve("summary.md")).content().startsWith("""
                        ## Tune: 2 studies, 1 failed by a gate

                        | study | gate | verdict | score | limit |
                        | --- | --- | --- | ---: | ---: |
                        | LossTest.least | score | no gate | 1 |  |
                        | RankTest.best | score no worse than 3.5 - 0.1 | REGRESSED, fails the build | 3.25 | 3.4 |
                        """).contains("""
                        ### RankTest.best

                        Best of 3 trials: #3, score 3 with x=3

                        Confirmed on 2 seeds: mean 3.25, sd 0.353553

                            TUNE-102 RankTest.best: worse
                            next: mvn tune:accept

                            mvn test "-Dtest=RankTest#best"

                        <details><summary>The best 3 trials</summary>

                        | trial | score | configuration |
                        | ---: | ---: | --- |
                        | 3 | 3 | x=3 |
                        """);
        assertThat(log).isEmpty();
    }

    @Test
    void should_write_scores_for_tools_that_keep_them_over_time() throws IOException {
        Path judged = study("RankTest.best", Mode.MAX);
        judge(judged, "run-2", Verdict.PASS, "fine");
        study("LossTest.least", Mode.MIN);
        summarise(Map.of(), judged);
        assertThat(Json.parse(Files.readString(root.resolve("metrics-max.json"))))
                .isEqualTo(List.of(Map.of(
                        "name", "RankTest.best",
                        "unit", "score",
                        "value", 3.25,
                        "range", "+-0.353553",
                        "extra", "mean of 2 seeds: x=3")));
        assertThat(Json.parse(Files.readString(root.resolve("metrics-min.json"))))
                .isEqualTo(List.of(Map.of(
                        "name", "LossTest.least", "unit", "score", "value", 1.0, "extra", "best of 3 trials: {x=1}")));
        assertThat(Json.parseObject(Files.readString(root.resolve("metrics.json"))))
                .containsEntry("LossTest.least", Map.of("score", Map.of("value", 1.0)))
                .containsKey("RankTest.best");
    }

    @Test
    void should_tell_github_once_of_what_this_process_ran() throws IOException {
        Path judged = study("RankTest.best", Mode.MAX);
        judge(judged, "run-3", Verdict.REGRESSED, "50% worse\nnext: accept");
        study("LossTest.least", Mode.MIN); // by another fork
        Path page = root.resolve("page.md");
        Files.writeString(page, "before\n");
        Map<String, String> github = Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", page.toString());
        summarise(github, judged);
        summarise(github, judged); // failed tests were run again
        assertThat(page)
                .content()
                .startsWith("before\n## Tune: 1 study, 1 failed")
                .doesNotContain("LossTest");
        assertThat(page).content().containsOnlyOnce("## Tune");
        assertThat(log).containsExactly("::error title=RankTest.best score-baseline::50%25 worse%0Anext: accept");
    }

    @Test
    void should_warn_on_github_of_what_passes_and_is_to_be_told() throws IOException {
        Path judged = study("RankTest.best", Mode.MAX);
        judge(judged, "run-5", Verdict.INCONCLUSIVE, "undecided once more");

        summarise(Map.of("GITHUB_ACTIONS", "true"), judged);

        assertThat(log).containsExactly("::warning title=RankTest.best score-baseline::undecided once more");
        assertThat(root.resolve("summary.md")).content().contains("INCONCLUSIVE, again");
    }

    @Test
    void should_stay_below_the_size_that_github_shows() throws IOException {
        Path judged = study("RankTest.best", Mode.MAX);
        judge(judged, "run-4", Verdict.REGRESSED, "x".repeat(2_000_000));
        summarise(Map.of(), judged);
        assertThat(root.resolve("summary.md"))
                .content()
                .hasSizeLessThan(200_001)
                .contains("No room here for 1 of 1 studies");
    }

    @Test
    void should_show_what_comes_from_user_code_as_text() {
        StudySummary hostile = new StudySummary(
                root.resolve("com.acme.X.<img src=x onerror=alert(1)>"),
                Map.of(
                        "metric",
                        "a|b`c",
                        "mode",
                        "MAX",
                        "trials",
                        1L,
                        "best",
                        Map.of("trial", 1L, "score", 1.0, "config", Map.of("m", "</details><script>"))),
                null);
        String text = SummaryMarkdown.of(List.of(hostile), 10_000);
        assertThat(text).doesNotContain("<img", "<script", "a|b", "`");
        assertThat(text).contains("&#60;script&#62;");
    }

    @Test
    void should_leave_out_a_study_that_cannot_be_read() throws IOException {
        Path broken = Files.createDirectories(root.resolve("com.acme.BrokenTest.study"));
        Files.writeString(broken.resolve("result.json"), "{");
        study("LossTest.least", Mode.MIN);
        summarise(Map.of());
        assertThat(root.resolve("summary.md")).content().contains("LossTest").doesNotContain("BrokenTest");
    }
}
