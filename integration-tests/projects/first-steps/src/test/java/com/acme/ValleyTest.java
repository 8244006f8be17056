package com.acme;

import static dev.jtune.Mode.MIN;

import dev.jtune.Gate;
import dev.jtune.Tune;

class ValleyTest {
    @Tune(mode = MIN, numSamples = 200, paramSpace = {"x = uniform(-2, 2)", "y = uniform(-1, 3)"})
    @Gate(threshold = 1.0)
    double rosenbrock(double x, double y) {
        return Math.pow(1 - x, 2) + 100 * Math.pow(y - x * x, 2);
    }
}
