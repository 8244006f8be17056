package dev.jtune.search.gp;

import dev.jtune.search.numeric.BoxMinimizer;
import dev.jtune.search.numeric.Cholesky;
import java.util.Arrays;

/**
 * Finds the hyperparameters that make values most likely, with priors on them.
 *
 * <p>The logarithms of the inverse squared lengths and of the share of noise are moved by L-BFGS, with derivatives by hand; the mean and
 * the variance of the process are settled for each. Lengths have the log-normal prior of Hvarfner, Hellsten and Nardi (2024), which expects
 * longer ones where there are more coordinates. Not safe for use by several threads at once.
 */
final class Fit implements BoxMinimizer.Function {
    private static final double SQRT_2 = 1.4142135623730951;
    private static final double SPREAD_OF_LOG_LENGTH = 1.7320508075688772;
    private static final double LEAST_LOG_WEIGHT = -9;
    private static final double MOST_LOG_WEIGHT = 9;

    private final Inputs inputs;
    private final double[] values;
    private final Kernel kernel;
    private final NoisePrior prior;
    private final int n;
    private final int d;
    private final double expectedLogWeight;
    private final Cholesky factor;
    private final double[] inverse;
    private final double[] work;
    private final double[] slopes;
    private final double[] squares;
    private final double[] row;
    private final double[] weights;
    private final double[] sums;

    /** Evidence: the best hyperparameters with the logarithm of their posterior density. */
    record Best(Hyperparameters hyper, double evidence) {}

    /**
     * What is expected of the noise, as a share of the variance of the function.
     *
     * @param log logarithm of the likeliest share
     * @param spread standard deviation of its logarithm
     * @param leastLog logarithm of the least share
     */
    record NoisePrior(double log, double spread, double leastLog) {
        /** Values that repeat: what looks like noise is a function that changes faster than points are set. */
        static final NoisePrior EXACT = new NoisePrior(-16, 5, -25);
        /** Values that do not. */
        static final NoisePrior NOISY = new NoisePrior(-8, 4, -16);
    }

    Fit(Inputs inputs, double[] values, Kernel kernel, NoisePrior prior) {
        this.inputs = inputs;
        this.values = values;
        this.kernel = kernel;
        this.prior = prior;
        this.n = inputs.size();
        this.d = inputs.dimensions();
        this.expectedLogWeight = -2 * (SQRT_2 + StrictMath.log(d) / 2);
        this.factor = new Cholesky(n);
        this.inverse = new double[n * n];
        this.work = new double[n * n];
        this.slopes = new double[n * n];
        this.squares = new double[n];
        this.row = new double[d];
        this.weights = new double[d];
        this.sums = new double[n];
    }

    /** Start where nothing is known. */
    double[] start() {
        double[] start = new double[d + 1];
        Arrays.fill(start, 0, d, Math.max(expectedLogWeight, LEAST_LOG_WEIGHT));
        start[d] = Math.max(prior.log(), prior.leastLog());
        return start;
    }

    /** Start from hyperparameters of before. */
    double[] start(Hyperparameters hyper) {
        double[] start = new double[d + 1];
        for (int j = 0; j < d; j++) {
            start[j] = StrictMath.log(hyper.weights()[j]);
        }
        start[d] = StrictMath.log(hyper.noise());
        return start;
    }

    /** Go from a start to the best hyperparameters around it. */
    Best from(double[] start, int iterations) {
        double[] lower = new double[d + 1];
        double[] upper = new double[d + 1];
        Arrays.fill(lower, LEAST_LOG_WEIGHT);
        Arrays.fill(upper, MOST_LOG_WEIGHT);
        lower[d] = prior.leastLog();
        upper[d] = 1;
        double loss = new BoxMinimizer(iterations, 1e-2, 1e-3).minimize(this, start, lower, upper);
        double[] found = new double[d];
        for (int j = 0; j < d; j++) {
            found[j] = StrictMath.exp(start[j]);
        }
        return new Best(new Hyperparameters(kernel, found, StrictMath.exp(start[d])), -loss);
    }

    @Override
    public double at(double[] logs, double[] gradient) {
        for (int j = 0; j < d; j++) {
            weights[j] = StrictMath.exp(logs[j]);
        }
        double noise = StrictMath.exp(logs[d]);
        fill(1 + noise + 1e-12);
        if (!factor.factorize()) {
            return Double.POSITIVE_INFINITY;
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        factor.solveLower(ones);
        double[] solution = values.clone();
        factor.solveLower(solution);
        double weight = 1;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            weight += ones[i] * ones[i];
            sum += ones[i] * solution[i];
        }
        double mean = sum / weight;
        double fit = mean * mean;
        for (int i = 0; i < n; i++) {
            solution[i] -= mean * ones[i];
            fit += solution[i] * solution[i];
        }
        double scale = (fit + Posterior.PRIOR_VALUES) / (n + Posterior.PRIOR_VALUES);
        factor.solveUpper(solution);
        double loss = (n + Posterior.PRIOR_VALUES) / 2 * StrictMath.log(scale) + factor.halfLogDeterminant();
        factor.inverse(inverse, work);
        slope(solution, scale, noise, gradient);
        return loss + priors(logs, gradient);
    }

    /** Like {@link Posterior#fill}, keeping the slopes of the kernel. */
    private void fill(double diagonal) {
        double[] matrix = factor.matrix(n);
        for (int j = 0; j < n; j++) {
            inputs.row(j, row);
            inputs.distances(row, weights, j + 1, squares);
            int column = j * factor.stride();
            matrix[column + j] = diagonal;
            for (int i = j + 1; i < n; i++) {
                matrix[column + i] = kernel.correlation(squares[i]);
                slopes[j * n + i] = kernel.slope(squares[i]);
            }
        }
    }

    /** Write the derivatives of the negative log likelihood. */
    private void slope(double[] solution, double scale, double noise, double[] gradient) {
        Arrays.fill(gradient, 0);
        double diagonal = 0;
        for (int j = 0; j < n; j++) {
            diagonal += inverse[j * n + j] - solution[j] * solution[j] / scale;
        }
        gradient[d] = diagonal * noise / 2;
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < i; j++) {
                slopes[j * n + i] *= inverse[i * n + j] - solution[i] * solution[j] / scale;
            }
        }
        for (int c = 0; c < d; c++) {
            gradient[c] = weights[c] * weighted(c);
        }
    }

    /** Sum slopes times squared differences in a coordinate, over all pairs. */
    private double weighted(int dimension) {
        double[] column = inputs.column(dimension);
        boolean categorical = inputs.isCategorical(dimension);
        Arrays.fill(sums, 0);
        for (int j = 0; j < n - 1; j++) {
            double at = column[j];
            int base = j * n;
            if (categorical) {
                for (int i = j + 1; i < n; i++) {
                    sums[i] += column[i] == at ? 0 : slopes[base + i];
                }
            } else {
                for (int i = j + 1; i < n; i++) {
                    double difference = column[i] - at;
                    sums[i] += slopes[base + i] * difference * difference;
                }
            }
        }
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += sums[i];
        }
        return total;
    }

    private double priors(double[] logs, double[] gradient) {
        double loss = 0;
        double precision = 1 / (4 * SPREAD_OF_LOG_LENGTH * SPREAD_OF_LOG_LENGTH);
        for (int j = 0; j < d; j++) {
            double difference = logs[j] - expectedLogWeight;
            loss += precision * difference * difference / 2;
            gradient[j] += precision * difference;
        }
        double difference = (logs[d] - prior.log()) / prior.spread();
        gradient[d] += difference / prior.spread();
        return loss + difference * difference / 2;
    }
}
