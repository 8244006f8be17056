package dev.jtune.schedule;

import dev.jtune.search.numeric.Normal;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The signed-rank test of paired differences, one-sided.
 *
 * <p>Equal sizes share their ranks, and half of the ranks of differences of 0 counts for either side (Pratt, 1959, as "zsplit" in SciPy).
 * The probability is exact for up to 50 differences, equal ones included; beyond, that of a normal distribution.
 *
 * <p>Source: F. Wilcoxon, Individual Comparisons by Ranking Methods, Biometrics Bulletin 1 (1945).
 */
final class SignedRanks {
    private static final int EXACT = 50;

    private SignedRanks() {}

    /** Return the probability that differences with random signs have positive ones with ranks as high in sum as these, or higher. */
    static double probability(double[] differences) {
        double[] sizes = Arrays.stream(differences).map(Math::abs).sorted().toArray();
        long[] doubled = doubledRanks(sizes);
        long positive = 0;
        for (double difference : differences) {
            long rank = doubled[Arrays.binarySearch(sizes, Math.abs(difference))];
            positive += difference > 0 ? rank : 0;
        }
        int zeros = (int) Arrays.stream(sizes).takeWhile(size -> size == 0).count();
        return differences.length <= EXACT
                ? exact(Arrays.copyOfRange(doubled, zeros, doubled.length), positive)
                : normal(doubled, zeros, positive / 2.0);
    }

    /** Return twice the rank of each of these ascending sizes, so that shared ones are whole. */
    private static long[] doubledRanks(double[] sizes) {
        long[] ranks = new long[sizes.length];
        for (int from = 0; from < sizes.length; ) {
            int to = from;
            while (to < sizes.length && sizes[to] == sizes[from]) {
                to++;
            }
            Arrays.fill(ranks, from, to, from + 1L + to);
            from = to;
        }
        return ranks;
    }

    /** Count the signs by the sum of the positive ranks; those of zeros are in either half alike, and need not be counted. */
    private static double exact(long[] doubled, long positive) {
        double[] shares = new double[(int) Arrays.stream(doubled).sum() + 1];
        shares[0] = 1;
        int largest = 0;
        for (long rank : doubled) {
            largest += (int) rank;
            for (int sum = largest; sum >= 0; sum--) {
                shares[sum] = (shares[sum] + (sum >= rank ? shares[sum - (int) rank] : 0)) / 2;
            }
        }
        return IntStream.rangeClosed((int) positive, largest)
                .mapToDouble(sum -> shares[sum])
                .sum();
    }

    private static double normal(long[] doubled, int zeros, double positive) {
        double n = doubled.length;
        double variance = n * (n + 1) * (2 * n + 1);
        for (int from = 0; from < doubled.length; ) {
            int to = from;
            while (to < doubled.length && doubled[to] == doubled[from]) {
                to++;
            }
            double ties = to - from;
            variance -= ties * (ties * ties - 1) / 2;
            from = to;
        }
        double ofZeros = zeros * (zeros + 1.0) / 4;
        double z = (positive + ofZeros - n * (n + 1) / 4) / Math.sqrt(variance / 24);
        return Normal.cdf(-z);
    }
}
