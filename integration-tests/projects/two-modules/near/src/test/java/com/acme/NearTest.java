package com.acme;

import static dev.jtune.Mode.MAX;

import dev.jtune.Gate;
import dev.jtune.Tune;

class NearTest {
    @Tune(mode = MAX, numSamples = 5, paramSpace = "x = uniform(0.5, 1)")
    @Gate(threshold = 0)
    double score(double x) {
        return Near.score(x);
    }
}
