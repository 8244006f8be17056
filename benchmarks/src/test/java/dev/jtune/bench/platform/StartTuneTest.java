package dev.jtune.bench.platform;

import static dev.jtune.Mode.MAX;

import dev.jtune.Gate;
import dev.jtune.Tune;

/** A small study. */
class StartTuneTest {
    @Tune(mode = MAX, numSamples = 20, paramSpace = "x = uniform(0, 1)")
    @Gate(threshold = 0.1)
    double twenty(double x) {
        return x;
    }
}
