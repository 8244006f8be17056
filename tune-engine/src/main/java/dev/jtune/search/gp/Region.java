package dev.jtune.search.gp;

import dev.jtune.search.cube.UnitCube;
import java.util.Arrays;

/**
 * The part of the cube in which a point is sought.
 *
 * <p>It bounds coordinates in order. Categories have no distance: a search that begins in the region may change them.
 *
 * @param lower the least coordinates, included
 * @param upper the largest coordinates, included; less than 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Region(double[] lower, double[] upper) {
    static final double LARGEST = Math.nextDown(1.0);

    static Region everywhere(UnitCube cube) {
        double[] upper = new double[cube.size()];
        Arrays.fill(upper, LARGEST);
        return new Region(new double[cube.size()], upper);
    }

    /** Return the box around a point, with half its edges. */
    static Region around(double[] center, double[] halves) {
        double[] lower = new double[center.length];
        double[] upper = new double[center.length];
        for (int j = 0; j < center.length; j++) {
            lower[j] = Math.max(0, center[j] - halves[j]);
            upper[j] = Math.min(LARGEST, center[j] + halves[j]);
        }
        return new Region(lower, upper);
    }

    double clip(int dimension, double coordinate) {
        return Math.max(lower[dimension], Math.min(upper[dimension], coordinate));
    }

    boolean contains(int dimension, double coordinate) {
        return lower[dimension] <= coordinate && coordinate <= upper[dimension];
    }
}
