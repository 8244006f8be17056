package dev.jtune.examples.seed;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.LoadCheckpoint;
import dev.jtune.ResetConfig;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.verify.Verify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Finds errors in save and load before a study does; studies of a class run the same check before their trials.
 *
 * <p>The classes are private, so that no engine looks for them: most of them are wrong.
 */
class ValidateSaveRestoreTest {

    record State(int steps) {}

    /** Right in everything. */
    @Trainable
    private static class Counting {
        int steps;

        @Setup
        void setup(int start) {
            steps = start;
        }

        @Step
        double step() {
            steps++;
            return steps;
        }

        @SaveCheckpoint
        State save() {
            return new State(steps);
        }

        @LoadCheckpoint
        void load(State state) {
            steps = state.steps();
        }
    }

    @Test
    void validTrainablePasses() {
        assertThatCode(() -> Verify.saveRestore(Counting.class)
                        .config(Map.of("start", 3))
                        .check())
                .doesNotThrowAnyException();
        assertThatCode(() -> Verify.saveRestore(Counting.class)
                        .config(Map.of("start", 3))
                        .inMemory()
                        .check())
                .doesNotThrowAnyException();
    }

    /** Loads nothing. */
    @Trainable
    private static class Forgetful extends Counting {
        @LoadCheckpoint
        @Override
        void load(State state) {}
    }

    @Test
    void emptyLoadIsFound() {
        assertThatThrownBy(() -> Verify.saveRestore(Forgetful.class)
                        .config(Map.of("start", 3))
                        .check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("score");
    }

    /** Remembers where the checkpoint was, instead of what is in it. */
    @Trainable
    private static class Absolute {
        private int steps;

        @Step
        double step() {
            steps++;
            return steps;
        }

        @SaveCheckpoint
        void save(Path directory) throws IOException {
            Path model = Files.writeString(directory.resolve("model.txt"), Integer.toString(steps));
            Files.writeString(
                    directory.resolve("where.txt"), model.toAbsolutePath().toString());
        }

        @LoadCheckpoint
        void load(Path directory) throws IOException {
            Path model = Path.of(Files.readString(directory.resolve("where.txt")));
            steps = Integer.parseInt(Files.readString(model));
        }
    }

    @Test
    void absolutePathIsFound() {
        assertThatThrownBy(() -> Verify.saveRestore(Absolute.class).check()).isInstanceOf(AssertionError.class);
    }

    /** Forgets to start anew. */
    @Trainable
    private static class HalfReset extends Counting {
        @ResetConfig
        boolean reset(int start) {
            return start >= 0;
        }
    }

    @Test
    void halfAResetIsFound() {
        assertThatThrownBy(() -> Verify.saveRestore(HalfReset.class)
                        .config(Map.of("start", 3))
                        .check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("reset");
    }

    /** Cannot be saved. */
    @Trainable
    private static class Unsaved {
        @Step
        double step() {
            return 1;
        }
    }

    @Test
    void classWithoutCheckpointsPasses() {
        assertThatCode(() -> Verify.saveRestore(Unsaved.class).check()).doesNotThrowAnyException();
    }
}
