package dev.jtune.bench.population;

import dev.jtune.Config;
import dev.jtune.LoadCheckpoint;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;

/**
 * The toy of the paper on population based training (Jaderberg et al., 2017, figure 2): the height {@code 1.2 - x^2 - y^2} is climbed on a
 * surrogate whose gradient knows only of {@code h0} times the first, and {@code h1} times the second term.
 */
@Trainable
class Surrogate {
    private static final double RATE = 0.01;
    private static final double START = 0.9;

    private double h0;
    private double h1;
    private double x = START;
    private double y = START;

    @Setup
    void setup(Config config) {
        h0 = config.getDouble("h0");
        h1 = config.getDouble("h1");
    }

    @Step
    double step() {
        x -= RATE * 2 * h0 * x;
        y -= RATE * 2 * h1 * y;
        return 1.2 - x * x - y * y;
    }

    @SaveCheckpoint
    State save() {
        return new State(x, y);
    }

    @LoadCheckpoint
    void load(State saved) {
        x = saved.x;
        y = saved.y;
    }

    /** Where the climber stands. */
    record State(double x, double y) {}
}
