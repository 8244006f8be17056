package dev.jtune.search.cma;

import dev.jtune.search.cube.SeededStream;

/**
 * The distribution that points are drawn from, and how it learns: its mean goes to the better points, its size follows from how straight
 * the mean's path was, and its shape from the steps that led to better points.
 *
 * <p>Source: N. Hansen, The CMA evolution strategy: a tutorial, arXiv 1604.00772 (2016), with negative weights.
 */
final class Gaussian {
    private static final double LARGEST_DEVIATION = 1;

    private final int size;
    private final Directions directions;
    private final double[] mean;
    private final double[] sizePath;
    private final double[] shapePath;
    private final double[] normal;
    private final double[] step;
    private final double[] move;
    private final double[][] steps;
    private final double[] weights;
    private Covariance covariance;
    private Rates rates;
    private double sigma;
    private int generation;

    Gaussian(double[] mean, double sigma, Covariance covariance, Rates rates) {
        this.size = mean.length;
        this.directions = new Directions(size);
        this.rates = rates;
        this.mean = mean.clone();
        this.sigma = sigma;
        this.covariance = covariance;
        this.sizePath = new double[size];
        this.shapePath = new double[size];
        this.normal = new double[size];
        this.step = new double[size];
        this.move = new double[size];
        int population = rates.weights().length;
        this.steps = new double[population + 1][size];
        this.weights = new double[population + 1];
    }

    /** Draw a point, which may lie outside the cube. */
    void draw(SeededStream random, double[] point) {
        directions.next(random, normal);
        covariance.shape(normal, step);
        for (int i = 0; i < size; i++) {
            point[i] = mean[i] + sigma * step[i];
        }
    }

    /**
     * Learn from a generation.
     *
     * @param points best first, as many as there are weights
     * @param present whether a point's coordinate meant anything; the mean takes no account of one that did not
     */
    void learn(double[][] points, boolean[][] present) {
        generation++;
        int population = points.length;
        double cut = Math.sqrt(size) + 2.0 * size / (size + 2.0);
        for (int k = 0; k < population; k++) {
            for (int i = 0; i < size; i++) {
                steps[k][i] = (points[k][i] - mean[i]) / sigma;
            }
            covariance.whiten(steps[k], normal);
            double length = Math.sqrt(squares(normal));
            double weight = rates.weights()[k];
            weights[k] = rates.rankMu() * weight;
            if (length > cut) { // a late point, from a wider distribution (Hansen, 2011, on injected points)
                scale(steps[k], cut / length);
                length = cut;
            }
            if (weight < 0) {
                weights[k] *= size / (length * length + 1e-12);
            }
        }
        moveMean(population, present);
        boolean straight = follow();
        double lost = 0;
        for (double weight : rates.weights()) {
            lost += weight;
        }
        double stalled = straight ? 0 : rates.path() * (2 - rates.path());
        System.arraycopy(shapePath, 0, steps[population], 0, size);
        weights[population] = rates.rankOne();
        covariance.learn(1 - rates.rankOne() * (1 - stalled) - rates.rankMu() * lost, steps, weights);
        limit();
    }

    private void moveMean(int population, boolean[][] present) {
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int k = 0; k < population; k++) {
                double weight = rates.weights()[k];
                sum += weight > 0 && present[k][i] ? weight * steps[k][i] : 0;
            }
            move[i] = sum;
            mean[i] += sigma * sum;
        }
    }

    /** Follow the mean's move with both paths, and tell whether the step size is not about to grow. */
    private boolean follow() {
        covariance.whiten(move, normal);
        double forget = rates.sigma();
        double gain = Math.sqrt(forget * (2 - forget) * rates.effective());
        for (int i = 0; i < size; i++) {
            sizePath[i] = (1 - forget) * sizePath[i] + gain * normal[i];
        }
        double length = Math.sqrt(squares(sizePath));
        sigma *= StrictMath.exp(Math.min(1, forget / rates.damping() * (length / rates.length() - 1)));
        double settled = Math.sqrt(1 - StrictMath.pow(1 - forget, 2.0 * generation));
        boolean straight = length / settled < (1.4 + 2 / (size + 1.0)) * rates.length();
        double shapeGain = straight ? Math.sqrt(rates.path() * (2 - rates.path()) * rates.effective()) : 0;
        for (int i = 0; i < size; i++) {
            shapePath[i] = (1 - rates.path()) * shapePath[i] + shapeGain * move[i];
        }
        return straight;
    }

    /** Wider than the cube is as good as uniform. */
    private void limit() {
        double most = 0;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, deviation(i));
        }
        if (most > LARGEST_DEVIATION) {
            sigma *= LARGEST_DEVIATION / most;
        }
    }

    /** Make a coordinate's deviation at least as large. */
    void widen(int coordinate, double least) {
        double deviation = deviation(coordinate);
        if (deviation < least) {
            covariance.stretch(coordinate, least / deviation);
            shapePath[coordinate] *= least / deviation;
        }
    }

    /** Learn correlations as well as variances from now on. */
    void learnCorrelations(Rates slower) {
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            matrix[i][i] = covariance.variance(i);
        }
        covariance = new FullCovariance(matrix, slower.rankOne() + slower.rankMu());
        rates = slower;
    }

    double mean(int coordinate) {
        return mean[coordinate];
    }

    double deviation(int coordinate) {
        return sigma * Math.sqrt(covariance.variance(coordinate));
    }

    double condition() {
        return covariance.condition();
    }

    private static double squares(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return sum;
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }
}
