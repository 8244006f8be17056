package dev.jtune.search.cma;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.History;
import java.util.Arrays;
import java.util.List;

/**
 * Where a run starts.
 *
 * @param mean of the Gaussian
 * @param sigma its size
 * @param covariance its shape
 * @param categories with which probabilities categories are drawn
 */
// Handed over once and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Start(double[] mean, double sigma, double[][] covariance, Categories categories) {
    private static final double LEAST_VARIANCE = 0.01;

    /** Start around a point, all coordinates independent and as wide. */
    static Start at(Layout layout, double[] mean, double sigma) {
        double[][] covariance = new double[mean.length][mean.length];
        for (int i = 0; i < mean.length; i++) {
            covariance[i][i] = 1;
        }
        return new Start(mean, sigma, covariance, new Categories(layout.categories(), layout.margin()));
    }

    static double[] centre(Layout layout) {
        double[] centre = new double[layout.numeric().length];
        Arrays.fill(centre, 0.5);
        return centre;
    }

    /**
     * Start from the best trials of a history: their mean and their covariance, widened.
     *
     * <p>Source: M. Nomura and others, Warm starting CMA-ES for hyperparameter optimization, AAAI 2021.
     */
    static Start from(Layout layout, List<History.Entry> best) {
        int[] numeric = layout.numeric();
        double[] mean = new double[numeric.length];
        double[][] covariance = new double[numeric.length][numeric.length];
        for (int i = 0; i < numeric.length; i++) {
            mean[i] = mean(best, numeric[i]);
        }
        for (int i = 0; i < numeric.length; i++) {
            for (int j = 0; j < numeric.length; j++) {
                double sum = 0;
                for (History.Entry entry : best) {
                    double product = (entry.point()[numeric[i]] - mean[i]) * (entry.point()[numeric[j]] - mean[j]);
                    sum += Double.isNaN(product) ? 0 : product;
                }
                covariance[i][j] = sum / best.size() + (i == j ? LEAST_VARIANCE : 0);
            }
        }
        Categories categories = new Categories(layout.categories(), layout.margin());
        for (int i = 0; i < layout.categorical().length; i++) {
            categories.start(i, counts(layout, layout.categorical()[i], best));
        }
        return new Start(mean, 1, covariance, categories);
    }

    private static double mean(List<History.Entry> entries, int coordinate) {
        return entries.stream()
                .mapToDouble(entry -> entry.point()[coordinate])
                .filter(unit -> !Double.isNaN(unit))
                .average()
                .orElse(0.5);
    }

    private static double[] counts(Layout layout, int coordinate, List<History.Entry> entries) {
        Dimension dimension = layout.cube().dimension(coordinate);
        double[] counts = new double[(int) dimension.size()];
        for (History.Entry entry : entries) {
            double unit = entry.point()[coordinate];
            if (!Double.isNaN(unit)) {
                counts[(int) dimension.index(unit)]++;
            }
        }
        return counts;
    }
}
