package dev.jtune.examples.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.LoadCheckpoint;
import dev.jtune.Metrics;
import dev.jtune.ResetConfig;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.run.StandaloneTrainable;
import dev.jtune.tuner.Trainables;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trainable without any run: train, save, restore, reset, close. */
class StandaloneTrainableTest {

    record State(double value) {}

    @Trainable
    static class Adding {
        private double by;
        private double value;

        @Setup
        void setup(double by) {
            this.by = by;
        }

        @ResetConfig
        boolean reset(double by) {
            this.by = by;
            value = 0;
            return true;
        }

        @Step
        Map<String, Object> step() {
            value += by;
            return Map.of("value", value);
        }

        @SaveCheckpoint
        State save() {
            return new State(value);
        }

        @LoadCheckpoint
        void load(State state) {
            value = state.value();
        }
    }

    @Test
    void trainsSavesRestoresAndResets(@TempDir Path directory) throws Exception {
        Path saved = directory.resolve("saved");
        try (StandaloneTrainable first = Trainables.create(Adding.class, Config.of(Map.of("by", 2)))) {
            first.train();
            assertThat(first.train()).containsEntry("value", 4.0).containsEntry(Metrics.TRAINING_ITERATION, 2L);
            first.save(saved);
        }
        try (StandaloneTrainable second = Trainables.create(Adding.class, Config.of(Map.of("by", 3)))) {
            second.restore(saved);
            assertThat(second.train()).containsEntry("value", 7.0).containsEntry(Metrics.TRAINING_ITERATION, 3L);

            assertThat(second.reset(Config.of(Map.of("by", 5)))).isTrue();
            assertThat(second.train()).containsEntry("value", 5.0).containsEntry(Metrics.TRAINING_ITERATION, 1L);
        }
    }
}
