package dev.jtune.schedule;

import java.util.Arrays;

/** The losses of a trial, result by result. */
final class Curve {
    private double[] losses = new double[4];
    private int size;

    void add(double loss) {
        if (size == losses.length) {
            losses = Arrays.copyOf(losses, size * 2);
        }
        losses[size++] = loss;
    }

    /**
     * Return how far apart two trials are at their last common result where their order is nothing but noise: it was the same before, and
     * the other way round in between. {@code NaN} where it is not.
     */
    double noise(Curve other) {
        int last = Math.min(size, other.size) - 1;
        boolean swapped = false;
        double end = last < 0 ? 0 : losses[last] - other.losses[last];
        for (int i = last - 1; i >= 0; i--) {
            double before = losses[i] - other.losses[i];
            if (before * end < 0) {
                swapped = true;
            } else if (swapped && before * end > 0) {
                return Math.abs(end);
            }
        }
        return Double.NaN;
    }
}
