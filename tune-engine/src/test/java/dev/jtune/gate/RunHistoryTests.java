package dev.jtune.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTests {
    private static final Instant AT = Instant.parse("2026-11-25T08:15:00Z");
    private static final String GATE = "accuracy-baseline";

    @TempDir
    Path directory;

    private static PastRun searched(String id, Double... scores) {
        return new PastRun(id, AT, "search", List.of("accuracy MAX"), scores.length, List.of(scores), List.of());
    }

    private static PastRun judged(String id, Verdict... verdicts) {
        return new PastRun(
                id,
                AT,
                "verify",
                List.of(),
                0,
                List.of(),
                Arrays.stream(verdicts)
                        .map(verdict ->
                                new PastRun.Gate(GATE, "accuracy", verdict, !verdict.passes(), Double.NaN, 0.93))
                        .toList());
    }

    @Test
    void should_read_back_what_it_keeps() throws IOException {
        PastRun first = searched("a", 0.94, 0.91);
        PastRun second = judged("b", Verdict.REGRESSED);

        RunHistory.add(directory, first);
        RunHistory.add(directory, second);

        assertThat(RunHistory.read(directory).runs()).containsExactly(first, second);
    }

    @Test
    void should_be_empty_where_nothing_was_kept() {
        assertThat(RunHistory.read(directory)).isEqualTo(RunHistory.NONE);
    }

    @Test
    void should_know_of_one_run_all_that_was_learnt_of_it() throws IOException {
        RunHistory.add(directory, searched("a", 0.94, 0.91));
        RunHistory.add(directory, judged("a", Verdict.REGRESSED));
        RunHistory.add(directory, judged("a", Verdict.PASS));

        PastRun run = RunHistory.read(directory).runs().get(0);
        assertThat(RunHistory.read(directory).runs()).hasSize(1);
        assertThat(run.scores()).containsExactly(0.94, 0.91);
        assertThat(run.gates()).extracting(PastRun.Gate::verdict).containsExactly(Verdict.PASS);
    }

    @Test
    void should_forget_the_oldest() throws IOException {
        for (int run = 1; run <= 53; run++) {
            RunHistory.add(directory, searched("run-" + run, 0.9));
        }

        List<PastRun> runs = RunHistory.read(directory).runs();
        assertThat(runs).hasSize(50);
        assertThat(runs.get(0).id()).isEqualTo("run-4");
        assertThat(runs.get(49).id()).isEqualTo("run-53");
    }

    @Test
    void should_leave_out_what_is_damaged_and_go_on() throws IOException {
        RunHistory.add(directory, searched("a", 0.94));
        Path file = directory.resolve(RunHistory.FILE);
        String good = Files.readString(file);
        Files.write(file, new byte[] {'{', (byte) 0xc3, (byte) 0xff, '\n'}, StandardOpenOption.APPEND);
        Files.writeString(file, good.replace("2026-11-25T", "yesterday "), StandardOpenOption.APPEND);
        Files.writeString(file, good.replace("\"trials\":1", "\"trials\":-1"), StandardOpenOption.APPEND);
        Files.writeString(file, good.substring(0, good.length() / 2), StandardOpenOption.APPEND);

        RunHistory.add(directory, searched("b", 0.95));

        assertThat(RunHistory.read(directory).runs()).extracting(PastRun::id).containsExactly("a", "b");
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).doesNotContain("yesterday");
    }

    @Test
    void should_count_one_verdict_in_a_row_over_runs_that_did_not_judge() {
        RunHistory history = new RunHistory(List.of(
                judged("a", Verdict.INCONCLUSIVE),
                judged("b", Verdict.PASS),
                judged("c", Verdict.INCONCLUSIVE),
                searched("d", 0.9),
                judged("e", Verdict.INCONCLUSIVE)));

        assertThat(history.inARow(GATE, Verdict.INCONCLUSIVE)).isEqualTo(2);
        assertThat(history.inARow(GATE, Verdict.PASS)).isZero();
        assertThat(history.inARow("accuracy-threshold", Verdict.INCONCLUSIVE)).isZero();
        assertThat(history.without("e").inARow(GATE, Verdict.INCONCLUSIVE)).isEqualTo(1);
    }
}
