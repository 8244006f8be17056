package dev.jtune.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apiguardian.api.API;

/**
 * Writes a double as the shortest decimal that reads back as the same double, the same on every JDK.
 *
 * <p>{@link Double#toString(double)} does so since Java 19; before, some numbers got a digit too many or not the nearest last one, and
 * digests of equal configurations would depend on the JDK.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Decimal {
    private static final int FIRST_SHORTEST_RELEASE = 19;
    private static final boolean JDK_IS_SHORTEST = Runtime.version().feature() >= FIRST_SHORTEST_RELEASE;

    /** Two decimals of at most so many digits are never the same normal double. */
    private static final int ALWAYS_UNIQUE = 15;

    /** So many digits tell all doubles apart. */
    private static final int ALWAYS_ENOUGH = 17;

    private Decimal() {}

    /** Write a number in the form of {@link Double#toString(double)} of Java 19 and later. */
    public static String write(double value) {
        String text = Double.toString(value);
        return JDK_IS_SHORTEST || isCertain(value, text) ? text : shortest(value);
    }

    private static boolean isCertain(double value, String text) {
        if (!Double.isFinite(value) || value == 0) {
            return true;
        }
        return Math.abs(value) >= Double.MIN_NORMAL && text.length() <= ALWAYS_UNIQUE;
    }

    /** Work out the text without {@link Double#toString(double)}; for finite numbers other than 0. */
    static String shortest(double value) {
        double size = Math.abs(value);
        BigDecimal exact = new BigDecimal(size);
        BigDecimal decimal = exact;
        for (int digits = size < Double.MIN_NORMAL ? 2 : ALWAYS_UNIQUE; digits <= ALWAYS_ENOUGH; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal above = below.add(unit(exact, digits));
            boolean belowFits = below.doubleValue() == size;
            boolean aboveFits = above.doubleValue() == size;
            if (belowFits || aboveFits) {
                decimal = belowFits && aboveFits
                        ? exact.round(new MathContext(digits, RoundingMode.HALF_EVEN))
                        : belowFits ? below : above;
                break;
            }
        }
        return (value < 0 ? "-" : "") + written(decimal.stripTrailingZeros(), size);
    }

    /** Return the value of the last of so many digits. */
    private static BigDecimal unit(BigDecimal number, int digits) {
        return BigDecimal.ONE.scaleByPowerOfTen(number.precision() - number.scale() - digits);
    }

    private static String written(BigDecimal decimal, double size) {
        if (size >= 1e-3 && size < 1e7) {
            return decimal.scale() <= 0 ? decimal.toBigInteger() + ".0" : decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().toString();
        String fraction = digits.length() == 1 ? "0" : digits.substring(1);
        return digits.charAt(0) + "." + fraction + "E" + (digits.length() - 1 - decimal.scale());
    }
}
