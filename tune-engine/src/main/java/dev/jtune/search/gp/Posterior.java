package dev.jtune.search.gp;

import dev.jtune.search.numeric.Cholesky;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Gaussian process with given hyperparameters says after it has seen values: a mean and a deviation at every point.
 *
 * <p>The process has a constant mean with a normal prior; its mean and its variance are settled by the values. Points may be added one by
 * one. Not safe for use by several threads at once.
 *
 * <p>Source: C. E. Rasmussen and C. K. I. Williams, Gaussian Processes for Machine Learning (2006), chapters 2 and 5.
 */
final class Posterior {
    /** Weight of the prior on the variance of the process: that of two values. */
    static final double PRIOR_VALUES = 2;
    /** Added to the diagonal until the matrix can be factorised. */
    private static final double LEAST_JITTER = 1e-12;

    private final Inputs inputs;
    private final Hyperparameters hyper;
    private final Cholesky factor;
    private final double jitter;
    private double[] values;
    private double mean;
    private double scale;
    private double[] solution = new double[0];
    private double[] correlations = new double[0];
    private double[] slopes = new double[0];

    private Posterior(Inputs inputs, double[] values, Hyperparameters hyper, Cholesky factor, double jitter) {
        this.inputs = inputs;
        this.values = values;
        this.hyper = hyper;
        this.factor = factor;
        this.jitter = jitter;
        settle(true);
    }

    /** Condition on values at the inputs; {@code null} where the numbers do not allow it. */
    static @Nullable Posterior of(Inputs inputs, double[] values, Hyperparameters hyper) {
        Cholesky factor = new Cholesky(inputs.size() + 8);
        for (double jitter = LEAST_JITTER; jitter < 1e-2; jitter *= 100) {
            fill(inputs, hyper, factor, 1 + hyper.noise() + jitter);
            if (factor.factorize()) {
                return new Posterior(inputs, values.clone(), hyper, factor, jitter);
            }
        }
        return null;
    }

    static void fill(Inputs inputs, Hyperparameters hyper, Cholesky factor, double diagonal) {
        int n = inputs.size();
        double[] matrix = factor.matrix(n);
        double[] squares = new double[n];
        double[] row = new double[inputs.dimensions()];
        for (int j = 0; j < n; j++) {
            inputs.row(j, row);
            inputs.distances(row, hyper.weights(), j + 1, squares);
            hyper.kernel().correlations(squares, j + 1, n);
            int column = j * factor.stride();
            matrix[column + j] = diagonal;
            System.arraycopy(squares, j + 1, matrix, column + j + 1, n - j - 1);
        }
    }

