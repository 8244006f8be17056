package dev.jtune.report.html;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How values are written on a page. */
final class Shown {
    private static final MathContext DIGITS = new MathContext(6);
    private static final MathContext FEW_DIGITS = new MathContext(3);

    private Shown() {}

    /** Write a number with six significant digits, {@code -} where it is none. */
    static String number(double value) {
        return number(value, DIGITS);
    }

    /** Write a number with three significant digits. */
    static String rough(double value) {
        return number(value, FEW_DIGITS);
    }

    private static String number(double value, MathContext digits) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(digits).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent < -4 || exponent > 8 ? rounded.toString() : rounded.toPlainString();
    }

    /** Write a value of a configuration or a metric; {@code -} where there is none. */
    static String value(@Nullable Object value) {
        return value == null ? "-" : value instanceof Double number ? number(number) : String.valueOf(value);
    }

    /** Round for charts: what no screen shows is not worth its bytes; {@code null} where the number is not finite. */
    static @Nullable Double rounded(double value) {
        return Double.isFinite(value)
                ? (Double) new BigDecimal(value).round(DIGITS).doubleValue()
                : null;
    }

    /** Round all of them, see {@link #rounded(double)}. */
    static List<@Nullable Double> rounded(double[] values) {
        List<@Nullable Double> rounded = new ArrayList<>(values.length);
        for (double value : values) {
            rounded.add(rounded(value));
        }
        return rounded;
    }

    /** Write a time in the unit that a person would choose. */
    static String seconds(double seconds) {
        if (seconds < 1) {
            return Math.round(1000 * seconds) + " ms";
        }
        if (seconds < 100) {
            return rough(seconds) + " s";
        }
        long whole = Math.round(seconds);
        return whole < 6000
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
