package dev.jtune.search.gp;

import dev.jtune.pareto.Domination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What no point of a front dominates, up to a reference, as boxes that do not overlap: each lies between levels of the objectives.
 *
 * <p>The space is cut into slabs at the last loss of each point; in a slab, the points below it count by their other losses, and so on
 * down to one objective.
 */
final class Boxes {
    /** Instead of a level: the box has no lower end. */
    static final int NO_END = -1;

    private final double[][] levels;
    private final List<int[]> boxes = new ArrayList<>();

    private Boxes(double[][] levels) {
        this.levels = levels;
    }

    /** Divide what a front leaves; points that are not better than the reference in every objective do not count. */
    static Boxes of(List<double[]> front, double... reference) {
        int objectives = reference.length;
        List<double[]> points = front.stream()
                .filter(point -> Domination.dominates(point, reference))
                .toList();
        double[][] levels = new double[objectives][];
        for (int k = 0; k < objectives; k++) {
            int of = k;
            levels[k] = DoubleStream.concat(
                            points.stream().mapToDouble(point -> point[of]), DoubleStream.of(reference[k]))
                    .sorted()
                    .distinct()
                    .toArray();
        }
        Boxes boxes = new Boxes(levels);
        boxes.divide(points, objectives - 1, new int[2 * objectives]);
        return boxes;
    }

    /** Return the levels of an objective, ascending; the last is the reference. */
    double[] levels(int objective) {
        return levels[objective];
    }

    /** Return the boxes: of each objective in turn the indices of the lower level, or {@link #NO_END}, and of the upper one. */
    List<int[]> all() {
        return boxes;
    }

    private void divide(List<double[]> points, int objective, int[] box) {
        double[] own = levels[objective];
        if (objective == 0) {
            double least = points.stream().mapToDouble(point -> point[0]).min().orElse(own[own.length - 1]);
            box[0] = NO_END;
            box[1] = Arrays.binarySearch(own, least);
            boxes.add(box.clone());
            return;
        }
        List<double[]> order = points.stream()
                .sorted(Comparator.comparingDouble(point -> point[objective]))
                .toList();
        List<double[]> below = new ArrayList<>();
        int lower = NO_END;
        for (int i = 0; i <= order.size(); i++) {
            double end = i < order.size() ? order.get(i)[objective] : own[own.length - 1];
            int upper = Arrays.binarySearch(own, end);
            if (upper != lower) {
                box[2 * objective] = lower;
                box[2 * objective + 1] = upper;
                divide(below, objective - 1, box);
                lower = upper;
            }
            if (i < order.size()) {
                add(below, order.get(i), objective);
            }
        }
    }

    /** Keep only those that no other dominates by the first losses. */
    private static void add(List<double[]> points, double[] another, int objectives) {
        for (double[] point : points) {
            if (isAsGood(point, another, objectives)) {
                return;
            }
        }
        points.removeIf(point -> isAsGood(another, point, objectives));
        points.add(another);
    }

    private static boolean isAsGood(double[] one, double[] other, int objectives) {
        for (int k = 0; k < objectives; k++) {
            if (one[k] > other[k]) {
                return false;
            }
        }
        return true;
    }
}
