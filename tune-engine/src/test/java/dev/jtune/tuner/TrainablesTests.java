package dev.jtune.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.jtune.CheckpointException;
import dev.jtune.Cleanup;
import dev.jtune.Config;
import dev.jtune.LoadCheckpoint;
import dev.jtune.Metrics;
import dev.jtune.ResetConfig;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.run.StandaloneTrainable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainablesTests {
    private static final Config TWO = Config.of(Map.of("rate", 2.0));

    @TempDir
    private Path directory;

    @Trainable
    static class Sum {
        private double rate;
        private double sum;

        @Setup
        void setup(double rate) {
            this.rate = rate;
        }

        @Step
        Map<String, Object> step() {
            sum += rate;
            return Map.of("sum", sum, Metrics.TIMESTEPS_THIS_ITER, 10);
        }

        @SaveCheckpoint
        Map<String, Object> save() {
            return Map.of("sum", sum);
        }

        @LoadCheckpoint
        void load(Map<String, Object> saved) {
            sum = ((Number) saved.get("sum")).doubleValue();
        }

        @ResetConfig
        boolean reset(double rate) {
            this.rate = rate;
            sum = 0;
            return rate > 0;
        }
    }

    @Test
    void should_train_with_the_filled_in_metrics() throws Exception {
        try (StandaloneTrainable sum = Trainables.create(Sum.class, TWO)) {
            sum.train();
            assertThat(sum.train())
                    .contains(
                            entry("sum", 4.0),
                            entry("config/rate", 2.0),
                            entry(Metrics.TRAINING_ITERATION, 2L),
                            entry(Metrics.TIMESTEPS_TOTAL, 20L),
                            entry(Metrics.DONE, false))
                    .containsKeys(Metrics.TIME_TOTAL_S, Metrics.PID, Metrics.TRIAL_ID);
        }
    }

    @Test
    void should_go_on_from_a_checkpoint_that_was_moved() throws Exception {
        Path saved = directory.resolve("saved");
        try (StandaloneTrainable sum = Trainables.create(Sum.class, TWO)) {
            sum.train();
            sum.train();
            sum.save(saved);
        }
        Path moved = Files.move(saved, directory.resolve("moved"));
        try (StandaloneTrainable sum = Trainables.create(Sum.class, TWO)) {
            sum.restore(moved);
            assertThat(sum.train())
                    .contains(
                            entry("sum", 6.0),
                            entry(Metrics.TRAINING_ITERATION, 3L),
                            entry(Metrics.ITERATIONS_SINCE_RESTORE, 1L),
                            entry(Metrics.TIMESTEPS_TOTAL, 30L),
                            entry(Metrics.TIMESTEPS_SINCE_RESTORE, 10L));
        }
    }

    @Test
    void should_save_into_an_empty_directory_and_no_other() throws Exception {
        Path full = Files.createDirectories(directory.resolve("full/child")).getParent();
        Path empty = Files.createDirectory(directory.resolve("empty"));
        try (StandaloneTrainable sum = Trainables.create(Sum.class, TWO)) {
            sum.save(empty);
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> sum.save(full))
                    .withMessage(
                            "TUNE-332 " + full + " is not empty; a checkpoint is written to a directory of its own");
        }
        assertThat(empty.resolve("value.json")).hasContent("{\"sum\":0.0}");
    }

    @Test
    void should_refuse_a_checkpoint_that_does_not_exist() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        try (StandaloneTrainable sum = Trainables.create(Sum.class, TWO)) {
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> sum.restore(nowhere))
                    .withMessage("TUNE-330 the checkpoint " + nowhere + " does not exist (any more)");
        }
    }

    @Test
    void should_take_another_configuration() throws Exception {
        try (StandaloneTrainable sum = Trainables.create(Sum.class, TWO)) {
            sum.train();
            assertThat(sum.reset(Config.of(Map.of("rate", 5.0)))).isTrue();
            assertThat(sum.train())
                    .contains(entry("sum", 5.0), entry("config/rate", 5.0), entry(Metrics.TRAINING_ITERATION, 1L));
            assertThat(sum.reset(Config.of(Map.of("rate", -1.0)))).isFalse();
        }
    }

    @Trainable
    static class Fragile {
        private static final List<String> CALLS = new ArrayList<>();

        @Setup
        void setup(String fails) throws IOException {
            CALLS.add("setup");
            if (fails.equals("setup")) {
                throw new IOException("no setup");
            }
        }

        @Step
        double step() throws IOException {
            throw new IOException("no step");
        }

        @Cleanup
        void close() {
            CALLS.add("cleanup");
        }
    }

    @Test
    void should_throw_what_the_class_throws_and_clean_up() throws Exception {
        Fragile.CALLS.clear();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Trainables.create(Fragile.class, Config.of(Map.of("fails", "setup"))))
                .withMessage("no setup");
        try (StandaloneTrainable fragile = Trainables.create(Fragile.class, Config.of(Map.of("fails", "step")))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(fragile::train)
                    .withMessage("no step");
            fragile.close();
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(fragile::train)
                    .withMessage("the trainable is closed");
        }
        assertThat(Fragile.CALLS).containsExactly("setup", "cleanup", "setup", "cleanup");
    }
}
