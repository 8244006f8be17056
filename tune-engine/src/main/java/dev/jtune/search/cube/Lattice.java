package dev.jtune.search.cube;

/**
 * Consecutive integers, each of which owns a part of the unit interval.
 *
 * <p>All parts are equal, or, where {@code log}, the part of {@code k} is as long as the logarithm of the interval from {@code
 * k} to {@code k + 1}: drawing from it equals rounding a log-uniform number down.
 *
 * @param first smallest integer; at least 1 where {@code log}
 * @param last largest integer, not smaller
 * @param log whether parts are equal in the logarithm
 */
record Lattice(long first, long last, boolean log) {
    /** Above it, neighbouring doubles are more than 1 apart. */
    private static final double EXACT = 0x1p53;

    /** Return the integer that owns {@code unit}. */
    long at(double unit) {
        if (log) {
            return clamp((long) StrictMath.exp(logFirst() + unit * logWidth()));
        }
        double width = width();
        long index = width <= EXACT ? first + (long) (unit * width) : (long) (first + unit * width);
        return clamp(index);
    }

    /** Return the middle of the part that {@code index} owns. */
    double of(long index) {
        if (log) {
            double middle = (StrictMath.log((double) index) + StrictMath.log(index + 1.0)) / 2;
            return (middle - logFirst()) / logWidth();
        }
        return ((double) index - first + 0.5) / width();
    }

    boolean contains(long index) {
        return first <= index && index <= last;
    }

    /** Return how many integers there are, at most {@link Long#MAX_VALUE}. */
    long size() {
        long size = last - first + 1;
        return size <= 0 ? Long.MAX_VALUE : size;
    }

    /** Return where the part of {@code index} begins. */
    double start(long index) {
        return log ? (StrictMath.log((double) index) - logFirst()) / logWidth() : ((double) index - first) / width();
    }

    private double width() {
        return (double) last - first + 1;
    }

    private double logFirst() {
        return StrictMath.log((double) first);
    }

    private double logWidth() {
        return StrictMath.log(last + 1.0) - logFirst();
    }

    private long clamp(long index) {
        return Math.max(first, Math.min(last, index));
    }
}
