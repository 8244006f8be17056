package dev.jtune.examples.search;

import static dev.jtune.Mode.MIN;

import dev.jtune.Gate;
import dev.jtune.Tune;

/** A study that is searched by an algorithm of one's own. */
class HillClimbTest {
    @Tune(
            mode = MIN,
            numSamples = 100,
            paramSpace = {"x = uniform(-2, 2)", "y = uniform(-1, 3)", "shape = choice('round', 'steep')"})
    @HillClimb
    @Gate(threshold = 0.1)
    double valley(double x, double y, String shape) {
        return x * x + (y - 1) * (y - 1) * (shape.equals("steep") ? 4 : 1);
    }
}
