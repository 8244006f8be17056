package dev.jtune.pareto;

import java.util.Arrays;
import java.util.Comparator;
import org.apiguardian.api.API;

/**
 * Measures a set of points with several losses by the volume that it dominates, up to a reference point: exactly.
 *
 * <p>Two and three objectives are swept; more of them are sliced, each slice being what one point adds to those before, as in L. While, L.
 * Bradstreet and L. Barone, A fast way of calculating exact hypervolumes, IEEE Trans. Evol. Comput. 16 (2012).
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Hypervolume {
    private Hypervolume() {}

    /**
     * Return the volume of what the points dominate and what dominates the reference. A point that is not better than the reference in
     * every objective adds nothing, nor does one with {@code NaN}.
     */
    public static double of(double[][] losses, double... reference) {
        double[][] points =
                Arrays.stream(losses).filter(point -> inside(point, reference)).toArray(double[][]::new);
        return volume(points, points.length, reference, reference.length);
    }

    /**
     * Choose points one after the other, each the one that adds most to the volume of those before; of equal ones the first.
     *
     * <p>What a point adds only shrinks while others are chosen, so that most are not looked at again: A. Guerreiro, C. Fonseca and
     * L. Paquete, Greedy hypervolume subset selection in low dimensions, Evol. Comput. 24 (2016), prove the bound of 1 - 1/e for it.
     *
     * @param losses finite points
     * @param size how many are chosen, at most as many as there are
     * @return their indices, in the order of choice
     */
    public static int[] subset(double[][] losses, int size, double... reference) {
        int n = losses.length;
        double[] most = new double[n]; // what a point adds, or an upper bound of it
        int[] asOf = new int[n]; // how many were chosen when that was computed
        for (int i = 0; i < n; i++) {
            most[i] = inside(losses[i], reference) ? box(losses[i], reference, reference.length) : 0;
        }
        boolean[] taken = new boolean[n];
        int[] chosen = new int[size];
        double[][] before = new double[size][];
        for (int k = 0; k < size; k++) {
            int best = largest(most, taken);
            while (asOf[best] < k && most[best] > 0) {
                most[best] = Math.max(
                        0,
                        box(losses[best], reference, reference.length)
                                - shadow(losses[best], before, k, reference, reference.length));
                asOf[best] = k;
                best = largest(most, taken);
            }
            taken[best] = true;
            chosen[k] = best;
            before[k] = losses[best];
        }
        return chosen;
    }

    private static int largest(double[] values, boolean[] taken) {
        int best = -1;
        for (int i = 0; i < values.length; i++) {
            if (!taken[i] && (best < 0 || values[i] > values[best])) {
                best = i;
            }
        }
        return best;
    }

    private static boolean inside(double[] point, double[] reference) {
        for (int i = 0; i < reference.length; i++) {
            if (!(point[i] < reference[i])) {
                return false;
            }
        }
        return true;
    }

    /** Return the volume between a point and the reference. */
    private static double box(double[] point, double[] reference, int objectives) {
        double volume = 1;
        for (int i = 0; i < objectives; i++) {
            volume *= reference[i] - point[i];
        }
        return volume;
    }

    /** Return the volume that a point and some of the others dominate together. */
    private static double shadow(double[] point, double[][] others, int count, double[] reference, int objectives) {
        double[][] common = new double[count][];
        int used = 0;
        for (int i = 0; i < count; i++) {
            double[] corner = new double[objectives];
            boolean inside = true;
            for (int j = 0; j < objectives; j++) {
                corner[j] = Math.max(point[j], others[i][j]);
                inside &= corner[j] < reference[j];
            }
            if (inside) {
                common[used++] = corner;
            }
        }
        return volume(common, used, reference, objectives);
    }

    /** Return the volume by the first objectives; sorts the points. */
    private static double volume(double[][] points, int count, double[] reference, int objectives) {
        if (count == 0) {
            return 0;
        }
        int last = objectives - 1;
        Arrays.sort(points, 0, count, Comparator.comparingDouble(point -> point[last]));
        return switch (objectives) {
            case 1 -> reference[0] - points[0][0];
            case 2 -> area(points, count, reference);
            case 3 -> sweep(points, count, reference);
            default -> slices(points, count, reference, objectives);
        };
    }

    /** Return the area of the points, ascending by their second loss. */
    private static double area(double[][] points, int count, double[] reference) {
        double area = 0;
        double right = reference[0];
        for (int i = 0; i < count; i++) {
            if (points[i][0] < right) {
                area += (right - points[i][0]) * (reference[1] - points[i][1]);
                right = points[i][0];
            }
        }
        return area;
    }

    /** Return the volume of the points, ascending by their third loss, by raising a plane through them. */
    private static double sweep(double[][] points, int count, double[] reference) {
        Staircase stairs = new Staircase(count, reference[0], reference[1]);
        double volume = 0;
        for (int i = 0; i < count; i++) {
            stairs.add(points[i][0], points[i][1]);
            double top = i + 1 < count ? points[i + 1][2] : reference[2];
            volume += stairs.area * (top - points[i][2]);
        }
        return volume;
    }

    /** Return the volume of the points, ascending by their last loss: above a point, all before it are as they were at it. */
    private static double slices(double[][] points, int count, double[] reference, int objectives) {
        int last = objectives - 1;
        double volume = 0;
        for (int i = 0; i < count; i++) {
            double added = box(points[i], reference, last) - shadow(points[i], points, i, reference, last);
            volume += added * (reference[last] - points[i][last]);
        }
        return volume;
    }

    /** The points of a plane that no other dominates, and the area that they dominate. */
    private static final class Staircase {
        /** From left to right, so that the second falls; between two sentinels on the reference. */
        private final double[] x;

        private final double[] y;
        private int size = 2;
        private double area;

        Staircase(int capacity, double right, double top) {
            x = new double[capacity + 2];
            y = new double[capacity + 2];
            x[0] = Double.NEGATIVE_INFINITY;
            y[0] = top;
            x[1] = right;
            y[1] = Double.NEGATIVE_INFINITY;
        }

        void add(double newX, double newY) {
            int from = Arrays.binarySearch(x, 0, size, newX);
            from = from >= 0 ? from : -from - 1; // the first step that is not left of it
            if (y[from - 1] <= newY || (x[from] == newX && y[from] <= newY)) {
                return;
            }
            int to = from;
            double left = newX;
            double height = y[from - 1];
            while (y[to] >= newY) { // steps that it dominates
                area += (x[to] - left) * (height - newY);
                left = x[to];
                height = y[to];
                to++;
            }
            area += (x[to] - left) * (height - newY);
            System.arraycopy(x, to, x, from + 1, size - to);
            System.arraycopy(y, to, y, from + 1, size - to);
            size += from + 1 - to;
            x[from] = newX;
            y[from] = newY;
        }
    }
}
