package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalException;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does with the files that it finds. */
class StudyDirectoryTests {
    private static final List<String> OF_A_RUN = List.of(
            "trials.jsonl",
            "trials.csv",
            "trial-00001",
            "trial-123456",
            "best.json",
            "best.properties",
            "result.json",
            "gate.json",
            "report.html",
            "optuna-journal.log",
            "tb");

    private static final List<String> OF_SOMEBODY =
            List.of("notes.txt", "trial-1", "trials.json", "best.txt", "tb.txt", "my-best.json");

    @TempDir
    private Path directory;

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void write(String content, List<String> names) throws IOException {
        for (String name : names) {
            Files.writeString(directory.resolve(name), content);
        }
    }

    @Test
    void should_move_what_a_run_wrote_aside_in_place_of_what_the_run_before_left() throws IOException {
        Path previous = Files.createDirectory(directory.resolve("previous"));
        for (String name : OF_SOMEBODY) {
            Files.writeString(previous.resolve(name), "mine");
        }
        for (String run : List.of("first", "second")) {
            write(run, OF_A_RUN);
            write("mine", OF_SOMEBODY);
            Files.delete(directory.resolve("trials.jsonl"));
            FileJournal.open(directory.resolve("trials.jsonl")).close();
            if (run.equals("second")) {
                Files.delete(directory.resolve("best.json"));
            }
            StudyDirectory.begin(directory).close();
        }
        assertThat(names(directory)).contains("trials.jsonl").containsAll(OF_SOMEBODY);
        assertThat(names(directory).stream().filter(OF_A_RUN::contains)).containsExactly("trials.jsonl");
        assertThat(directory.resolve("trials.jsonl")).isEmptyFile();
        assertThat(names(previous))
                .containsAll(OF_SOMEBODY)
                .containsAll(OF_A_RUN.stream()
                        .filter(name -> !name.equals("best.json"))
                        .toList());
        assertThat(previous.resolve("best.json")).as("of the run before").doesNotExist();
        assertThat(previous.resolve("result.json")).hasContent("second");
    }

    @Test
    void should_move_nothing_aside_that_another_run_still_writes() {
        try (FileJournal held = StudyDirectory.begin(directory)) {
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> StudyDirectory.begin(directory))
                    .withMessageStartingWith("TUNE-401 ");
            held.flush();
        }
        assertThat(directory.resolve("previous")).doesNotExist();
    }

    @Test
    void should_say_where_a_directory_cannot_be_written() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> StudyDirectory.begin(file.resolve("study")))
                .withMessageStartingWith(
                        "TUNE-405 " + file.resolve("study") + ": the directory of the study cannot be written (");
    }

    @Test
    void should_sweep_checkpoints_that_were_not_finished_or_are_not_kept_any_more() throws IOException {
        StudySpec spec = Specs.of(Tuner.of("study", trial -> 1)
                .metric("score", Mode.MAX)
                .checkpoints(new CheckpointPolicy(1, false, 2, null, Mode.MAX)));
        LiveTrial trial = new LiveTrial(3, new Suggestion.Try(Config.empty()), spec, directory);
        StudyDirectory.clean(trial); // which has no directory yet
        ReportedResult result = new ReportedResult(
                trial.facts(), ReportedResult.Site.HERE, new Report(Map.of(), Counters.START, 0, null, false));
        List<String> swept = List.of("checkpoint-000001", ".tmp-checkpoint-000003", "checkpoint-000002.2");
        List<String> left = List.of("checkpoint-000002", "checkpoint-1234567", "notes.txt", "checkpoint-mine");
        for (String name : swept) {
            Files.createDirectories(trial.directory().resolve(name).resolve("deep"));
        }
        for (String name : left) {
            Files.createDirectories(trial.directory().resolve(name));
        }
        trial.checkpoints().add(trial.directory().resolve("checkpoint-000002"), result);
        trial.checkpoints().add(trial.directory().resolve("checkpoint-1234567"), result);
        StudyDirectory.clean(trial);
        assertThat(names(trial.directory())).containsExactlyInAnyOrderElementsOf(left);
    }
}
