package dev.jtune.search.gp;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.SobolPoints;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.search.numeric.BoxMinimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the point of the largest acquisition among those that were not tried.
 *
 * <p>Candidates spread over the region and around the best trials are rated all at once; from the best of them, coordinates that are real
 * numbers follow the gradient, and those with values in steps are moved one at a time, all their values being rated together, until nothing
 * improves. Points that break a constraint of the space are passed over. A coordinate that exists only after such a move has the value of the best trial that has it.
 */
final class Maximizer {
    /** With more values, an ordered coordinate also follows the gradient. */
    private static final int LISTED = 16;

    private static final int STARTS = 5;
    /** After so many trials a climb costs more, and fewer are made. */
    private static final int MANY = 150;

    private static final int STARTS_OF_MANY = 3;
    private static final int CYCLES = 8;
    private static final double[] NEIGHBOURHOODS = {0.1, 0.02, 0.004};

    private final UnitCube cube;
    private final int spread;

    /**
     * Create a maximiser.
     *
     * @param spread how many candidates are spread over the region
     */
    Maximizer(UnitCube cube, int spread) {
        this.cube = cube;
        this.spread = spread;
    }

    /** A rated point: all its coordinates, and what it looks like to the model. */
    private record Candidate(double[] point, double[] settled, double value) {}

    /** Return the settled point of the largest acquisition; empty where all candidates were tried. */
    Optional<double[]> maximize(
            Acquisition acquisition, Region region, History history, List<double[]> incumbents, SeededStream random) {
        double[] fallback = filling(history, random);
        List<double[]> points = new ArrayList<>();
        spread(points, region, random);
        for (double[] incumbent : incumbents) {
            neighbours(points, filled(incumbent, fallback), region, random);
        }
        List<Candidate> rated = rate(points, acquisition, history);
        rated.sort(Comparator.comparingDouble(Candidate::value).reversed());
        Candidate best = null;
        for (Candidate start : starts(rated, history.size() > MANY ? STARTS_OF_MANY : STARTS)) {
            Candidate reached = climb(start, acquisition, region, history, fallback);
            if (best == null || reached.value() > best.value()) {
                best = reached;
            }
        }
        return best == null ? Optional.empty() : Optional.of(best.settled());
    }

    /** Values for coordinates that a point lacks: those of the best trial that has them. */
    private double[] filling(History history, SeededStream random) {
        double[] filling = cube.randomPoint(random);
        double[] losses = new double[filling.length];
        Arrays.fill(losses, Double.POSITIVE_INFINITY);
        for (History.Entry entry : history.entries()) {
            for (int j = 0; j < filling.length; j++) {
                if (!Double.isNaN(entry.point()[j]) && entry.loss() < losses[j]) {
                    losses[j] = entry.loss();
                    filling[j] = entry.point()[j];
                }
            }
        }
        return filling;
    }

    private static double[] filled(double[] point, double[] fallback) {
        double[] filled = point.clone();
        for (int j = 0; j < filled.length; j++) {
            if (Double.isNaN(filled[j])) {
                filled[j] = fallback[j];
            }
        }
        return filled;
    }

    private void spread(List<double[]> points, Region region, SeededStream random) {
        SobolPoints sobol = SobolPoints.scrambled(cube.size(), random);
        for (int i = 0; i < spread; i++) {
            double[] point = sobol.point(i);
            for (int j = 0; j < point.length; j++) {
                point[j] = region.lower()[j] + point[j] * (region.upper()[j] - region.lower()[j]);
            }
            points.add(point);
        }
    }

    private void neighbours(List<double[]> points, double[] center, Region region, SeededStream random) {
        double share = Math.min(1, 3.0 / cube.size());
        for (double sd : NEIGHBOURHOODS) {
            for (int i = 0; i < 8; i++) {
                double[] point = center.clone();
                boolean all = i % 2 == 0;
                for (int j = 0; j < point.length; j++) {
                    if (all || random.nextDouble() < share) {
                        point[j] = moved(j, point[j], sd, region, random);
                    }
                }
                points.add(point);
            }
        }
    }

    private double moved(int dimension, double from, double sd, Region region, SeededStream random) {
        Dimension kind = cube.dimension(dimension);
        if (kind.isCategorical()) {
            return random.nextDouble() < 0.2 ? random.nextDouble() : from;
        }
        double by = sd * random.nextGaussian();
        if (kind.isDiscrete()) {
            by = Math.copySign(Math.max(Math.abs(by), 1.0 / kind.size()), by);
        }
        return region.clip(dimension, from + by);
    }

