package dev.jtune.tuner;

import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.jtune.Checkpoint;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.ResultGrid;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Studies whose directory is no directory of this machine. */
class OtherStorageTests {
    private static Tuner study() {
        return Tuner.of("parabola", trial -> {
                    double x = trial.config().getDouble("x");
                    Checkpoint checkpoint =
                            Checkpoint.of(dir -> Files.writeString(dir.resolve("x"), Double.toString(x)));
                    trial.report(Map.of("score", x * x), checkpoint);
                    return null;
                })
                .paramSpace("x = uniform(-5, 5)")
                .metric("score", MIN)
                .numSamples(6)
                .seed(1);
    }

    @Test
    void should_run_and_go_on_in_the_storage_of_another_provider() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            // GIVEN a study in memory
            URI directory = memory.getPath("/studies/parabola").toUri();
            ResultGrid results = study().directory(directory).fit();
            // WHEN it is gone on with
            ResultGrid again = study().directory(directory).restore().fit();
            // THEN it is the same, with its checkpoints
            assertThat(again.best().config()).isEqualTo(results.best().config());
            assertThat(memory.getPath("/studies/parabola/trial-00001/checkpoint-000001/x"))
                    .exists();
            assertThat(memory.getPath("/studies/parabola/trials.lock")).doesNotExist();
        }
    }

    @Test
    void should_refuse_a_uri_that_nothing_provides() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() ->
                        study().directory(URI.create("nowhere:///studies")).fit())
                .withMessage(
                        "TUNE-415 directory: \"nowhere:///studies\" names no directory: Provider \"nowhere\" not installed;"
                                + " give a path, or the URI of a file system that exists and whose provider is on the class path");
    }
}
