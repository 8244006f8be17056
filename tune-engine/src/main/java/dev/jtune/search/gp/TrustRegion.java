package dev.jtune.search.gp;

import dev.jtune.search.cube.UnitCube;

/**
 * A box round the best trial that grows while it yields better ones and shrinks while it does not.
 *
 * <p>Its edges are as long, relative to each other, as the lengths over which the model expects the loss to change. Where the model
 * explains the losses nearly without noise, two failures are enough to halve it, since it then closes in on an optimum; where it does not, a
 * failure tells less, and as many are taken as there are coordinates.
 *
 * <p>Source: D. Eriksson and others, Scalable Global Optimization via Local Bayesian Optimization (TuRBO, 2019), except for the rule on noise.
 */
final class TrustRegion {
    private static final double START = 0.4;
    private static final double LARGEST = 0.8;
    private static final double SMALLEST = 1e-7;
    private static final double SMALLEST_IN_NOISE = 0.03;
    private static final int SUCCESSES = 3;
    /** How much longer or shorter than the mean edge one may be. */
    private static final double STRETCH = 5;
    /** A share of noise up to which the model is taken to explain the losses. */
    private static final double EXPLAINED = 1e-3;

    private final UnitCube cube;
    private double length = START;
    private double noise;
    private int successes;
    private int failures;

    TrustRegion(UnitCube cube) {
        this.cube = cube;
    }

    /** Learn whether a trial in the region was better than all before. */
    void tell(boolean better) {
        if (better) {
            failures = 0;
            if (++successes == SUCCESSES) {
                length = Math.min(LARGEST, length * 2);
                successes = 0;
            }
        } else {
            successes = 0;
            boolean explained = noise < EXPLAINED;
            if (++failures >= (explained ? 2 : Math.max(4, cube.size()))) {
                length = Math.max(explained ? SMALLEST : SMALLEST_IN_NOISE, length / 2);
                failures = 0;
            }
        }
    }

    /** Return the region round a point, by the lengths of a model. */
    Region around(double[] center, Hyperparameters hyper) {
        noise = hyper.noise();
        double sum = 0;
        int ordered = 0;
        for (int j = 0; j < center.length; j++) {
            if (!cube.dimension(j).isCategorical()) {
                sum += StrictMath.log(hyper.weights()[j]);
                ordered++;
            }
        }
        double mean = sum / Math.max(1, ordered);
        double[] halves = new double[center.length];
        for (int j = 0; j < center.length; j++) {
            if (!cube.dimension(j).isCategorical()) {
                double stretch = StrictMath.exp((mean - StrictMath.log(hyper.weights()[j])) / 2);
                halves[j] = length / 2 * Math.max(1 / STRETCH, Math.min(STRETCH, stretch));
            }
        }
        return Region.around(center, halves);
    }
}
