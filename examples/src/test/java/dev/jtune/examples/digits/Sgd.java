package dev.jtune.examples.digits;

import dev.jtune.LoadCheckpoint;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialContext;
import java.io.IOException;
import java.nio.file.Path;

/** Trains a network, a quarter of an epoch at a step. */
@Trainable
class Sgd {
    private static final int IMAGES_PER_STEP = 250;

    /** What a step has to say. */
    record Progress(double accuracy, int epoch) {}

    private Net net;

    @Setup
    void setup(SgdParams params, TrialContext trial) {
        net = new Net(params, trial.seed());
    }

    @Step
    Progress step() {
        return new Progress(net.train(IMAGES_PER_STEP), net.epoch());
    }

    @SaveCheckpoint
    void save(Path directory) throws IOException {
        net.save(directory);
    }

    @LoadCheckpoint
    void load(Path directory) throws IOException {
        net = Net.load(directory);
    }
}
