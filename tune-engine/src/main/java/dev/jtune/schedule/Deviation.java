package dev.jtune.schedule;

import java.util.Collection;

/** How far values spread. */
final class Deviation {
    private Deviation() {}

    /** Return the standard deviation of a whole population; {@code NaN} where a value is not finite. */
    static double of(Collection<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.size();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.size());
    }
}
