package dev.jtune.search.evolution;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Prefers members near to directions that few others are near to, as NSGA-III does: directions are spread evenly over the plane between
 * the extremes of the first rank, and there are as many as the population has members, or barely fewer.
 */
final class NicheSurvival implements Survival {
    /** How far an extreme point may lie from its axis: the weight of the other objectives is its inverse. */
    private static final double OFF_AXIS = 1e-6;

    private static final double FLAT = 1e-12;

    private final int capacity;
    private double[][] directions = new double[0][];

    NicheSurvival(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public int[] orderRank(double[][] losses, int[] members, int[] better) {
        if (directions.length == 0) {
            directions = Directions.spread(losses[0].length, capacity);
        }
        double[][] scaled = scaled(losses, better.length == 0 ? members : better);
        int[] niche = new int[losses.length];
        double[] distance = new double[losses.length];
        int[] crowd = new int[directions.length];
        for (int i : better) {
            associate(i, scaled[i], niche, distance);
            crowd[niche[i]]++;
        }
        for (int i : members) {
            associate(i, scaled[i], niche, distance);
        }
        boolean[] taken = new boolean[losses.length];
        int[] order = new int[members.length];
        for (int k = 0; k < order.length; k++) {
            int best = -1;
            for (int i : members) {
                if (!taken[i] && (best < 0 || isBefore(i, best, crowd, niche, distance))) {
                    best = i;
                }
            }
            taken[best] = true;
            crowd[niche[best]]++;
            order[k] = best;
        }
        return order;
    }

    private static boolean isBefore(int one, int other, int[] crowd, int[] niche, double[] distance) {
        int difference = crowd[niche[one]] - crowd[niche[other]];
        return difference < 0 || (difference == 0 && distance[one] < distance[other]);
    }

    private void associate(int member, double[] point, int[] niche, double[] distance) {
        distance[member] = Double.POSITIVE_INFINITY;
        for (int i = 0; i < directions.length; i++) {
            double along = 0;
            double square = 0;
            for (int j = 0; j < point.length; j++) {
                along += point[j] * directions[i][j];
                square += point[j] * point[j];
            }
            double off = square - along * along;
            if (off < distance[member]) {
                distance[member] = off;
                niche[member] = i;
            }
        }
    }

    /** Return losses from the best of each objective, in units of where the plane through the extremes meets the axis. */
    private static double[][] scaled(double[][] losses, int... front) {
        int objectives = losses[0].length;
        double[] ideal = losses[0].clone();
        for (double[] loss : losses) {
            Arrays.setAll(ideal, j -> Math.min(ideal[j], loss[j]));
        }
        double[][] moved = Arrays.stream(losses)
                .map(loss -> IntStream.range(0, objectives)
                        .mapToDouble(j -> loss[j] - ideal[j])
                        .toArray())
                .toArray(double[][]::new);
        double[] units = intercepts(moved, front);
        for (double[] point : moved) {
            Arrays.setAll(point, j -> point[j] / units[j]);
        }
        return moved;
    }

    private static double[] intercepts(double[][] moved, int... front) {
        int objectives = moved[0].length;
        double[] worst = new double[objectives];
        double[][] extremes = new double[objectives][];
        for (int axis = 0; axis < objectives; axis++) {
            double least = Double.POSITIVE_INFINITY;
            for (int i : front) {
                worst[axis] = Math.max(worst[axis], moved[i][axis]);
                double achieved = 0;
                for (int j = 0; j < objectives; j++) {
                    achieved = Math.max(achieved, j == axis ? moved[i][j] : moved[i][j] / OFF_AXIS);
                }
                if (extremes[axis] == null || achieved < least) {
                    least = achieved;
                    extremes[axis] = moved[i];
                }
            }
        }
        double[] normal = Directions.planeThrough(extremes);
        double[] intercepts = new double[objectives];
        for (int j = 0; j < objectives; j++) {
            double intercept = 1 / normal[j];
            double extent = intercept > FLAT ? Math.min(intercept, worst[j]) : worst[j];
            intercepts[j] = extent > FLAT ? extent : 1;
        }
        return intercepts;
    }
}
