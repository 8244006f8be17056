package dev.jtune.schedule;

import dev.jtune.search.cube.UnitCube;
import dev.jtune.search.numeric.Cholesky;
import dev.jtune.search.numeric.Exp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian process whose memory fades with time.
 *
 * <p>The correlation of two gains is {@code exp(-d / length) (1 - fading)^(t / 2)}: {@code d} is the squared distance of the points and of the
 * scores before, each brought to the unit interval, {@code t} the time between them as a part of all time. Values without order are
 * at a distance of 1, and so is what exists in one of two points only. Length, fading and noise are those of the highest
 * likelihood on a grid, one after the other from a smooth and from a rough beginning; the scale has a closed form.
 *
 * <p>Source: I. Bogunovic, J. Scarlett, V. Cevher, Time-Varying Gaussian Process Bandit Optimization, AISTATS 2016.
 */
final class FadingModel {
    private static final double[] LENGTHS = {0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5};
    private static final double[] FADINGS = {0.001, 0.03, 0.1, 0.25, 0.5};
    private static final double[] NOISES = {1e-4, 1e-3, 1e-2, 0.1, 0.3, 1};
    private static final int ROUNDS = 2;
    /** Gains beyond so many standard deviations count as this many. */
    private static final double CLIP = 2;

    private final Inputs inputs;
    private final double[] weights;
    private final Cholesky factor;
    private final int known;
    private final double scale;
    private final double kappa;
    private final Parameters parameters;

    private record Parameters(double length, double fading, double noise) {
        double correlation(double distance, double time) {
            return Exp.exp(-distance / length + StrictMath.log(1 - fading) * time / 2);
        }
    }

    /** Rows of time, score before and coordinates, in units of the data. */
    private static final class Inputs {
        private final UnitCube cube;
        private final List<double[]> points = new ArrayList<>();
        private final List<Double> times = new ArrayList<>();
        private final List<Double> befores = new ArrayList<>();

        Inputs(UnitCube cube) {
            this.cube = cube;
        }

        void add(double time, double before, double[] point) {
            times.add(time);
            befores.add(before);
            points.add(point);
        }

        void addLike(int row, double[] point) {
            add(times.get(row), befores.get(row), point);
        }

        void removeLast() {
            int last = size() - 1;
            times.remove(last);
            befores.remove(last);
            points.remove(last);
        }

        int size() {
            return points.size();
        }

        double time(int i, int j) {
            return Math.abs(times.get(i) - times.get(j));
        }

        double distance(int i, int j) {
            double before = befores.get(i) - befores.get(j);
            double sum = before * before;
            double[] a = points.get(i);
            double[] b = points.get(j);
            for (int k = 0; k < a.length; k++) {
                double difference = cube.dimension(k).isCategorical() && a[k] != b[k] ? 1 : a[k] - b[k];
                boolean oneIsAbsent = Double.isNaN(a[k]) != Double.isNaN(b[k]);
                difference = oneIsAbsent ? 1 : Double.isNaN(a[k]) ? 0 : difference;
                sum += difference * difference;
            }
            return sum;
        }

        /** Bring times and scores to the unit interval. */
        void normalize() {
            normalize(times);
            normalize(befores);
        }

        private static void normalize(List<Double> values) {
            double least = values.stream().mapToDouble(x -> x).min().orElse(0);
            double width = values.stream().mapToDouble(x -> x).max().orElse(0) - least;
            values.replaceAll(value -> width > 0 ? (value - least) / width : 0);
        }
    }

    /** Takes the data of a model. */
    static final class Builder {
        private final Inputs inputs;
        private final List<Double> gains = new ArrayList<>();

        Builder(UnitCube cube) {
            this.inputs = new Inputs(cube);
        }

        void add(double time, double before, double[] point, double gain) {
            inputs.add(time, before, point);
            gains.add(gain);
        }

        /** Fit the model, to be asked about one time and one score before; points at which others are now are as good as known. */
        FadingModel build(double time, double before, List<double[]> pending) {
            inputs.add(time, before, inputs.points.get(0));
            inputs.normalize();
            FadingModel model = new FadingModel(inputs, standardized());
            for (double[] point : pending) {
                inputs.addLike(model.known, point);
                model.append();
            }
            return model;
        }

