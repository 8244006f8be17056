package dev.jtune.examples.digits;

import static dev.jtune.Mode.MAX;

import dev.jtune.Gate;
import dev.jtune.Trial;
import dev.jtune.Tune;

/**
 * A study whose score is guarded by a committed baseline, {@code src/test/tune/DigitsBaselineTest.network.json}: whoever makes the network learn worse, by more than
 * half a percent, sees it in the build.
 */
class DigitsBaselineTest {
    private static final int EPOCHS = 12;

    @Tune(
            mode = MAX,
            metric = "accuracy",
            numSamples = 12,
            paramSpace = {"rate = loguniform(1e-3, 0.05)", "hidden = qrandint(16, 64, 16)"},
            pointsToEvaluate = "rate=0.02, hidden=32")
    @Gate(threshold = 0.95, baseline = Gate.DEFAULT, tolerance = "0.5%")
    double network(double rate, int hidden, Trial trial) {
        Net net = new Net(rate, hidden, Activation.TANH, trial.seed());
        double accuracy = 0;
        while (net.epoch() < EPOCHS) {
            accuracy = net.trainOneEpoch();
        }
        return accuracy;
    }
}
