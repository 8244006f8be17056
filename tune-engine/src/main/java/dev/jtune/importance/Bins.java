package dev.jtune.importance;

import dev.jtune.search.cube.Dimension;
import java.util.Arrays;

/**
 * The bins of one coordinate, cut where trials are: one each for the values that few trials have, else as many trials in each.
 *
 * <p>Without order, each value is a bin, and all that no trial has are one.
 */
final class Bins {
    /** The bin of a parameter that does not exist. */
    static final int ABSENT = -1;

    private static final int MOST = 32;

    private final Dimension dimension;
    /** Where a bin ends and the next begins; without order the indices of the values. */
    private final double[] cuts;

    private Bins(Dimension dimension, double[] cuts) {
        this.dimension = dimension;
        this.cuts = cuts;
    }

    /** Cut a coordinate. */
    static Bins of(Dimension dimension, double[][] points, int coordinate) {
        double[] values = Arrays.stream(points)
                .mapToDouble(point -> point[coordinate])
                .filter(value -> !Double.isNaN(value))
                .map(value -> dimension.isCategorical() ? dimension.index(value) : value)
                .sorted()
                .distinct()
                .toArray();
        return new Bins(dimension, dimension.isCategorical() ? values : between(values));
    }

    private static double[] between(double... values) {
        int count = Math.min(MOST, values.length) - 1;
        double[] cuts = new double[Math.max(0, count)];
        for (int i = 0; i < cuts.length; i++) {
            int after = (int) ((i + 1L) * values.length / (count + 1));
            cuts[i] = (values[after - 1] + values[after]) / 2;
        }
        return cuts;
    }

    /** Return how many there are. */
    int count() {
        return cuts.length + 1;
    }

    /** Tell whether their order means nothing. */
    boolean isUnordered() {
        return dimension.isCategorical();
    }

    /** Return the bin of a coordinate. */
    int of(double unit) {
        if (Double.isNaN(unit)) {
            return ABSENT;
        }
        int found = Arrays.binarySearch(cuts, isUnordered() ? dimension.index(unit) : unit);
        if (isUnordered()) {
            return found < 0 ? cuts.length : found;
        }
        return found < 0 ? -found - 1 : found + 1;
    }
}
