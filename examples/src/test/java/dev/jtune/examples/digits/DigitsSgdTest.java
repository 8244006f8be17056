package dev.jtune.examples.digits;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Gate;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.Tune;
import dev.jtune.schedule.Asha;
import dev.jtune.search.RandomSearch;

/**
 * A class trainable in wide ranges: most trials learn nothing, and ASHA gives up on them after a quarter of an epoch. That tells so well what
 * learns that one bracket is enough.
 */
class DigitsSgdTest {

    @Tune(
            trainable = Sgd.class,
            space = SgdParams.class,
            mode = MAX,
            metric = "accuracy",
            numSamples = 300,
            maxConcurrentTrials = 1)
    @RandomSearch
    @Asha(maxT = 243, brackets = 1)
    @Gate(threshold = 0.972)
    void bestNetworkCanBeLoaded(ResultGrid results) {
        TrialResult best = results.best();

        Net net = best.checkpoint().orElseThrow().load(Net::load);
        assertThat(net.accuracy(Digits.VALIDATION)).isEqualTo(best.score());
        assertThat(results.numStopped()).isEqualTo(300);
    }
}
