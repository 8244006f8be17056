package dev.jtune.bench;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The same number, measured several times.
 *
 * @param values at least one, smallest first
 */
public record Samples(List<Double> values) {

    /** Take the values in any order. */
    public static Samples of(DoubleStream values) {
        return new Samples(values.sorted().boxed().toList());
    }

    /** Return the lowest value. */
    public double lowest() {
        return values.get(0);
    }

    /** Return the highest value. */
    public double highest() {
        return values.get(values.size() - 1);
    }

    /** Return the median value. */
    public double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }
}
