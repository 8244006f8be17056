package com.acme;

import static dev.jtune.Mode.MAX;

import dev.jtune.Gate;
import dev.jtune.Tune;
import dev.jtune.search.RandomSearch;

/** A study of twenty trials with a gate. */
class SmallStudyTest {
    @Tune(mode = MAX, numSamples = 20, paramSpace = "x = uniform(0, 1)")
    @RandomSearch
    @Gate(threshold = 0)
    double root(double x) {
        return Math.sqrt(x);
    }
}
