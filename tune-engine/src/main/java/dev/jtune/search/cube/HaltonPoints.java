package dev.jtune.search.cube;

import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * Points that fill a cube evenly: a Halton sequence, whose every coordinate is at least 0 and less than 1.
 *
 * <p>Coordinate i of point n is the digits of n to the base of the i-th prime, mirrored at the point (Halton, 1960). Beyond a few
 * dimensions its first points lie on lines; where scrambled, a random permutation of each digit, {@code a d + c}
 * modulo the base, breaks them without harming the evenness (Matousek, On the L2-discrepancy for anchored boxes, J. Complexity 14,
 * 1998). Point 0, the corner of all lower bounds, is left out where it is not moved.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HaltonPoints {
    /** Digits behind it change no double. */
    private static final double SMALLEST = 0x1p-53;

    private final int firstIndex;
    private final Digits[] digits;

    /** How the digits of one coordinate are permuted: one factor and one shift for each place. */
    // Read in a loop and never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Digits(int base, long[] factors, long[] shifts) {}

    private HaltonPoints(int firstIndex, Digits[] digits) {
        this.firstIndex = firstIndex;
        this.digits = digits;
    }

    /** Create the sequence as it is. */
    public static HaltonPoints plain(int dimensions) {
        int[] bases = primes(dimensions);
        Digits[] digits = new Digits[dimensions];
        for (int i = 0; i < dimensions; i++) {
            long[] ones = new long[places(bases[i])];
            Arrays.fill(ones, 1);
            digits[i] = new Digits(bases[i], ones, new long[ones.length]);
        }
        return new HaltonPoints(1, digits);
    }

    /** Create the sequence, its digits permuted at random. */
    public static HaltonPoints scrambled(int dimensions, SeededStream random) {
        int[] bases = primes(dimensions);
        Digits[] digits = new Digits[dimensions];
        for (int i = 0; i < dimensions; i++) {
            int places = places(bases[i]);
            long[] factors = new long[places];
            long[] shifts = new long[places];
            for (int place = 0; place < places; place++) {
                factors[place] = 1L + random.nextInt(bases[i] - 1);
                shifts[place] = random.nextInt(bases[i]);
            }
            digits[i] = new Digits(bases[i], factors, shifts);
        }
        return new HaltonPoints(0, digits);
    }

    /** Return a point, counted from 0. */
    public double[] point(int index) {
        double[] point = new double[digits.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = mirrored(firstIndex + index, digits[i]);
        }
        return point;
    }

    private static double mirrored(int number, Digits digits) {
        int rest = number;
        double value = 0;
        double weight = 1;
        for (int place = 0; place < digits.factors().length; place++) {
            weight /= digits.base();
            long digit = rest % digits.base();
            value += weight * ((digit * digits.factors()[place] + digits.shifts()[place]) % digits.base());
            rest /= digits.base();
        }
        return Math.min(value, Math.nextDown(1.0));
    }

    private static int places(int base) {
        int places = 0;
        for (double weight = 1; weight > SMALLEST; weight /= base) {
            places++;
        }
        return places;
    }

    private static int[] primes(int count) {
        int[] primes = new int[count];
        int found = 0;
        for (int number = 2; found < count; number++) {
            if (isPrime(number, primes, found)) {
                primes[found] = number;
                found++;
            }
        }
        return primes;
    }

    private static boolean isPrime(int number, int[] primes, int found) {
        for (int i = 0; i < found && (long) primes[i] * primes[i] <= number; i++) {
            if (number % primes[i] == 0) {
                return false;
            }
        }
        return true;
    }
}
