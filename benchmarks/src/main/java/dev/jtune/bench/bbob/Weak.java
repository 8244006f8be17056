package dev.jtune.bench.bbob;

import static dev.jtune.bench.bbob.Vectors.powers;
import static dev.jtune.bench.bbob.Vectors.times;

/** Functions 20 to 24: many optima, with little structure above them. */
final class Weak {
    private static final double SCHWEFEL_OPTIMUM = 4.2096874633;
    private static final double SCHWEFEL_LEAST = 418.9828872724339;
    private static final int BITS = 32;

    private Weak() {}

    static Function.Landscape schwefel(Instance made) {
        double[] drawn = Draws.uniform(made.dimension, made.seed);
        double[] signs = Vectors.signs(Vectors.scaled(drawn, 1, -0.5));
        double[] scales = powers(10, 0.5, made.dimension);
        return x -> {
            double sum = 0;
            double[] z = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                double before = i == 0 ? 0 : 0.25 * (2 * signs[i - 1] * x[i - 1] - SCHWEFEL_OPTIMUM);
                double hat = 2 * signs[i] * x[i] + before;
                z[i] = 100 * (scales[i] * (hat - SCHWEFEL_OPTIMUM) + SCHWEFEL_OPTIMUM);
                sum += z[i] * Math.sin(Math.sqrt(Math.abs(z[i])));
            }
            return 0.01 * (SCHWEFEL_LEAST - sum / x.length) + 0.01 * Vectors.outside(Vectors.scaled(z, 0.01, 0)) * 1e4;
        };
    }

    /** Peaks of Gaussian shape, the first of which is the highest. */
    static Function.Landscape gallagher(Instance made, int peaks) {
        int dimension = made.dimension;
        double range = peaks > 100 ? 5 : 4.9;
        double highest = peaks > 100 ? Math.sqrt(1000) : 1000;
        int[] order = Draws.order(Draws.uniform(peaks - 1, made.seed));
        double[] conditions = powers(1000, 1, peaks - 1);
        double[][] scales = new double[peaks][dimension];
        for (int k = 0; k < peaks; k++) {
            double condition = k == 0 ? highest : conditions[order[k - 1]];
            double[] ascending = powers(condition, 1, dimension);
            int[] axes = Draws.order(Draws.uniform(dimension, made.seed + 1e3 * k));
            for (int i = 0; i < dimension; i++) {
                scales[k][i] = ascending[axes[i]] / Math.sqrt(condition);
            }
        }
        double[] drawn = Draws.uniform(dimension * peaks, made.seed);
        double[][] centres = new double[peaks][dimension];
        for (int k = 0; k < peaks; k++) {
            for (int i = 0; i < dimension; i++) {
                double place = range * 2 * drawn[k * dimension + i] - range;
                centres[k][i] = k == 0 ? 0.8 * place : place;
            }
            centres[k] = times(centres[k], made.second);
        }
        return x -> {
            double[] turned = times(x, made.second);
            double best = 0;
            for (int k = 0; k < peaks; k++) {
                double[] z = Vectors.minus(turned, centres[k]);
                double height = k == 0 ? 10 : 1.1 + 8 * (k - 1) / (peaks - 2.0);
                double exponent = -Vectors.dot(scales[k], times(z, z)) / (2 * dimension);
                best = Math.max(best, height * Math.exp(exponent));
            }
            double gap = Vectors.oscillate(10 - best);
            return gap * gap + Vectors.outside(x);
        };
    }

    static Function.Landscape katsuura(Instance made) {
        double[][] linear = made.linear(100);
        double exponent = 10 / Math.pow(made.dimension, 1.2);
        double factor = 10.0 / made.dimension / made.dimension;
        return x -> {
            double[] z = times(made.from(x), linear);
            double product = 1;
            for (int i = 0; i < z.length; i++) {
                double sum = 0;
                for (int j = 1; j <= BITS; j++) {
                    double scaled = Math.scalb(z[i], j);
                    sum += Math.abs(scaled - Math.rint(scaled)) * Math.scalb(1.0, -j);
                }
                product *= Math.pow(1 + (i + 1) * sum, exponent);
            }
            return factor * (product - 1) + Vectors.outside(x);
        };
    }

    static Function.Landscape lunacek(Instance made) {
        int dimension = made.dimension;
        double first = 2.5;
        double slope = 1 - 1 / (2 * Math.sqrt(dimension + 20.0) - 8.2);
        double second = -Math.sqrt((first * first - 1) / slope);
        double[] signs = Vectors.signs(Draws.gaussian(dimension, made.seed));
        double[][] linear = made.linear(100);
        return x -> {
            double[] hat = Vectors.scaled(times(signs, x), 2, 0);
            double[] fromFirst = Vectors.scaled(hat, 1, -first);
            double[] fromSecond = Vectors.scaled(hat, 1, -second);
            double funnels = Math.min(
                    Vectors.dot(fromFirst, fromFirst), dimension + slope * Vectors.dot(fromSecond, fromSecond));
            return funnels + Vectors.waves(times(fromFirst, linear)) + 1e4 * Vectors.outside(x);
        };
    }
}
