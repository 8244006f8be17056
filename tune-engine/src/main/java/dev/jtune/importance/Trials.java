package dev.jtune.importance;

import dev.jtune.TrialResult;
import dev.jtune.search.cube.UnitCube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trials as points of a cube, with finite losses.
 *
 * @param cube the cube, which has coordinates for the axes of a grid too
 * @param points a settled point each
 * @param losses a loss each
 */
// Read in loops and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Trials(UnitCube cube, double[][] points, double[] losses) {

    /** Take trials with their losses; one whose configuration the space no longer has is left out. */
    static Trials of(UnitCube cube, List<TrialResult> trials, double... losses) {
        List<double[]> points = new ArrayList<>();
        double[] kept = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            try {
                double[] point = cube.toPoint(trials.get(i).config());
                kept[points.size()] = losses[i];
                points.add(point);
            } catch (IllegalArgumentException outside) {
                // a value that its domain does not have: the space was another one then
            }
        }
        return new Trials(cube, points.toArray(double[][]::new), Arrays.copyOf(kept, points.size()));
    }

    int size() {
        return losses.length;
    }

    /** Return how many of them have a parameter. */
    int having(int coordinate) {
        int having = 0;
        for (double[] point : points) {
            having += Double.isNaN(point[coordinate]) ? 0 : 1;
        }
        return having;
    }

    /** Return the standard deviation of each column. */
    static double[] spread(double[][] rows) {
        double[] spread = new double[rows[0].length];
        for (int j = 0; j < spread.length; j++) {
            double mean = 0;
            for (double[] row : rows) {
                mean += row[j] / rows.length;
            }
            double squares = 0;
            for (double[] row : rows) {
                squares += (row[j] - mean) * (row[j] - mean);
            }
            spread[j] = Math.sqrt(squares / (rows.length - 1));
        }
        return spread;
    }
}
