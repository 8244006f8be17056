package dev.jtune.bench.platform;

import static dev.jtune.Mode.MAX;

import dev.jtune.Tune;

/** Ten thousand trials of a trivial function. */
class ScaleTuneTest {
    @Tune(mode = MAX, numSamples = 10_000, paramSpace = "x = uniform(0, 1)")
    double tenThousand(double x) {
        return Math.sqrt(x);
    }
}
