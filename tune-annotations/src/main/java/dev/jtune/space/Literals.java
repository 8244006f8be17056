package dev.jtune.space;

import dev.jtune.json.Decimal;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Writes values the way the string spelling reads them. */
final class Literals {

    private Literals() {}

    /** Write a canonical value so that reading it gives an equal one of the same type. */
    static String text(Object value) {
        if (value instanceof String word) {
            return quoted(word);
        }
        if (value instanceof Double number) {
            String text = number(number);
            return isIntegral(text) ? text + ".0" : text;
        }
        if (value instanceof List<?> list) {
            return "[" + join(list, ", ") + "]";
        }
        return String.valueOf(value);
    }

    /** Write values as {@link #text} does. */
    static String join(Collection<?> values, String separator) {
        return values.stream().map(Literals::text).collect(Collectors.joining(separator));
    }

    /** Write a value for people: as {@link #text}, without quotes around plain words. */
    static String plain(Object value) {
        return value instanceof String word && EntryParser.isWord(word) ? word : text(value);
    }

    /** Write a number without exponent where it is short, without a needless {@code .0}. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        double size = Math.abs(value);
        BigDecimal exact = new BigDecimal(Decimal.write(value)).stripTrailingZeros();
        if (size >= 1e-3 && size < 1e7) {
            return exact.toPlainString();
        }
        int exponent = exact.precision() - exact.scale() - 1;
        return exact.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private static String quoted(String word) {
        String escaped = word.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
        return "'" + escaped + "'";
    }

    private static boolean isIntegral(String text) {
        return text.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    }

    /** Write the kind of a literal for messages. */
    static String kind(Object value) {
        if (value instanceof List<?>) {
            return "a list";
        }
        if (value instanceof String) {
            return "text";
        }
        return value instanceof Boolean ? "a boolean" : "a number";
    }
}
