package dev.jtune.search.cma;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The probabilities that categories are drawn with. They move along the natural gradient of the same weights by rank as the Gaussian, in
 * steps that adapt to how consistent the gradients are, and none falls below a margin.
 *
 * <p>Source: R. Hamano and others, CatCMA: stochastic optimization for mixed-category problems (2024), with the adaptive step of Akimoto and
 * others, Adaptive stochastic natural gradient method for one-shot neural architecture search (2019).
 */
final class Categories {
    private static final double SIGNAL_TO_NOISE = 1.5;

    private final double[][] probabilities;
    private final double[][] gradient;
    private final double[] margins;
    private final double[] path;
    private double expected;
    private double inertia = 1;

    /**
     * Create them, all categories of a parameter alike.
     *
     * @param sizes how many categories each parameter has
     * @param margin probability of drawing another category than the most probable one that each parameter keeps
     */
    Categories(int[] sizes, double margin) {
        this.probabilities = new double[sizes.length][];
        this.gradient = new double[sizes.length][];
        this.margins = new double[sizes.length];
        int free = 0;
        for (int i = 0; i < sizes.length; i++) {
            probabilities[i] = new double[sizes[i]];
            Arrays.fill(probabilities[i], 1.0 / sizes[i]);
            gradient[i] = new double[sizes[i]];
            margins[i] = Math.min(margin / Math.max(1, sizes[i] - 1), 0.5 / sizes[i]);
            free += sizes[i] - 1;
        }
        this.path = new double[free];
    }

    /** Take the probabilities of one parameter from how often each category occurred. */
    void start(int parameter, double[] counts) {
        double total = Arrays.stream(counts).sum();
        double[] q = probabilities[parameter];
        for (int k = 0; k < q.length; k++) {
            q[k] = (counts[k] + 1.0 / q.length) / (total + 1);
        }
        keepMargin(parameter);
    }

    int draw(int parameter, RandomGenerator random) {
        double[] q = probabilities[parameter];
        double left = random.nextDouble();
        for (int k = 0; k < q.length - 1; k++) {
            left -= q[k];
            if (left < 0) {
                return k;
            }
        }
        return q.length - 1;
    }

    double probability(int parameter, int category) {
        return probabilities[parameter][category];
    }

    /**
     * Learn from a generation.
     *
     * @param drawn by point, best first, and parameter; -1 where the parameter did not exist
     * @param weights by rank; only positive ones count
     */
    void learn(int[][] drawn, double[] weights) {
        double norm = Math.sqrt(follow(drawn, weights));
        if (norm == 0) {
            return;
        }
        double step = 1 / inertia;
        double rate = Math.min(1, step / Math.sqrt(path.length));
        double squares = 0;
        for (int j = 0, i = 0; i < probabilities.length; i++) {
            double[] q = probabilities[i];
            double[] g = gradient[i];
            int last = q.length - 1;
            for (int k = 0; k < last; k++, j++) {
                double whitened = g[k] / Math.sqrt(q[k]) + Math.sqrt(q[k]) * g[last] / (q[last] + Math.sqrt(q[last]));
                path[j] = (1 - rate) * path[j] + Math.sqrt(rate * (2 - rate)) * whitened / norm;
                squares += path[j] * path[j];
            }
        }
        expected = (1 - rate) * (1 - rate) * expected + rate * (2 - rate);
        move(step / norm);
        inertia *= StrictMath.exp(rate * (expected - squares / SIGNAL_TO_NOISE));
    }

    /** Work out the natural gradient, and return its squared length in the metric of the distribution. */
    private double follow(int[][] drawn, double[] weights) {
        double squares = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double[] g = gradient[i];
            Arrays.fill(g, 0);
            for (int p = 0; p < drawn.length; p++) {
                if (weights[p] > 0 && drawn[p][i] >= 0) {
                    for (int k = 0; k < g.length; k++) {
                        g[k] -= weights[p] * probabilities[i][k];
                    }
                    g[drawn[p][i]] += weights[p];
                }
            }
            for (int k = 0; k < g.length; k++) {
                squares += g[k] * g[k] / probabilities[i][k];
            }
        }
        return squares;
    }

    private void move(double step) {
        for (int i = 0; i < probabilities.length; i++) {
            double[] q = probabilities[i];
            for (int k = 0; k < q.length; k++) {
                q[k] += step * gradient[i][k];
            }
            keepMargin(i);
        }
    }

    private void keepMargin(int parameter) {
        double[] q = probabilities[parameter];
        double above = 0;
        for (int k = 0; k < q.length; k++) {
            q[k] = Math.max(q[k], margins[parameter]);
            above += q[k] - margins[parameter];
        }
        double free = 1 - q.length * margins[parameter];
        for (int k = 0; k < q.length; k++) {
            q[k] = above == 0 ? 1.0 / q.length : margins[parameter] + (q[k] - margins[parameter]) * free / above;
        }
    }
}
