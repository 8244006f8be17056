package com.acme;

import static dev.jtune.Mode.MAX;

import dev.jtune.Gate;
import dev.jtune.Tune;
import org.junit.jupiter.api.Tag;

class TwoStudiesTest {
    @Tag("fast")
    @Tune(mode = MAX, numSamples = 4, paramSpace = "x = uniform(0, 1)")
    @Gate(threshold = 0)
    double network(double x) {
        return x;
    }

    @Tune(mode = MAX, numSamples = 4, paramSpace = "x = uniform(0, 1)")
    double forest(double x) {
        return -x;
    }
}
