package dev.jtune.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultConstraint;
import dev.jtune.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileJournalTests {
    private static final List<JournalEvent> ONE_OF_EACH = List.of(
            new JournalEvent.RunStarted(
                    1,
                    "run",
                    "com.acme.DigitsTest.network",
                    Long.MIN_VALUE,
                    List.of(Objective.of("accuracy", Mode.MAX), Objective.of("loss", Mode.MIN)),
                    List.of(ResultConstraint.parse("latency_ms <= 20"), ResultConstraint.parse("eval/recall > 0.75")),
                    20,
                    "RandomSearch",
                    "ASHA",
                    "space",
                    "code",
                    Map.of("java", "17"),
                    1_700_000_000_000L),
            new JournalEvent.TrialSuggested(
                    1, Config.of(Map.of("rate", 1.0, "units", 1L, "act", "tanh", "bias", true)), -7, ""),
            new JournalEvent.AttemptStarted(1, 1, 2, 4711, "host", "10.0.0.1", "cpu 1", null),
            new JournalEvent.AttemptStarted(1, 2, 3, 4711, "host", "10.0.0.1", "cpu 1", "checkpoint-000001"),
            new JournalEvent.ResultReported(
                    1, 2, 3, Map.of("accuracy", 0.1, "tiny", Double.MIN_VALUE), 0.25, 4, "checkpoint-000003"),
            new JournalEvent.ResultReported(
                    1, 2, 4, Map.of("text", "\"\\\n\t\r\u0001\u001f\u007f\u20ac\ud83d\ude00"), 0, 5, null),
            new JournalEvent.CheckpointSaved(1, 2, 4, "checkpoint-000004"),
            new JournalEvent.CheckpointDeleted(1, "checkpoint-000001"),
            new JournalEvent.CheckpointDistrusted(1, "checkpoint-000002", "TUNE-334 the checkpoint is damaged"),
            new JournalEvent.AttemptFailed(1, 2, "java.lang.Error: no\n\tat X"),
            new JournalEvent.TrialEnded(1, "Stopped", false, "ASHA", "0.1 at 3", Double.NaN, 6, 0.5),
            new JournalEvent.VerdictReached("gate", true, "0.9 >= 0.8"),
            new JournalEvent.TrialSuggested(2, Config.of(Map.of("rate", 0.5)), 7, "GP"),
            new JournalEvent.PointAdded(Config.of(Map.of("rate", 0.25)), 6),
            new JournalEvent.RunEnded("", 7, 0),
            new JournalEvent.RunEnded("", 7, 2),
            new JournalEvent.EarlierTrial(-1, Config.of(Map.of("rate", 0.5)), true, List.of(0.5, 1.0), 3));

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("trials.jsonl");
    }

    private void write(List<JournalEvent> events) {
        try (FileJournal journal = FileJournal.open(file())) {
            events.forEach(journal::append);
        }
    }

    @Test
    void should_read_back_every_kind_of_event() {
        write(ONE_OF_EACH);
        assertThat(FileJournal.read(file())).isEqualTo(ONE_OF_EACH);
    }

    @Test
    void should_write_strict_json_with_the_checksum_last() throws IOException {
        write(ONE_OF_EACH);
        assertThat(Files.readAllLines(file())).hasSameSizeAs(ONE_OF_EACH).allSatisfy(line -> {
            assertThat(Json.parse(line)).isInstanceOf(Map.class);
            assertThat(line).matches(".*,\"crc\":\"[0-9a-f]{8}\"}");
        });
    }

    @Test
    void should_keep_numbers_that_json_does_not_have() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("a", Double.NaN);
        metrics.put("b", Double.POSITIVE_INFINITY);
        metrics.put("c", Double.NEGATIVE_INFINITY);
        metrics.put("d", -0.0);
        metrics.put("e", List.of(1L, 2.5, "three", List.of()));
        JournalEvent event = new JournalEvent.ResultReported(1, 1, 1, metrics, 0, 1, null);
        write(List.of(event));
        assertThat(FileJournal.read(file())).containsExactly(event);
    }

    @Test
    void should_leave_out_a_last_line_torn_at_any_byte() throws IOException {
        write(ONE_OF_EACH);
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            int lines = (int) new String(whole, 0, length, StandardCharsets.ISO_8859_1)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            assertThat(FileJournal.read(file())).as("%d bytes", length).isEqualTo(ONE_OF_EACH.subList(0, lines));
        }
    }

    @Test
    void should_go_on_after_a_last_line_torn_at_any_byte() throws IOException {
        JournalEvent next = new JournalEvent.RunEnded("next", 8, 0);
        write(ONE_OF_EACH.subList(6, 8));
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            List<JournalEvent> before = FileJournal.read(file());
            write(List.of(next));
            assertThat(FileJournal.read(file()))
                    .as("%d bytes", length)
                    .isEqualTo(Stream.concat(before.stream(), Stream.of(next)).toList());
        }
    }

    @Test
    void should_refuse_damage_at_any_byte_before_the_last_line() throws IOException {
        write(ONE_OF_EACH.subList(6, 9));
        byte[] whole = Files.readAllBytes(file());
        int lastLine = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('\n', whole.length - 2) + 1;
        for (int i = 0; i < lastLine - 1; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(file(), damaged);
            assertThatExceptionOfType(JournalException.class)
                    .as("byte %d", i)
                    .isThrownBy(() -> FileJournal.read(file()));
        }
    }

    @Test
    void should_name_the_damaged_line() throws IOException {
        write(ONE_OF_EACH.subList(6, 9));
        Files.writeString(file(), Files.readString(file()).replace("checkpoint-000001", "checkpoint-000002"));
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> FileJournal.read(file()))
                .withMessage("TUNE-404 " + file() + ", line 2: the journal is damaged: its checksum does not match;"
                        + " delete the study's directory to start anew");
    }

    @Test
    void should_refuse_a_second_writer_and_name_the_first_before_it_wrote_anything() throws IOException {
        try (FileJournal journal = FileJournal.open(file())) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> FileJournal.open(file()))
                    .withMessage("TUNE-401 " + file() + ": another run of this study ("
                            + JournalHolder.process(ProcessHandle.current().pid())
                            + ") is writing it; wait for it to end, or give tune.dir another directory");
            journal.append(ONE_OF_EACH.get(11));
        }
        assertThat(FileJournal.read(file())).hasSize(1);
        assertThat(directory.resolve("trials.lock")).doesNotExist();
    }

    @Test
    void should_cut_nothing_off_that_another_is_just_writing() throws IOException {
        try (FileJournal journal = FileJournal.open(file())) {
            journal.append(ONE_OF_EACH.get(0));
            journal.flush();
            // GIVEN a line of which only the beginning is written yet
            Files.writeString(file(), "{\"event\":", StandardOpenOption.APPEND);
            long length = Files.size(file());
            // WHEN somebody else comes
            assertThatExceptionOfType(JournalException.class).isThrownBy(() -> FileJournal.open(file()));
            // THEN it is still there
            assertThat(Files.size(file())).isEqualTo(length);
        }
    }

    @Test
    void should_refuse_another_process_and_name_it_until_it_is_killed() throws IOException, InterruptedException {
        // GIVEN another process that writes the journal
        Process other = JournalHolder.start(file());
        try {
            other.getInputStream().read();
            // WHEN this one wants to
            // THEN it is refused, with the other's process id
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> FileJournal.open(file()))
                    .withMessageContaining("TUNE-401 ")
                    .withMessageContaining("(" + JournalHolder.process(other.pid()) + ")");
        } finally {
            other.destroyForcibly().waitFor();
        }
        // THEN nothing of a killed process stands in the way
        write(ONE_OF_EACH.subList(0, 2));
        assertThat(FileJournal.read(file())).isEqualTo(ONE_OF_EACH.subList(0, 2));
    }

    @Test
    void should_take_no_more_events_once_it_is_broken_off() {
        try (FileJournal journal = FileJournal.open(file())) {
            journal.append(ONE_OF_EACH.get(0));
            journal.breakOff();
            journal.append(ONE_OF_EACH.get(1));
            journal.flush();
        }
        assertThat(FileJournal.read(file())).isEqualTo(ONE_OF_EACH.subList(0, 1));
    }

    @Test
    void should_refuse_a_journal_of_a_newer_version() {
        write(List.of(new JournalEvent.RunStarted(
                3, "run", "study", 1, List.of(), List.of(), 1, "s", "s", "space", "code", Map.of(), 0)));
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> FileJournal.read(file()))
                .withMessage(
                        "TUNE-414 " + file() + ": the journal has format 3, and this version of Tune for JUnit reads"
                                + " formats up to 2; use the version that wrote it, or give tune.dir another directory");
    }

    @Test
    void should_read_a_journal_of_the_first_version() throws IOException {
        try (InputStream recorded = FileJournalTests.class.getResourceAsStream("/journal-v1.jsonl")) {
            Files.copy(Objects.requireNonNull(recorded), file());
        }
        assertThat(FileJournal.read(file()))
                .hasSize(18)
                .startsWith(new JournalEvent.RunStarted(
                        1,
                        "b3ad0d9c-5a5e-4a4f-8a7e-0a64c6a1d9a7",
                        "parabola",
                        5,
                        List.of(Objective.of("score", Mode.MIN)),
                        List.of(),
                        3,
                        "RandomSearch",
                        "FIFO",
                        "space",
                        "code",
                        Map.of("java", "17"),
                        1_700_000_000_000L))
                .endsWith(new JournalEvent.RunEnded("", 1_700_000_000_018L, 0));
    }

    @Test
    void should_keep_a_journal_in_the_storage_of_another_provider() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            // GIVEN a journal whose process ended in the middle of a line
            Path file = memory.getPath("/studies/one/trials.jsonl");
            try (FileJournal journal = FileJournal.open(file)) {
                ONE_OF_EACH.subList(0, 2).forEach(journal::append);
            }
            Files.writeString(file, "{\"event\":\"re", StandardOpenOption.APPEND);
            // WHEN it is gone on with, by a thread that is interrupted, while another wants to
            Thread.currentThread().interrupt();
            try (FileJournal journal = FileJournal.open(file)) {
                ONE_OF_EACH.subList(2, 4).forEach(journal::append);
                journal.flush();
                assertThat(Thread.interrupted()).isTrue();
                assertThatExceptionOfType(JournalException.class)
                        .isThrownBy(() -> FileJournal.open(file))
                        .withMessageContaining("("
                                + JournalHolder.process(ProcessHandle.current().pid()) + ")");
            }
            // THEN everything is there
            assertThat(FileJournal.read(file)).isEqualTo(ONE_OF_EACH.subList(0, 4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"here 999999999 now", "elsewhere 4711 before"})
    void should_take_over_where_the_holder_is_gone(String holder) throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            // GIVEN a lock of a process that is dead, or that was not renewed for more than a minute
            Path file = memory.getPath("/trials.jsonl");
            String[] words = holder.split(" ");
            long now = System.currentTimeMillis();
            Files.writeString(
                    memory.getPath("/trials.lock"),
                    words[1] + " " + (words[0].equals("here") ? JournalHolder.host() : "elsewhere") + " "
                            + (words[2].equals("now") ? now : now - 61_000));
            // WHEN the journal is opened
            FileJournal.open(file).close();
            // THEN that lock counts for nothing
            assertThat(memory.getPath("/trials.lock")).doesNotExist();
        }
    }

    @Test
    void should_respect_a_lock_that_is_renewed_from_elsewhere() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Files.writeString(
                    memory.getPath("/trials.lock"), "4711 elsewhere " + (System.currentTimeMillis() - 30_000));
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> FileJournal.open(memory.getPath("/trials.jsonl")))
                    .withMessageContaining("(process 4711 on elsewhere)");
        }
    }

    @Test
    void should_write_lines_longer_than_its_buffer() {
        JournalEvent event = new JournalEvent.AttemptFailed(1, 1, "x".repeat(100_000));
        write(List.of(event, ONE_OF_EACH.get(11)));
        assertThat(FileJournal.read(file())).containsExactly(event, ONE_OF_EACH.get(11));
    }

    @Test
    void should_have_written_everything_up_to_the_last_flush() {
        try (FileJournal journal = FileJournal.open(file())) {
            journal.append(ONE_OF_EACH.get(0));
            journal.append(ONE_OF_EACH.get(1));
            assertThat(FileJournal.read(file())).isEmpty();
            journal.flush();
            journal.append(ONE_OF_EACH.get(2));
            assertThat(FileJournal.read(file())).isEqualTo(ONE_OF_EACH.subList(0, 2));
        }
        assertThat(FileJournal.read(file())).isEqualTo(ONE_OF_EACH.subList(0, 3));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -1,
                0.1,
                1e-9,
                123456.789,
                9_999_999,
                10_000_000,
                -9_999_999,
                1e15,
                9.007199254740993e15,
                1e300,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                1.0 / 3,
                2.5e-10,
                1000000.000000001
            })
    void should_read_back_the_very_same_numbers(double number) {
        JournalEvent event = new JournalEvent.ResultReported(1, 1, 1, Map.of("x", number), number, 0, null);
        write(List.of(event));
        assertThat(FileJournal.read(file())).containsExactly(event);
    }

    @Test
    void should_write_times_as_decimal_fractions_and_whole_numbers_with_a_point() throws IOException {
        write(List.of(new JournalEvent.ResultReported(1, 1, 1, Map.of("x", 12.0), 12_345e-9, 0, null)));
        assertThat(file()).content().contains("\"metrics\":{\"x\":12.0},\"seconds\":0.000012345,");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void should_read_back_whole_numbers(long number) {
        JournalEvent event = new JournalEvent.ResultReported(1, 1, 1, Map.of("x", number), 0, number, null);
        write(List.of(event));
        assertThat(FileJournal.read(file())).containsExactly(event);
    }
}
