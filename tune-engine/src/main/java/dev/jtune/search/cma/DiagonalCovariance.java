package dev.jtune.search.cma;

import java.util.Arrays;

/** Variances without correlations. */
final class DiagonalCovariance implements Covariance {
    private final double[] variances;

    DiagonalCovariance(double[] variances) {
        this.variances = variances.clone();
    }

    @Override
    public void shape(double[] normal, double[] step) {
        for (int i = 0; i < variances.length; i++) {
            step[i] = Math.sqrt(variances[i]) * normal[i];
        }
    }

    @Override
    public void whiten(double[] step, double[] normal) {
        for (int i = 0; i < variances.length; i++) {
            normal[i] = step[i] / Math.sqrt(variances[i]);
        }
    }

    @Override
    public void learn(double kept, double[][] steps, double[] weights) {
        for (int i = 0; i < variances.length; i++) {
            double sum = kept * variances[i];
            for (int k = 0; k < steps.length; k++) {
                sum += weights[k] * steps[k][i] * steps[k][i];
            }
            variances[i] = Math.max(sum, Double.MIN_NORMAL);
        }
    }

    @Override
    public double variance(int coordinate) {
        return variances[coordinate];
    }

    @Override
    public void stretch(int coordinate, double factor) {
        variances[coordinate] *= factor * factor;
    }

    @Override
    public double condition() {
        return Arrays.stream(variances).max().orElse(1)
                / Arrays.stream(variances).min().orElse(1);
    }
}