    /** Solve for the mean, and for the variance unless it is to stay what it is. */
    private void settle(boolean withScale) {
        int n = inputs.size();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        factor.solveLower(ones);
        double[] whitened = Arrays.copyOf(values, n);
        factor.solveLower(whitened);
        double weight = 1;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            weight += ones[i] * ones[i];
            sum += ones[i] * whitened[i];
        }
        mean = sum / weight;
        double fit = mean * mean;
        for (int i = 0; i < n; i++) {
            whitened[i] -= mean * ones[i];
            fit += whitened[i] * whitened[i];
        }
        if (withScale) {
            scale = (fit + PRIOR_VALUES) / (n + PRIOR_VALUES);
        }
        factor.solveUpper(whitened);
        solution = whitened;
        if (correlations.length < n) {
            correlations = new double[n + n / 2 + 8];
            slopes = new double[n + n / 2 + 8];
        }
    }

    int size() {
        return inputs.size();
    }

    Inputs inputs() {
        return inputs;
    }

    Hyperparameters hyperparameters() {
        return hyper;
    }

    /** Return the variance of the noise on the scale of the values. */
    double noiseVariance() {
        return scale * hyper.noise();
    }

    /** Return the standard deviation of the process. */
    double deviation() {
        return Math.sqrt(scale);
    }

    /** Return what stands on the matrix's diagonal besides the process: the share of noise. */
    double noiseShare() {
        return hyper.noise() + jitter;
    }

    /** Add a value at a point; the hyperparameters stay. {@code false} where the numbers do not allow it. */
    boolean add(double[] point, double value) {
        return append(point, value, true);
    }

    /** Add what is expected at a point, as if it had been seen: what is not known there, is not worth asking for again. */
    boolean believe(double[] point) {
        double[] encoded = encode(point);
        return append(point, mean(encoded), false);
    }

    private boolean append(double[] point, double value, boolean withScale) {
        int n = inputs.size();
        double[] encoded = encode(point);
        double[] row = new double[n];
        inputs.distances(encoded, hyper.weights(), 0, row);
        hyper.kernel().correlations(row, 0, n);
        if (!factor.append(row, 1 + hyper.noise() + jitter)) {
            return false;
        }
        inputs.add(point);
        values = Arrays.copyOf(values, n + 1);
        values[n] = value;
        settle(withScale);
        return true;
    }

    /** Forget the points after the first ones. */
    void truncate(int rows) {
        if (rows < inputs.size()) {
            inputs.truncate(rows);
            factor.truncate(rows);
            values = Arrays.copyOf(values, rows);
            settle(false);
        }
    }

    double[] encode(double[] point) {
        double[] encoded = new double[point.length];
        for (int j = 0; j < point.length; j++) {
            encoded[j] = inputs.encode(j, point[j]);
        }
        return encoded;
    }

    /** Encode points, one after the other. */
    double[] encode(List<double[]> points) {
        int d = inputs.dimensions();
        double[] encoded = new double[points.size() * d];
        for (int i = 0; i < points.size(); i++) {
            System.arraycopy(encode(points.get(i)), 0, encoded, i * d, d);
        }
        return encoded;
    }

    /** Return the mean at an encoded point. */
    double mean(double[] point) {
        int n = inputs.size();
        inputs.distances(point, hyper.weights(), 0, correlations);
        double sum = mean;
        for (int i = 0; i < n; i++) {
            sum += hyper.kernel().correlation(correlations[i]) * solution[i];
        }
        return sum;
    }

    /** Return the correlations of an encoded point with the points that were seen. */
    double[] correlations(double[] point) {
        double[] row = new double[inputs.size()];
        inputs.distances(point, hyper.weights(), 0, row);
        hyper.kernel().correlations(row, 0, row.length);
        return row;
    }

    /** Return the mean at the point that has these correlations. */
    double meanOf(double... correlations) {
        double sum = mean;
        for (int i = 0; i < correlations.length; i++) {
            sum += correlations[i] * solution[i];
        }
        return sum;
    }

    /** Replace b by the solution x of K x = b, with K the correlations of the points that were seen and their noise. */
    void solve(double... b) {
        factor.solveLower(b);
        factor.solveUpper(b);
    }

    /**
     * Write derivatives by the coordinates of an encoded point that are not categories: of the mean, and of sums of its correlations with
     * the points that were seen, each with weights of its own.
     */
    void differentiate(double[] point, List<double[]> weights, double[] ofMean, List<double[]> ofSums) {
        int n = inputs.size();
        inputs.distances(point, hyper.weights(), 0, correlations);
        for (int i = 0; i < n; i++) {
            slopes[i] = hyper.kernel().slope(correlations[i]);
        }
        for (int j = 0; j < point.length; j++) {
            if (!inputs.isCategorical(j)) {
                ofMean[j] = sumOfSlopes(point, j, solution);
                for (int k = 0; k < weights.size(); k++) {
                    ofSums.get(k)[j] = sumOfSlopes(point, j, weights.get(k));
                }
            }
        }
    }

    private double sumOfSlopes(double[] point, int dimension, double[] weights) {
        double[] column = inputs.column(dimension);
        double at = point[dimension];
        double sum = 0;
        for (int i = 0; i < inputs.size(); i++) {
            sum += slopes[i] * (at - column[i]) * weights[i];
        }
        return 2 * hyper.weights()[dimension] * sum;
    }

    /** Return the least mean at the points that were seen. */
    double leastMean(int rows) {
        double[] point = new double[inputs.dimensions()];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < rows; i++) {
            inputs.row(i, point);
            least = Math.min(least, mean(point));
        }
        return least;
    }

    /** Write mean and deviation, without noise, at encoded points that lie one after the other. */
    void predict(double[] points, int count, double[] means, double[] deviations) {
        int n = inputs.size();
        int d = inputs.dimensions();
        double[] cross = new double[n * count];
        double[] point = new double[d];
        for (int c = 0; c < count; c++) {
            System.arraycopy(points, c * d, point, 0, d);
            inputs.distances(point, hyper.weights(), 0, correlations);
            hyper.kernel().correlations(correlations, 0, n);
            double sum = mean;
            for (int i = 0; i < n; i++) {
                sum += correlations[i] * solution[i];
                cross[i * count + c] = correlations[i];
            }
            means[c] = sum;
        }
        factor.solveLower(cross, count);
        double[] explained = new double[count];
        for (int i = 0; i < n; i++) {
            int row = i * count;
            for (int c = 0; c < count; c++) {
                explained[c] += cross[row + c] * cross[row + c];
            }
        }
        for (int c = 0; c < count; c++) {
            deviations[c] = deviation(1 - explained[c]);
        }
    }

    private double deviation(double variance) {
        return Math.sqrt(scale * Math.max(LEAST_JITTER, variance));
    }

    /**
     * Return mean and deviation at an encoded point, with their derivatives by its coordinates that are not categories.
     *
     * @param gradients receives the derivatives of the mean, then those of the deviation
     */
    double[] predict(double[] point, double[] gradients) {
        int n = inputs.size();
        int d = inputs.dimensions();
        inputs.distances(point, hyper.weights(), 0, correlations);
        for (int i = 0; i < n; i++) {
            slopes[i] = hyper.kernel().slope(correlations[i]);
        }
        hyper.kernel().correlations(correlations, 0, n);
        double sum = mean;
        double[] explaining = new double[n];
        for (int i = 0; i < n; i++) {
            sum += correlations[i] * solution[i];
            explaining[i] = correlations[i];
        }
        factor.solveLower(explaining);
        double explained = 0;
        for (int i = 0; i < n; i++) {
            explained += explaining[i] * explaining[i];
        }
        factor.solveUpper(explaining);
        double deviation = deviation(1 - explained);
        for (int j = 0; j < d; j++) {
            double byMean = 0;
            double byVariance = 0;
            if (!inputs.isCategorical(j)) {
                double[] column = inputs.column(j);
                double at = point[j];
                for (int i = 0; i < n; i++) {
                    double change = slopes[i] * (at - column[i]);
                    byMean += change * solution[i];
                    byVariance += change * explaining[i];
                }
            }
            double weight = 2 * hyper.weights()[j];
            gradients[j] = weight * byMean;
            gradients[d + j] = -scale * weight * byVariance / deviation;
        }
        return new double[] {sum, deviation};
    }
}
