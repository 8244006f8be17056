package dev.jtune.bench.population;

import dev.jtune.Config;
import dev.jtune.LoadCheckpoint;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Stochastic gradient descent on a quadratic, in expectation: large rates are fast at first, and small ones come near in the end, as the
 * noise of the gradient keeps a distance that grows with the rate.
 *
 * <p>The expected square of each coordinate follows {@code v' = (1 - rate a)^2 v + rate^2}, with its curvature {@code a} and noise of
 * variance 1, so that nothing is drawn and the best rate can be found on a grid.
 */
@Trainable
class NoisyDescent {
    static final int STEPS = 100;

    private static final double[] CURVATURES = {1, 0.3, 0.1};
    private static final double START = 100;

    private double rate;
    private double[] squares = {START, START, START};

    @Setup
    void setup(Config config) {
        rate = config.getDouble("rate");
    }

    @Step
    double step() {
        double loss = 0;
        for (int i = 0; i < squares.length; i++) {
            double kept = 1 - rate * CURVATURES[i];
            squares[i] = kept * kept * squares[i] + rate * rate;
            loss += CURVATURES[i] * squares[i] / 2;
        }
        return loss;
    }

    @SaveCheckpoint
    State save() {
        return new State(DoubleStream.of(squares).boxed().toList());
    }

    @LoadCheckpoint
    void load(State saved) {
        squares = saved.squares.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The expected square of each coordinate. */
    record State(List<Double> squares) {}

    /** Return the loss after all steps with one rate. */
    static double after(double rate) {
        NoisyDescent descent = new NoisyDescent();
        descent.rate = rate;
        double loss = Double.NaN;
        for (int i = 0; i < STEPS; i++) {
            loss = descent.step();
        }
        return loss;
    }
}
