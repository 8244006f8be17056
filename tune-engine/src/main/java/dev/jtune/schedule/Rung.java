package dev.jtune.schedule;

/**
 * The values that trials had when they reached a rung, larger ones better, and one quantile of them, such as {@code 1 - 1 / factor}.
 *
 * <p>As that quantile's position never moves back when a value is added, two heaps that meet there are enough: a value costs the logarithm
 * of their number.
 */
final class Rung {
    private final long share;
    private final long whole;
    /** The values up to the quantile's lower neighbour, negated, so that this neighbour is at hand. */
    private final Heap lower = new Heap();

    private final Heap upper = new Heap();

    /**
     * Create an empty rung.
     *
     * @param factor one of so many trials goes on; at least 2
     */
    Rung(int factor) {
        this(factor - 1L, factor);
    }

    /** Create an empty rung with the quantile that is a share of a whole, from none of it to all. */
    Rung(long share, long whole) {
        this.share = share;
        this.whole = whole;
    }

    int size() {
        return lower.size() + upper.size();
    }

    /** Take a value; one that is not finite ranks worst. */
    void add(double value) {
        double ranked = Double.isFinite(value) ? value : Double.NEGATIVE_INFINITY;
        if (lower.size() > 0 && ranked < -lower.least()) {
            lower.add(-ranked);
        } else {
            upper.add(ranked);
        }
        int below = (int) (position() / whole) + 1;
        while (lower.size() < below) {
            lower.add(-upper.take());
        }
        while (lower.size() > below) {
            upper.add(-lower.take());
        }
    }

    /**
     * Return the quantile, interpolated linearly between neighbours; negative infinity where the lower neighbour is not finite, or there is
     * none. The position is computed in whole numbers, so that no rounding moves it.
     */
    double quantile() {
        if (size() == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double fraction = (double) (position() % whole) / whole;
        double low = -lower.least();
        return fraction == 0 || !Double.isFinite(low) ? low : low + fraction * (upper.least() - low);
    }

    /** Return where the quantile lies among the values in ascending order, times the whole. */
    private long position() {
        return share * (size() - 1);
    }
}
