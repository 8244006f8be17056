package dev.jtune.bench.bbob;

import static dev.jtune.bench.bbob.Vectors.times;

/** What an instance of a function is made of. */
final class Instance {
    final int dimension;
    final double seed;
    final double[] optimum;
    final double[][] first;
    final double[][] second;

    Instance(double seed, int dimension) {
        this(seed, Draws.optimum(dimension, seed));
    }

    Instance(double seed, double[] optimum) {
        this.dimension = optimum.length;
        this.seed = seed;
        this.optimum = optimum;
        this.first = Draws.rotation(dimension, seed + 1e6);
        this.second = Draws.rotation(dimension, seed);
    }

    double[] from(double[] x) {
        return Vectors.minus(x, optimum);
    }

    /** Return how far a point is from the optimum, rotated. */
    double[] rotated(double[] x) {
        return times(from(x), first);
    }

    /** Return the second rotation, an ellipsoid and the first one as one matrix. */
    double[][] linear(double condition) {
        double[] scales = Vectors.powers(condition, 0.5, dimension);
        double[][] matrix = new double[dimension][];
        for (int i = 0; i < dimension; i++) {
            matrix[i] = times(times(second[i], scales), first);
        }
        return matrix;
    }
}
