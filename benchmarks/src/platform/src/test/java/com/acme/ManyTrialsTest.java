package com.acme;

import static dev.jtune.Mode.MAX;

import dev.jtune.Tune;
import dev.jtune.search.RandomSearch;

/** Ten thousand trials of a trivial function. */
class ManyTrialsTest {
    @Tune(mode = MAX, numSamples = 10_000, paramSpace = "x = uniform(0, 1)")
    @RandomSearch
    double root(double x) {
        return Math.sqrt(x);
    }
}
