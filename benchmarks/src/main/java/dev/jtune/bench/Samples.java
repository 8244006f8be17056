package dev.jtune.bench;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The same number, measured several times.
 *
 * @param values at least one, smallest first
 */
record Samples(List<Double> values) {

    static Samples of(DoubleStream values) {
        return new Samples(values.sorted().boxed().toList());
    }

    double lowest() {
        return values.get(0);
    }

    double highest() {
        return values.get(values.size() - 1);
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }
}
