package dev.jtune.search.gp;

import dev.jtune.search.cube.UnitCube;
import java.util.Arrays;

/**
 * Points as a model compares them, a column for each coordinate.
 *
 * <p>Where a parameter does not exist, its column has the middle of the interval, so that two points without it do not differ there; the
 * parent on which it depends tells them apart from those that have it. Categories differ or do not; other coordinates by their distance.
 */
final class Inputs {
    private static final double ABSENT = 0.5;
    /** No part of a lattice has its middle there. */
    private static final double ABSENT_CATEGORY = -1;

    private final boolean[] categorical;
    private double[][] columns;
    private int size;

    Inputs(UnitCube cube, int capacity) {
        this.categorical = new boolean[cube.size()];
        for (int j = 0; j < categorical.length; j++) {
            categorical[j] = cube.dimension(j).isCategorical();
        }
        this.columns = new double[cube.size()][Math.max(1, capacity)];
    }

    int size() {
        return size;
    }

    int dimensions() {
        return columns.length;
    }

    boolean isCategorical(int dimension) {
        return categorical[dimension];
    }

    double[] column(int dimension) {
        return columns[dimension];
    }

    void add(double[] point) {
        for (int j = 0; j < columns.length; j++) {
            if (size == columns[j].length) {
                columns[j] = Arrays.copyOf(columns[j], size + size / 2 + 8);
            }
            columns[j][size] = encode(j, point[j]);
        }
        size++;
    }

    void truncate(int rows) {
        size = rows;
    }

    double encode(int dimension, double coordinate) {
        if (Double.isNaN(coordinate)) {
            return categorical[dimension] ? ABSENT_CATEGORY : ABSENT;
        }
        return coordinate;
    }

    /** Write the weighted squared distances of rows {@code from..size} to an encoded point. */
    void distances(double[] point, double[] weights, int from, double[] squares) {
        Arrays.fill(squares, from, size, 0);
        for (int j = 0; j < columns.length; j++) {
            double[] column = columns[j];
            double weight = weights[j];
            double at = point[j];
            if (categorical[j]) {
                for (int i = from; i < size; i++) {
                    squares[i] += column[i] == at ? 0 : weight;
                }
            } else {
                for (int i = from; i < size; i++) {
                    double difference = column[i] - at;
                    squares[i] += weight * difference * difference;
                }
            }
        }
    }

    /** Write an encoded row. */
    void row(int index, double[] point) {
        for (int j = 0; j < columns.length; j++) {
            point[j] = columns[j][index];
        }
    }
}
