package dev.jtune.gate;

import java.util.List;

/**
 * Mean and spread of some values.
 *
 * @param n how many
 * @param mean their mean
 * @param sd their standard deviation, with n - 1 in the denominator; 0 for a single one
 */
record Sample(int n, double mean, double sd) {

    static Sample of(List<Double> values) {
        double first = values.get(0);
        if (values.stream().allMatch(value -> value == first)) {
            return new Sample(values.size(), first, 0); // a sum would be off by the last bit
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new Sample(values.size(), mean, Math.sqrt(squares / (values.size() - 1)));
    }

    /** Return the standard error of the mean. */
    double standardError() {
        return sd / Math.sqrt(n);
    }
}
