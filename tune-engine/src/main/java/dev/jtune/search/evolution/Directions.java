package dev.jtune.search.evolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Directions among several objectives, and the plane that they cross. */
final class Directions {
    private Directions() {}

    /**
     * Return unit vectors that are spread evenly, as many as fit into a count but at least one for each objective: those whose
     * components are multiples of 1/divisions and add up to 1 (I. Das and J. E. Dennis, Normal-boundary intersection, SIAM J. Optim. 8,
     * 1998).
     */
    static double[][] spread(int objectives, int count) {
        int divisions = 1;
        while (objectives > 1 && size(objectives, divisions + 1) <= count) {
            divisions++;
        }
        List<double[]> directions = new ArrayList<>();
        addAll(new int[objectives], 0, divisions, directions);
        return directions.toArray(double[][]::new);
    }

    /** Return in how many ways divisions are shared out among the objectives. */
    private static double size(int objectives, int divisions) {
        double size = 1;
        for (int i = 1; i < objectives; i++) {
            size = size * (divisions + i) / i;
        }
        return size;
    }

    private static void addAll(int[] shares, int place, int left, List<double[]> directions) {
        if (place == shares.length - 1) {
            shares[place] = left;
            double square = 0;
            for (int share : shares) {
                square += share * share;
            }
            double[] direction = new double[shares.length];
            for (int i = 0; i < shares.length; i++) {
                direction[i] = shares[i] / Math.sqrt(square);
            }
            directions.add(direction);
            return;
        }
        for (int share = 0; share <= left; share++) {
            shares[place] = share;
            addAll(shares, place + 1, left - share, directions);
        }
    }

    /**
     * Return the normal of the plane through as many points as there are objectives, scaled so that its product with each of them is 1:
     * it meets the axes at the inverse of its components. Some are not finite where the points lie in no one plane of that kind.
     */
    static double[] planeThrough(double[]... points) {
        int n = points.length;
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOf(points[i], n + 1);
            rows[i][n] = 1;
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int i = column + 1; i < n; i++) {
                pivot = Math.abs(rows[i][column]) > Math.abs(rows[pivot][column]) ? i : pivot;
            }
            double[] row = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = row;
            for (double[] other : rows) {
                double factor = other == row ? 0 : other[column] / row[column];
                for (int j = column; j <= n && factor != 0; j++) {
                    other[j] -= factor * row[j];
                }
            }
        }
        double[] normal = new double[n];
        for (int i = 0; i < n; i++) {
            normal[i] = rows[i][n] / rows[i][i];
        }
        return normal;
    }
}
