package dev.jtune.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Scope;
import dev.jtune.TrialResult;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.json.Json;
import dev.jtune.report.ForkLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HtmlReportTests {
    @TempDir
    private Path root;

    private String page(String study) throws IOException {
        return Files.readString(root.resolve(study).resolve(HtmlReport.PAGE));
    }

    private String churn(int trials) throws IOException {
        Path study = root.resolve(RecordedRuns.STUDY);
        RecordedRuns.write(study, trials, 7);
        HtmlReport.write(study);
        return page(RecordedRuns.STUDY);
    }

    /** Return what a browser without scripts shows: the text between the tags. */
    private static String text(String page) {
        return page.replaceAll("(?s)<(script|style)\\b.*?</\\1>", "")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }

    private static Map<String, Object> data(String page) {
        Matcher matcher = Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>")
                .matcher(page);
        assertThat(matcher.find()).isTrue();
        @SuppressWarnings("unchecked")
        Map<String, Object> data = (Map<String, Object>) Json.parse(matcher.group(1));
        return data;
    }

    @Test
    void should_say_all_that_matters_without_a_script() throws IOException {
        String text = text(churn(600));

        assertThat(text)
                .contains("ChurnTest.model", "PASS", "accuracy &gt;= 0.9")
                .contains("mvn test \"-Dtest=ChurnTest#model\" \"-Dtune.trials=")
                .contains("java.lang.OutOfMemoryError: Java heap space", "at com.acme.Net.allocate(Net.java:40)")
                .contains("152608179590640", "b81d70", "4242 on build-7")
                .contains("best 10 %", "longest attempts", "stopped after 3", "standard deviation");
    }

    @Test
    void should_write_each_trial_and_each_improvement_for_the_charts() throws IOException {
        Map<String, Object> data = data(churn(300));

        Map<?, ?> trials = (Map<?, ?>) data.get("trials");
        assertThat((List<?>) trials.get("number")).hasSize(300);
        assertThat((List<?>) data.get("axes")).hasSize(8);
        Map<?, ?> history = (Map<?, ?>) ((Map<?, ?>) data.get("charts")).get("history");
        List<Double> best = ((List<?>) history.get("best"))
                .stream().map(value -> ((Number) value).doubleValue()).toList();
        assertThat(best).isSorted().hasSizeGreaterThan(3);
        assertThat(history.get("limits").toString()).contains("threshold 0.9");
    }

    @Test
    void should_compare_with_the_runs_before() throws IOException {
        Path study = root.resolve(RecordedRuns.STUDY);
        RecordedRuns.write(study, 40, 7);
        RecordedRuns.history(study);
        HtmlReport.write(study);

        String text = text(page(RecordedRuns.STUDY));
        assertThat(text)
                .contains("accuracy-baseline: IMPROVED; of the last 12 runs 1 failed.")
                .contains("2026-11-20 08:15 search accuracy-baseline 0.9", "0.92 REGRESSED, fails")
                .contains("2026-11-15 08:15 search accuracy-threshold - 0.9 ERROR, fails")
                .contains("share of the trials this run 2026-11-24 08:15 2026-11-23 08:15");
        Map<?, ?> charts = (Map<?, ?>) data(page(RecordedRuns.STUDY)).get("charts");
        assertThat((List<?>) ((Map<?, ?>) charts.get("distribution")).get("runs"))
                .hasSize(6);
        assertThat((List<?>) ((Map<?, ?>) charts.get("verdicts")).get("runs")).hasSize(12);
    }

    @Test
    void should_draw_a_bounded_number_of_trials_with_the_best_among_them() throws IOException {
        Path study = root.resolve("many");
        List<Objective> objectives = List.of(new Objective("score", Mode.MAX, Scope.LAST));
        tiny(study, "many", 8000, objectives, trial -> trial == 4001 ? 2.0 : 1.0 / trial);

        HtmlReport.write(study);

        Map<?, ?> trials = (Map<?, ?>) data(page("many")).get("trials");
        List<Long> numbers = ((List<?>) trials.get("number"))
                .stream().map(number -> (Long) number).toList();
        assertThat(numbers).hasSizeBetween(2000, TrialColumns.MOST).contains(4001L, 1L);
        assertThat(numbers).isSorted();
        assertThat(text(page("many"))).contains("and 7800 more: all are in trials.csv");
    }

    @Test
    void should_say_that_the_best_lies_on_a_bound_that_the_good_ones_crowd() {
        Axis rate = new Axis("rate", List.of(), 1e-4, 1e-1, true, false, true, false);
        List<TrialResult> crowd = results("crowd", trial -> 0.1 - 1e-4 * trial);
        List<TrialResult> chance = results("chance", trial -> trial == 1 ? 0.1 : 1e-3);

        assertThat(SlicesChart.hints(List.of(rate), crowd))
                .containsExactly("The best lies on the upper bound of rate (0.1): widen it.");
        assertThat(SlicesChart.hints(List.of(rate), chance)).isEmpty();
    }

    private List<TrialResult> results(String name, IntToDoubleFunction rate) {
        Path study = root.resolve(name);
        try (FileJournal journal = FileJournal.open(create(study))) {
            journal.append(start(name, List.of(new Objective("score", Mode.MIN, Scope.LAST))));
            IntStream.rangeClosed(1, 5)
                    .forEach(trial -> trial(journal, trial, Map.of("rate", rate.applyAsDouble(trial)), "score", trial));
        }
        try {
            return StudyRecord.read(study).orElseThrow().ranked();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void should_show_names_that_are_attacks_as_text() throws Exception {
        AttackingRun.write(root.resolve("attack"));

        HtmlReport.write(root.resolve("attack"));

        String page = page("attack");
        String index = Files.readString(root.resolve(HtmlReport.INDEX));
        assertThat(page).doesNotContain("<img").contains("&lt;img src=x onerror=alert(1)&gt;");
        assertThat(index).doesNotContain("<img").contains("&lt;img src=x onerror=alert(1)&gt;");
        assertThat(count(page, "<script")).isEqualTo(3);
        assertThat(count(page, "</script>")).isEqualTo(3);
        assertThat(page).doesNotContainPattern("<[a-z]+[^>]*\\sonerror");
        assertThat(((Map<?, ?>) ((List<?>) data(page).get("axes")).get(0)).get("name"))
                .isEqualTo(AttackingRun.XSS);
    }

    @Test
    void should_let_no_script_run_but_its_own_and_load_nothing() throws Exception {
        String page = churn(40);

        Matcher scripts = Pattern.compile("(?s)<script>(.*?)</script>").matcher(page);
        String policy = page.substring(page.indexOf("default-src"), page.indexOf("form-action"));
        int found = 0;
        while (scripts.find()) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(policy.replace("&#39;", "'"))
                    .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
            found++;
        }
        assertThat(found).isEqualTo(2);
        assertThat(policy).startsWith("default-src ").doesNotContain("unsafe-eval", "http");
        assertThat(page)
                .as("a letter of two bytes doubles the memory of the page")
                .isASCII();
        assertThat(page.replaceAll("(?s)<script>.*?</script>", "")).doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    @Test
    void should_list_all_studies_with_what_their_gates_say() throws IOException {
        RecordedRuns.write(root.resolve(RecordedRuns.STUDY), 40, 7);
        tiny(root.resolve("com.acme.Other.study"), "com.acme.Other.study", 3, objectives(), trial -> trial);

        assertThat(HtmlReport.rebuild(root, (study, why) -> fail(why))).contains(root.resolve(HtmlReport.INDEX));

        String index = Files.readString(root.resolve(HtmlReport.INDEX));
        assertThat(index)
                .contains(
                        "href=\"./com.acme.ChurnTest.model/report.html\"",
                        "href=\"./com.acme.Other.study/report.html\"")
                .contains("reaches the threshold 0.9", "no gate fails");
    }

    @Test
    void should_show_what_is_damaged_and_go_on() throws IOException {
        // GIVEN three studies, of which one has a journal with a byte that somebody changed, and one something else
        // where its page goes
        for (String name : List.of("a", "b", "c")) {
            tiny(root.resolve(name), name, 3, objectives(), trial -> trial);
        }
        Path journal = root.resolve("a").resolve("trials.jsonl");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2]++;
        Files.write(journal, bytes);
        Files.createDirectories(root.resolve("b").resolve(HtmlReport.PAGE).resolve("in the way"));
        // WHEN the pages are written again
        Map<Path, String> damaged = new TreeMap<>();
        assertThat(HtmlReport.rebuild(root, damaged::put)).contains(root.resolve(HtmlReport.INDEX));
        // THEN whoever asked is told, the others have their pages, and all stand in the index
        assertThat(damaged).containsOnlyKeys(root.resolve("a"), root.resolve("b"));
        assertThat(text(page("c"))).contains("#3");
        String index = text(Files.readString(root.resolve(HtmlReport.INDEX)));
        assertThat(index)
                .containsSubsequence(
                        " a DAMAGED ",
                        "TUNE-404 ",
                        "trials.jsonl, line ",
                        ": the journal is damaged",
                        " b DAMAGED ",
                        "FileSystemException",
                        " c - ");
    }

    @Test
    void should_write_to_any_file_system() throws IOException {
        try (FileSystem other = Jimfs.newFileSystem(Configuration.unix())) {
            Path elsewhere = Files.createDirectories(other.getPath("/target/tune"));
            Path study = elsewhere.resolve(RecordedRuns.STUDY);
            RecordedRuns.write(study, 40, 7);

            assertThat(HtmlReport.write(study)).contains(elsewhere.resolve(HtmlReport.INDEX));

            assertThat(Files.readString(study.resolve(HtmlReport.PAGE))).isEqualTo(churn(40));
            assertThat(Files.readString(elsewhere.resolve(HtmlReport.INDEX)))
                    .contains("href=\"./com.acme.ChurnTest.model/report.html\"");
        }
    }

    @Test
    void should_lead_to_no_other_page_where_it_stands_alone() throws IOException {
        assertThat(churn(40)).contains("href=\"../index.html\"");
        assertThat(HtmlReport.page(root.resolve(RecordedRuns.STUDY)))
                .hasValueSatisfying(page -> assertThat(page).doesNotContain("index.html"));
    }

    @Test
    void should_wait_for_another_fork_that_writes_the_index() throws Exception {
        // GIVEN somebody who writes the index
        tiny(root.resolve("mine"), "mine", 3, objectives(), trial -> trial);
        Thread writer = new Thread(() -> {
            try {
                HtmlReport.write(root.resolve("mine"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        // WHEN another study ends
        ForkLock.holding(root.resolve(".index.lock"), () -> {
            writer.start();
            while (writer.isAlive() && writer.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            // THEN it waits, with its page written already
            assertThat(writer.isAlive()).isTrue();
            assertThat(root.resolve(HtmlReport.INDEX)).doesNotExist();
        });
        writer.join(30_000);
        assertThat(root.resolve(HtmlReport.INDEX)).exists();
    }

    @Test
    void should_show_who_went_on_from_whose_checkpoint() throws IOException {
        // GIVEN a population of three, in which the third took over from the first, and won
        Path study = root.resolve("population");
        try (FileJournal journal = FileJournal.open(create(study))) {
            journal.append(start("population", objectives()));
            trial(journal, 1, Map.of("rate", 0.5), "score", 2);
            trial(journal, 2, Map.of("rate", 0.25), "score", 3);
            journal.append(new JournalEvent.TrialSuggested(3, Config.of(Map.of("rate", 0.125)), 3, ""));
            journal.append(new JournalEvent.AttemptStarted(3, 1, 1_010, 1, "host", "127.0.0.1", "cpu=1", null));
            journal.append(new JournalEvent.ResultReported(3, 1, 1, Map.of("score", 9), 0.1, 1_011, null));
            journal.append(new JournalEvent.ResultReported(3, 1, 2, Map.of("score", 8), 0.1, 1_012, null));
            journal.append(new JournalEvent.TrialExploited(
                    3, 1, "checkpoint-000001", Config.of(Map.of("rate", 0.625)), "the first is better"));
            journal.append(
                    new JournalEvent.AttemptStarted(3, 2, 1_013, 1, "host", "127.0.0.1", "cpu=1", "checkpoint-000001"));
            journal.append(new JournalEvent.ResultReported(3, 2, 3, Map.of("score", 1), 0.1, 1_014, null));
            journal.append(new JournalEvent.TrialEnded(3, "Completed", false, "", "", 1, 1_015, 0.3));
        }

        HtmlReport.write(study);

        Map<?, ?> lineage = (Map<?, ?>) ((Map<?, ?>) data(page("population")).get("charts")).get("lineage");
        assertThat(lineage.get("takeovers")).isEqualTo(List.of(List.of(3L, 1L, 2L, 1L)));
        assertThat(lineage.get("lives")).isEqualTo(List.of(List.of(1L, 1L), List.of(2L, 1L), List.of(3L, 3L)));
        assertThat(lineage.get("winner")).isEqualTo(3L);
        assertThat(text(page("population")))
                .contains(
                        "1 time a trial went on from the checkpoint of a better one.",
                        "the winner, #3 2 results #1 rate=0.625");
    }

    @Test
    void should_write_nothing_where_no_study_ran() throws IOException {
        assertThat(HtmlReport.rebuild(root, (study, why) -> fail(why))).isEmpty();
        assertThat(HtmlReport.rebuild(root.resolve("missing"), (study, why) -> fail(why)))
                .isEmpty();
        assertThat(HtmlReport.write(root)).isEmpty();
        try (var files = Files.list(root)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void should_show_a_run_without_any_score() throws IOException {
        tiny(root.resolve("none"), "none", 3, objectives(), trial -> Double.NaN);

        HtmlReport.write(root.resolve("none"));

        assertThat(text(page("none"))).contains("No trial has a score that counts.", "#1", "#3");
    }

    @Test
    void should_show_the_front_and_how_it_grew() throws IOException {
        Path study = root.resolve("front");
        RecordedRuns.write(
                study,
                60,
                7,
                List.of(
                        new Objective("accuracy", Mode.MAX, Scope.LAST),
                        new Objective("millis", Mode.MIN, Scope.LAST)));

        HtmlReport.write(study);

        Map<?, ?> front = (Map<?, ?>) ((Map<?, ?>) data(page("front")).get("charts")).get("front");
        List<Double> volumes = ((List<?>) front.get("hypervolume"))
                .stream()
                        .map(point -> ((Number) ((List<?>) point).get(1)).doubleValue())
                        .toList();
        assertThat(volumes).isSorted();
        assertThat(volumes.get(volumes.size() - 1)).isPositive();
        assertThat((List<?>) front.get("members")).isNotEmpty();
    }

    // ---- runs of a few lines

    private static List<Objective> objectives() {
        return List.of(new Objective("score", Mode.MIN, Scope.LAST));
    }

    private static Path create(Path study) {
        try {
            return Files.createDirectories(study).resolve("trials.jsonl");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JournalEvent.RunStarted start(String name, List<Objective> objectives) {
        return new JournalEvent.RunStarted(
                1, "run-1", name, 1, objectives, List.of(), 1, "auto", "FIFO", "s", "c", Map.of(), 1_000);
    }

    private static void tiny(
            Path study, String name, int trials, List<Objective> objectives, IntToDoubleFunction score) {
        try (FileJournal journal = FileJournal.open(create(study))) {
            journal.append(start(name, objectives));
            IntStream.rangeClosed(1, trials)
                    .forEach(trial -> trial(journal, trial, Map.of("x", trial), "score", score.applyAsDouble(trial)));
        }
    }

    private static void trial(FileJournal journal, int trial, Map<String, ?> config, String metric, double score) {
        journal.append(new JournalEvent.TrialSuggested(trial, Config.of(config), trial, ""));
        journal.append(new JournalEvent.AttemptStarted(trial, 1, 1_000 + trial, 1, "host", "127.0.0.1", "cpu=1", null));
        journal.append(new JournalEvent.ResultReported(trial, 1, 1, Map.of(metric, score), 0.1, 1_001 + trial, null));
        journal.append(new JournalEvent.TrialEnded(trial, "Completed", false, "", "", score, 1_002 + trial, 0.1));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
