package dev.jtune.search.numeric;

import org.apiguardian.api.API;

/**
 * The exponential function, the same on every JVM and several times as fast as {@link StrictMath#exp}.
 *
 * <p>The argument is brought to within half of {@code ln 2} by a power of two, where a polynomial of degree 13 is exact to
 * the last bits: the relative error is below 1e-15 wherever the result is a normal number.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Exp {
    private static final double LOG2_E = 1.4426950408889634;
    /** {@code ln 2} in two parts; the first has zeros at its end, so that its product with an exponent is exact. */
    private static final double LN_2_HIGH = 0x1.62e42feep-1;

    private static final double LN_2_LOW = 1.9082149292705877e-10;
    private static final double UNDERFLOW = -708;
    private static final double OVERFLOW = 709;
    /** Adding and taking it away rounds to the nearest integer. */
    private static final double ROUNDER = 0x1.8p52;

    private Exp() {}

    /** Return e to the power of x; 0 below -708, positive infinity above 709, {@code NaN} for {@code NaN}. */
    public static double exp(double x) {
        if (x < UNDERFLOW) {
            return 0;
        }
        if (!(x <= OVERFLOW)) {
            return Double.isNaN(x) ? x : Double.POSITIVE_INFINITY;
        }
        double k = (x * LOG2_E + ROUNDER) - ROUNDER;
        double r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
        double r2 = r * r;
        double r4 = r2 * r2;
        // Estrin's scheme: short chains of dependent operations
        double low = (1 + r) + r2 * (1 / 2.0 + r * (1 / 6.0));
        double middle = (1 / 24.0 + r * (1 / 120.0)) + r2 * (1 / 720.0 + r * (1 / 5040.0));
        double high = (1 / 40320.0 + r * (1 / 362880.0)) + r2 * (1 / 3628800.0 + r * (1 / 39916800.0));
        double highest = 1 / 479001600.0 + r * (1 / 6227020800.0);
        double r8 = r4 * r4;
        double power = (low + r4 * middle) + r8 * (high + r4 * highest);
        return power * Double.longBitsToDouble(((long) k + 1023) << 52);
    }
}
