package dev.jtune.examples.digits;

import dev.jtune.LoadCheckpoint;
import dev.jtune.LogUniform;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialContext;
import java.io.IOException;
import java.nio.file.Path;

/** Trains a network of which only the rate is searched; a checkpoint goes on at the rate of the configuration, not at its own. */
@Trainable
class RateSchedule {
    static final int IMAGES_PER_STEP = 250;

    private static final int HIDDEN = 24;

    /** How far a weight moves against its gradient. */
    record Rate(@LogUniform(lower = 1e-3, upper = 1) double rate) {}

    private double rate;
    private Net net;

    @Setup
    void setup(Rate params, TrialContext trial) {
        rate = params.rate();
        net = start(rate, trial.seed());
    }

    static Net start(double rate, long seed) {
        return new Net(rate, HIDDEN, Activation.TANH, seed);
    }

    @Step
    double step() {
        net.train(IMAGES_PER_STEP);
        return net.loss(Digits.VALIDATION);
    }

    @SaveCheckpoint
    void save(Path directory) throws IOException {
        net.save(directory);
    }

    @LoadCheckpoint
    void load(Path directory) throws IOException {
        net = Net.load(directory).at(rate);
    }
}
