package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static dev.jtune.examples.seed.RunningExample.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.AfterTune;
import dev.jtune.Gate;
import dev.jtune.ResultGrid;
import dev.jtune.Trial;
import dev.jtune.Tune;

/** A function that reports once, at its end. */
class ReportOnceTest {

    @Tune(
            mode = MAX,
            numSamples = 1,
            paramSpace = {"a = 2", "b = 4"})
    @Gate(threshold = 12.71)
    void trainable(double a, double b, Trial trial) {
        double finalScore = 0;
        for (int x = 0; x < 20; x++) {
            finalScore = objective(x, a, b);
        }
        trial.report("score", finalScore);
    }

    @AfterTune
    void oneReportIsOneIteration(ResultGrid results) {
        assertThat(results.best().iterations()).isEqualTo(1);
        assertThat(results.best().score()).isEqualTo(2 * Math.sqrt(19) + 4);
    }
}