    private List<Candidate> rate(List<double[]> points, Acquisition acquisition, History history) {
        List<double[]> kept = new ArrayList<>();
        List<double[]> settled = new ArrayList<>();
        for (double[] point : points) {
            double[] known = cube.settle(point);
            if (!history.tried(known) && cube.admits(point)) {
                kept.add(point);
                settled.add(known);
            }
        }
        double[] values = acquisition.at(settled);
        List<Candidate> rated = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            rated.add(new Candidate(kept.get(i), settled.get(i), values[i]));
        }
        return rated;
    }

    /** The best candidates that do not lie close to a better one. */
    private static List<Candidate> starts(List<Candidate> rated, int most) {
        List<Candidate> starts = new ArrayList<>();
        for (Candidate candidate : rated) {
            if (starts.size() == most) {
                break;
            }
            if (starts.stream().allMatch(start -> isApart(start.settled(), candidate.settled()))) {
                starts.add(candidate);
            }
        }
        return starts;
    }

    private static boolean isApart(double[] one, double[] other) {
        double largest = 0;
        for (int j = 0; j < one.length; j++) {
            if (Double.isNaN(one[j]) != Double.isNaN(other[j])) {
                return true;
            }
            if (!Double.isNaN(one[j])) {
                largest = Math.max(largest, Math.abs(one[j] - other[j]));
            }
        }
        return largest > 0.01;
    }

    private Candidate climb(
            Candidate start, Acquisition acquisition, Region region, History history, double[] fallback) {
        Candidate at = start;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            Candidate smooth = follow(at, acquisition, region, history);
            Candidate stepped = step(smooth, acquisition, region, history, fallback);
            boolean moved = stepped.value() > at.value() + 1e-9;
            at = stepped;
            if (!moved || stepped.value() <= smooth.value()) {
                break;
            }
        }
        return at;
    }

    /** Tell whether a coordinate has so many values in order that it can follow a gradient. */
    static boolean isSmooth(Dimension kind) {
        return !kind.isDiscrete() || (!kind.isCategorical() && kind.size() > LISTED);
    }

    /** Move the coordinates that are (nearly) real numbers along the gradient. */
    private Candidate follow(Candidate from, Acquisition acquisition, Region region, History history) {
        int[] smooth = new int[from.point().length];
        int count = 0;
        for (int j = 0; j < smooth.length; j++) {
            if (isSmooth(cube.dimension(j)) && !Double.isNaN(from.settled()[j])) {
                smooth[count++] = j;
            }
        }
        if (count == 0) {
            return from;
        }
        int[] moving = Arrays.copyOf(smooth, count);
        double[] x = new double[count];
        double[] lower = new double[count];
        double[] upper = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = from.settled()[moving[i]];
            lower[i] = region.lower()[moving[i]];
            upper[i] = region.upper()[moving[i]];
        }
        double[] point = from.settled().clone();
        new BoxMinimizer(30, 1e-4, 1e-6)
                .minimize((at, slope) -> descend(acquisition, point, moving, at, slope), x, lower, upper);
        double[] moved = from.point().clone();
        for (int i = 0; i < count; i++) {
            moved[moving[i]] = x[i];
        }
        List<Candidate> rated = rate(List.of(moved), acquisition, history);
        return rated.isEmpty() || rated.get(0).value() <= from.value() ? from : rated.get(0);
    }

    /** A maximum is a minimum of the negative. */
    private static double descend(Acquisition acquisition, double[] point, int[] moving, double[] at, double[] slope) {
        for (int i = 0; i < moving.length; i++) {
            point[moving[i]] = at[i];
        }
        double value = acquisition.at(point, moving, slope);
        for (int i = 0; i < slope.length; i++) {
            slope[i] = -slope[i];
        }
        return -value;
    }

    /** Try other values of each coordinate that has steps, and take the best; the same candidate where none is better. */
    private Candidate step(Candidate from, Acquisition acquisition, Region region, History history, double[] fallback) {
        List<double[]> points = new ArrayList<>();
        for (int j = 0; j < from.point().length; j++) {
            Dimension dimension = cube.dimension(j);
            if (dimension.isDiscrete() && !Double.isNaN(from.settled()[j])) {
                flips(points, from, j, dimension, region, fallback);
            }
        }
        Candidate best = from;
        for (Candidate candidate : rate(points, acquisition, history)) {
            if (candidate.value() > best.value()) {
                best = candidate;
            }
        }
        return best;
    }

    private static void flips(
            List<double[]> points, Candidate from, int place, Dimension dimension, Region region, double[] fallback) {
        long here = dimension.index(from.point()[place]);
        long size = dimension.size();
        double[] full = filled(from.settled(), fallback);
        if (isSmooth(dimension)) {
            flip(points, full, place, dimension, here + 1, here, region);
            flip(points, full, place, dimension, here - 1, here, region);
        } else if (size <= 4 * LISTED) {
            for (long k = 0; k < size; k++) {
                flip(points, full, place, dimension, k, here, region);
            }
        } else {
            for (long by = 1; by < size; by *= 2) {
                flip(points, full, place, dimension, here + by, here, region);
                flip(points, full, place, dimension, here - by, here, region);
            }
        }
    }

    private static void flip(
            List<double[]> points, double[] full, int place, Dimension dimension, long to, long here, Region region) {
        if (to < 0 || to >= dimension.size() || to == here) {
            return;
        }
        double coordinate = dimension.middle(to);
        if (dimension.isCategorical() || region.contains(place, coordinate)) {
            double[] point = full.clone();
            point[place] = coordinate;
            points.add(point);
        }
    }
}
