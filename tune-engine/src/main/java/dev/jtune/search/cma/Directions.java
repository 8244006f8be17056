package dev.jtune.search.cma;

import dev.jtune.search.cube.SeededStream;

/**
 * Standard normal vectors that cover all directions sooner than independent ones do: each is followed by its mirror image, and is at right
 * angles to those before it, until there are as many as coordinates.
 *
 * <p>Source: H. Wang, M. Emmerich and T. Bäck, Mirrored orthogonal sampling for covariance matrix adaptation evolution strategies,
 * Evolutionary Computation 27 (2019).
 */
final class Directions {
    private final int size;
    private final double[][] units;
    private final double[] last;
    private int known;
    private boolean mirror;

    Directions(int size) {
        this.size = size;
        this.units = new double[size][size];
        this.last = new double[size];
    }

    /** Draw the next vector. */
    void next(SeededStream random, double[] vector) {
        if (mirror) {
            for (int i = 0; i < size; i++) {
                vector[i] = -last[i];
            }
        } else {
            draw(random);
            System.arraycopy(last, 0, vector, 0, size);
        }
        mirror = !mirror;
    }

    private void draw(SeededStream random) {
        for (int i = 0; i < size; i++) {
            last[i] = random.nextGaussian();
        }
        double length = length(last);
        if (known == size) {
            known = 0;
        }
        double[] unit = units[known];
        System.arraycopy(last, 0, unit, 0, size);
        for (int k = 0; k < known; k++) {
            double along = 0;
            for (int i = 0; i < size; i++) {
                along += unit[i] * units[k][i];
            }
            for (int i = 0; i < size; i++) {
                unit[i] -= along * units[k][i];
            }
        }
        double left = length(unit);
        for (int i = 0; i < size; i++) {
            unit[i] /= left;
            last[i] = unit[i] * length;
        }
        known++;
    }

    private static double length(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
