package dev.jtune.search.gp;

import java.util.List;

/** How much a point is worth trying; only the order of points counts. */
interface Acquisition {
    /** Return the values at settled points. */
    double[] at(List<double[]> points);

    /**
     * Return the value at a settled point, and write the derivatives by some of its coordinates.
     *
     * @param moving the places of those coordinates
     */
    double at(double[] point, int[] moving, double[] slope);
}
