package dev.jtune.bench.search;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as the tables show them. */
final class Numbers {
    private Numbers() {}

    /** Return three significant digits. */
    static String shown(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (value == 0 || Double.isInfinite(value)) {
            return value == 0 ? "0" : "none";
        }
        double size = Math.abs(value);
        String format = size < 1e-3 || size >= 1e5
                ? "%.2e"
                : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, format, value);
    }

    /** Return so many decimals, nothing of no number. */
    static String fixed(int decimals, OptionalDouble value) {
        if (value.isEmpty() || Double.isNaN(value.getAsDouble())) {
            return "";
        }
        double unit = Math.pow(10, decimals);
        double rounded = Math.rint(value.getAsDouble() * unit) / unit;
        return Double.isInfinite(rounded) ? "none" : String.format(Locale.ROOT, "%." + decimals + "f", rounded + 0.0);
    }

    /** Return the median with the quartiles, nothing of no values. */
    static String quartiles(double[] values) {
        return values.length == 0
                ? ""
                : shown(Statistics.median(values)) + " [" + shown(Statistics.quantile(values, 0.25)) + ", "
                        + shown(Statistics.quantile(values, 0.75)) + "]";
    }
}
