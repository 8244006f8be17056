package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Checkpoint;
import dev.jtune.Config;
import dev.jtune.Gate;
import dev.jtune.LoadCheckpoint;
import dev.jtune.ResultGrid;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.Tune;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A class that writes checkpoints into a directory and reads them again. */
class ClassCheckpointTest {

    @Trainable
    static class MyTrainableClass {
        private double[] model = {};

        @Setup
        void setup(Config config) {
            model = new double[config.getInt("input_size", 32)];
        }

        @Step
        double step() {
            model[0]++;
            return model[0];
        }

        @SaveCheckpoint
        void saveCheckpoint(Path directory) throws IOException {
            Files.writeString(directory.resolve("model.txt"), model.length + " " + model[0]);
        }

        @LoadCheckpoint
        void loadCheckpoint(Path directory) throws IOException {
            String[] saved = Files.readString(directory.resolve("model.txt")).split(" ", -1);
            model = new double[Integer.parseInt(saved[0])];
            model[0] = Double.parseDouble(saved[1]);
        }
    }

    @Tune(
            trainable = MyTrainableClass.class,
            mode = MAX,
            numSamples = 1,
            stop = "training_iteration >= 2",
            paramSpace = "input_size = 64")
    @Gate(threshold = 2)
    void checkpointIsReadable(ResultGrid results) throws Exception {
        Checkpoint checkpoint = results.best().checkpoint().orElseThrow();

        assertThat(checkpoint.path()).hasFileName("checkpoint-000002");
        String model = checkpoint.load(directory -> Files.readString(directory.resolve("model.txt")));
        assertThat(model).isEqualTo("64 2.0");
    }
}
