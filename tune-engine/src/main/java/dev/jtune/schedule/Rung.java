package dev.jtune.schedule;

import java.util.Arrays;

/** The values that trials had when they reached a rung, larger ones better. */
final class Rung {
    private double[] ascending = new double[16];
    private int size;

    int size() {
        return size;
    }

    /** Take a value; one that is not finite ranks worst. */
    void add(double value) {
        double ranked = Double.isFinite(value) ? value : Double.NEGATIVE_INFINITY;
        if (size == ascending.length) {
            ascending = Arrays.copyOf(ascending, size * 2);
        }
        int found = Arrays.binarySearch(ascending, 0, size, ranked);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(ascending, place, ascending, place + 1, size - place);
        ascending[place] = ranked;
        size++;
    }

    /**
     * Return the quantile {@code 1 - 1 / factor}, interpolated linearly between neighbours; negative infinity where the lower
     * neighbour is not finite. The position is computed in whole numbers, so that no rounding moves it.
     */
    double upperQuantile(int factor) {
        long position = (factor - 1L) * (size - 1);
        int below = (int) (position / factor);
        double fraction = (double) (position % factor) / factor;
        double low = ascending[below];
        return fraction == 0 || !Double.isFinite(low) ? low : low + fraction * (ascending[below + 1] - low);
    }
}