        private double[] standardized() {
            double mean = gains.stream().mapToDouble(x -> x).average().orElse(0);
            double deviation = Deviation.of(gains);
            return gains.stream()
                    .mapToDouble(gain -> deviation > 0 ? Math.max(-CLIP, Math.min(CLIP, (gain - mean) / deviation)) : 0)
                    .toArray();
        }
    }

    private FadingModel(Inputs inputs, double[] gains) {
        this.inputs = inputs;
        this.known = gains.length;
        double[] distances = new double[known * known];
        double[] times = new double[known * known];
        for (int i = 0; i < known; i++) {
            for (int j = 0; j <= i; j++) {
                distances[i * known + j] = inputs.distance(i, j);
                times[i * known + j] = inputs.time(i, j);
            }
        }
        Fit smooth = new Fit(distances, times, gains, new Parameters(1, 0.1, 0.1)).climb();
        // from there, what changes over short distances may pass for noise
        Fit rough = new Fit(distances, times, gains, new Parameters(0.1, 0.1, 1e-3)).climb();
        Fit best = rough.loss < smooth.loss ? rough : smooth;
        this.parameters = best.parameters;
        this.factor = best.factor;
        this.weights = best.weights;
        this.scale = Math.sqrt(best.variance);
        this.kappa = Math.sqrt(0.2 + Math.max(0, StrictMath.log(0.4 * known)));
    }

    /** Make the uncertainty small at the last row. */
    private void append() {
        factor.append(correlations(), 1 + parameters.noise);
    }

    /** Return how the last row correlates with those of the factor: the gains, and after the row that is asked about, what is pending. */
    private double[] correlations() {
        int row = inputs.size() - 1;
        double[] correlations = new double[factor.size()];
        for (int i = 0; i < correlations.length; i++) {
            int other = i < known ? i : i + 1;
            correlations[i] = parameters.correlation(inputs.distance(row, other), inputs.time(row, other));
        }
        return correlations;
    }

    /** Return the upper confidence bound of the gain at a point, in standard deviations of all gains. */
    double upperBound(double[] point) {
        inputs.addLike(known, point);
        double[] correlations = correlations();
        inputs.removeLast();
        double mean = 0;
        for (int i = 0; i < known; i++) {
            mean += weights[i] * correlations[i];
        }
        factor.solveLower(correlations);
        double explained = 0;
        for (double part : correlations) {
            explained += part * part;
        }
        return mean + kappa * scale * Math.sqrt(Math.max(0, 1 - explained));
    }

    /** The process with some parameters. */
    private static final class Fit {
        private final double[] distances;
        private final double[] times;
        private final double[] gains;
        private final Parameters parameters;
        private final Cholesky factor;
        private final double[] weights;
        private final double variance;
        private final double loss;

        Fit(double[] distances, double[] times, double[] gains, Parameters parameters) {
            this.distances = distances;
            this.times = times;
            this.gains = gains;
            this.parameters = parameters;
            int n = gains.length;
            factor = new Cholesky(n + 16);
            double[] matrix = factor.matrix(n);
            for (int j = 0; j < n; j++) {
                for (int i = j; i < n; i++) {
                    matrix[j * factor.stride() + i] = i == j
                            ? 1 + parameters.noise
                            : parameters.correlation(distances[i * n + j], times[i * n + j]);
                }
            }
            weights = gains.clone();
            boolean definite = factor.factorize();
            if (definite) {
                factor.solveLower(weights);
            }
            double squares = Arrays.stream(weights).map(x -> x * x).sum();
            variance = Math.max(squares / n, 1e-12);
            loss = definite ? StrictMath.log(variance) * n / 2 + factor.halfLogDeterminant() : Double.POSITIVE_INFINITY;
            factor.solveUpper(weights);
        }

        /** Return the best that is found by changing one parameter after the other. */
        Fit climb() {
            Fit best = this;
            for (int round = 0; round < ROUNDS; round++) {
                for (double length : LENGTHS) {
                    best = best.better(new Parameters(length, best.parameters.fading, best.parameters.noise));
                }
                for (double fading : FADINGS) {
                    best = best.better(new Parameters(best.parameters.length, fading, best.parameters.noise));
                }
                for (double noise : NOISES) {
                    best = best.better(new Parameters(best.parameters.length, best.parameters.fading, noise));
                }
            }
            return best;
        }

        Fit better(Parameters other) {
            Fit fit = new Fit(distances, times, gains, other);
            return fit.loss < loss ? fit : this;
        }
    }
}
