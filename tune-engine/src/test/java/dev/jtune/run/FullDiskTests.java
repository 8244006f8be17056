package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.jtune.Checkpoint;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.exec.StorageFullException;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a full disk ends the run and fails no trial. */
class FullDiskTests {
    private static final int DISK = 4_000_000;
    private static final int CHECKPOINT = 500_000;

    private FileSystem disk;
    private Path ballast;

    @BeforeEach
    void fill() throws IOException {
        // all but two checkpoints of it
        disk = Jimfs.newFileSystem(
                Configuration.unix().toBuilder().setMaxSize(DISK).build());
        ballast = disk.getPath("/ballast");
        Files.write(ballast, new byte[DISK - 2 * CHECKPOINT - CHECKPOINT / 2]);
    }

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    private Tuner study() {
        return Tuner.of("full", trial -> {
                    trial.report(
                            Map.of("score", trial.number()),
                            Checkpoint.of((Path empty) -> Files.write(empty.resolve("weights"), new byte[CHECKPOINT])));
                    return null;
                })
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(5)
                .maxConcurrentTrials(1)
                .failures(new FailurePolicy(3, false, 5))
                .directory(disk.getPath("/study"));
    }

    @Test
    void should_end_the_run_and_go_on_when_there_is_room() throws IOException {
        // GIVEN a disk with room for two checkpoints, and a study that makes five
        // THEN it ends, however many failures it would bear, and says what to do
        assertThatExceptionOfType(StudyFailedException.class)
                .isThrownBy(() -> study().fit())
                .havingCause()
                .isInstanceOf(StorageFullException.class)
                .withMessageStartingWith("TUNE-413 /study/trial-00003/")
                .withMessageEndingWith("; free the disk and go on with the run: tune.resume = auto");
        ResultGrid kept =
                RecordedStudy.read(disk.getPath("/study")).orElseThrow().results();
        assertThat(kept.trials()).hasSize(2).allMatch(trial -> trial.outcome() instanceof TrialOutcome.Completed);
        // WHEN there is room again
        Files.delete(ballast);
        ResultGrid results = study().restore().fit();
        // THEN it goes on, without a failure
        assertThat(results.trials()).hasSize(5).allMatch(trial -> trial.outcome() instanceof TrialOutcome.Completed);
    }

    @Test
    void should_take_an_error_while_there_is_room_for_the_trials_own() throws IOException {
        Files.delete(ballast);
        ResultGrid results = Tuner.of("broken", trial -> {
                    trial.report(Map.of("score", 1), Checkpoint.of((Path empty) -> {
                        throw new IOException("No space left on device");
                    }));
                    return null;
                })
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(1)
                .directory(disk.getPath("/study"))
                .fit();
        assertThat(results.numErrors()).isEqualTo(1);
    }
}
