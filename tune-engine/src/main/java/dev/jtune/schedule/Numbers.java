package dev.jtune.schedule;

import java.math.BigDecimal;
import java.math.MathContext;

/** Short spellings of numbers for reasons: up to four significant digits, whole numbers in full. */
final class Numbers {
    private static final int SHORT = 4;
    private static final int EXACT = 17;

    private Numbers() {}

    static String text(double value) {
        return text(value, SHORT);
    }

    /** Spell a number with as many digits as it takes to tell it from another one. */
    static String text(double value, double other) {
        int digits = SHORT;
        while (digits < EXACT && value != other && text(value, digits).equals(text(other, digits))) {
            digits++;
        }
        return text(value, digits);
    }

    private static String text(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        BigDecimal rounded = new BigDecimal(value, new MathContext(digits)).stripTrailingZeros();
        int magnitude = rounded.precision() - rounded.scale();
        return magnitude > -4 && magnitude < 16 ? rounded.toPlainString() : rounded.toString();
    }
}
