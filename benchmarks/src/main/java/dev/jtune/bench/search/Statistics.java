package dev.jtune.bench.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;

/** Quantiles, ranks, and the tests by which two samples are told apart. */
public final class Statistics {
    /** Up to this size of the smaller sample the distribution is counted, above it is close to a normal one. */
    private static final int COUNTED = 8;

    private Statistics() {}

    /** Return a quantile, interpolated linearly between the two neighbours; {@code NaN} of no values. */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double weight = place - below;
        return weight == 0 ? sorted[below] : sorted[below] + weight * (sorted[below + 1] - sorted[below]);
    }

    /** Return the median; {@code NaN} of no values. */
    public static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** Return the rank of each value, the smallest 1; equal ones share the mean of their ranks. */
    static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int smaller = 0;
            int equal = 0;
            for (double other : values) {
                smaller += other < values[i] ? 1 : 0;
                equal += other == values[i] ? 1 : 0;
            }
            ranks[i] = smaller + (equal + 1) / 2.0;
        }
        return ranks;
    }

    /**
     * Return the two-sided p-value of the test of Mann and Whitney: exact for small samples without ties, else by the normal
     * approximation with corrections for ties and continuity.
     *
     * @return 1 where a sample is empty
     */
    public static double mannWhitney(double[] one, double[] other) {
        if (one.length == 0 || other.length == 0) {
            return 1;
        }
        double[] pooled = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, pooled, one.length, other.length);
        double[] ranks = ranks(pooled);
        double sum = Arrays.stream(ranks, 0, one.length).sum();
        double u = sum - one.length * (one.length + 1) / 2.0;
        double pairs = (double) one.length * other.length;
        double larger = Math.max(u, pairs - u);
        double ties = ties(pooled);
        return Math.min(one.length, other.length) <= COUNTED && ties == 0
                ? exact(one.length, other.length, (int) Math.round(pairs - larger))
                : approximate(pooled.length, pairs, larger, ties);
    }

    private static double approximate(int n, double pairs, double larger, double ties) {
        double variance = pairs / 12 * (n + 1 - ties / (n * (n - 1.0)));
        if (variance <= 0) {
            return 1;
        }
        double z = (larger - pairs / 2 - 0.5) / Math.sqrt(variance);
        return Math.min(1, Erf.erfc(z / Math.sqrt(2)));
    }

    /** Return twice the probability that U is at most {@code smaller}, of all orders as likely. */
    private static double exact(int m, int n, int smaller) {
        // counts[i][u]: orders of i of the first sample and the j of the second seen so far
        double[][] counts = new double[m + 1][m * n + 1];
        for (double[] row : counts) {
            row[0] = 1;
        }
        for (int j = 1; j <= n; j++) {
            for (int i = 1; i <= m; i++) {
                // The last in order is of the first sample and beats all j, or of the second.
                for (int u = m * n; u >= 0; u--) {
                    counts[i][u] += u >= j ? counts[i - 1][u - j] : 0;
                }
            }
        }
        double all = Arrays.stream(counts[m]).sum();
        return Math.min(1, 2 * Arrays.stream(counts[m], 0, smaller + 1).sum() / all);
    }

    /** Return the sum of t^3 - t over groups of t equal values. */
    private static double ties(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int start = 0; start < sorted.length; ) {
            int end = start;
            while (end < sorted.length && sorted[end] == sorted[start]) {
                end++;
            }
            double t = end - start;
            sum += t * t * t - t;
            start = Math.max(end, start + 1);
        }
        return sum;
    }

    /** Return p-values corrected for their number by the method of Holm. */
    static double[] holm(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] adjusted = new double[p.length];
        double least = 0;
        for (int k = 0; k < order.length; k++) {
            least = Math.max(least, Math.min(1, p[order[k]] * (p.length - k)));
            adjusted[order[k]] = least;
        }
        return adjusted;
    }
}
