package dev.jtune.examples.digits;

import static dev.jtune.Mode.MAX;

import dev.jtune.Checkpoint;
import dev.jtune.Gate;
import dev.jtune.Trial;
import dev.jtune.Tune;
import dev.jtune.schedule.Asha;
import java.util.Map;

/** A function that trains a network and reports its accuracy after every epoch. */
class DigitsTest {

    @Tune(
            mode = MAX,
            metric = "accuracy",
            numSamples = 30,
            maxConcurrentTrials = 1,
            paramSpace = {"rate = loguniform(1e-4, 1)", "hidden = qrandint(16, 64, 16)", "act = choice('relu', 'tanh')"
            })
    @Asha(maxT = 27, gracePeriod = 3)
    @Gate(threshold = 0.97)
    void network(double rate, int hidden, Activation act, Trial trial) {
        Net net = trial.resumeOr(Net::load, () -> new Net(rate, hidden, act, trial.seed()));
        while (net.epoch() < 27) {
            trial.report(Map.of("accuracy", net.trainOneEpoch()), Checkpoint.of(net::save));
        }
    }
}
