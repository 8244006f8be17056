package dev.jtune.search.cma;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Variances and correlations, with the axes of the ellipsoid that they span.
 *
 * <p>The axes are worked out anew after so many generations only that the matrix may have changed by a tenth of itself.
 */
final class FullCovariance implements Covariance {
    private static final double SMALLEST_SHARE = 1e-16;

    private final int size;
    private final double[][] matrix;
    private final double[][] axes;
    private final double[] lengths;
    private final double[] scratch;
    private final double gap;
    private int generations;
    private boolean stretched;

    /**
     * Create it.
     *
     * @param matrix symmetric and positive definite
     * @param learned share of it that a generation replaces
     */
    FullCovariance(double[][] matrix, double learned) {
        this.size = matrix.length;
        this.matrix = matrix;
        this.axes = new double[size][size];
        this.lengths = new double[size];
        this.scratch = new double[size];
        this.gap = 1 / (10 * size * learned);
        decompose();
    }

    private void decompose() {
        EigenDecompositionSymmetric eigen =
                new EigenDecompositionSymmetric(new Array2DRowRealMatrix(matrix, false), 1e-12, true);
        double[] values = eigen.getEigenvalues();
        RealMatrix vectors = eigen.getV();
        double least = Math.max(values[0] * SMALLEST_SHARE, Double.MIN_NORMAL);
        for (int k = 0; k < size; k++) {
            lengths[k] = Math.sqrt(Math.max(values[k], least));
            for (int i = 0; i < size; i++) {
                axes[i][k] = vectors.getEntry(i, k);
            }
        }
        generations = 0;
        stretched = false;
    }

    @Override
    public void shape(double[] normal, double[] step) {
        if (stretched || generations >= Math.max(1, gap)) {
            decompose();
        }
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int k = 0; k < size; k++) {
                sum += axes[i][k] * (lengths[k] * normal[k]);
            }
            step[i] = sum;
        }
    }

    @Override
    public void whiten(double[] step, double[] normal) {
        for (int k = 0; k < size; k++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += axes[i][k] * step[i];
            }
            scratch[k] = sum / lengths[k];
        }
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int k = 0; k < size; k++) {
                sum += axes[i][k] * scratch[k];
            }
            normal[i] = sum;
        }
    }

    @Override
    public void learn(double kept, double[][] steps, double[] weights) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = kept * matrix[i][j];
                for (int k = 0; k < steps.length; k++) {
                    sum += weights[k] * steps[k][i] * steps[k][j];
                }
                matrix[i][j] = sum;
                matrix[j][i] = sum;
            }
        }
        generations++;
    }

    @Override
    public double variance(int coordinate) {
        return matrix[coordinate][coordinate];
    }

    @Override
    public void stretch(int coordinate, double factor) {
        for (int i = 0; i < size; i++) {
            matrix[coordinate][i] *= factor;
            matrix[i][coordinate] *= factor;
        }
        stretched = true;
    }

    @Override
    public double condition() {
        double ratio = lengths[0] / lengths[size - 1];
        return ratio * ratio;
    }
}
