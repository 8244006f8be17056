package dev.jtune.search;

import dev.jtune.Mode;
import java.util.Arrays;
import org.hipparchus.special.Beta;

/**
 * Tells which configurations of a noisy objective may still be better than the best one that was evaluated in full.
 *
 * <p>A configuration drops out when its mean is worse at the level of {@value #LEVEL}, by Student's one-sided test of two samples. The
 * variance is pooled over all configurations that were evaluated, so that a configuration can drop out after a single evaluation.
 */
final class Race {
    /** As in Optuna's pruner for repeated evaluations: to stop a good configuration costs more than to repeat a bad one. */
    private static final double LEVEL = 0.1;

    private final Mode mode;
    private double bestMean = Double.NaN;
    private int bestCount;
    private double squares;
    private int degrees;

    Race(Mode mode) {
        this.mode = mode;
    }

    /** Take the scores of a configuration that is not evaluated again. */
    void add(double[] scores, boolean inFull) {
        double mean = mean(scores);
        if (!Double.isFinite(mean)) {
            return;
        }
        squares += squares(scores, mean);
        degrees += scores.length - 1;
        if (inFull && mode.isBetter(mean, bestMean)) {
            bestMean = mean;
            bestCount = scores.length;
        }
    }

    /** Tell whether a configuration with these scores, at least one, may still become the best. */
    boolean mayWin(double[] scores) {
        double mean = mean(scores);
        double behind = mode == Mode.MIN ? mean - bestMean : bestMean - mean;
        int freedom = degrees + scores.length - 1;
        if (!Double.isFinite(mean)) {
            return false;
        }
        if (bestCount == 0 || behind <= 0 || freedom == 0) {
            return true;
        }
        double variance = (squares + squares(scores, mean)) / freedom;
        double t = behind / Math.sqrt(variance * (1.0 / scores.length + 1.0 / bestCount));
        return upperTail(t, freedom) >= LEVEL;
    }

    /** Return the probability that Student's t with so many degrees of freedom is larger than a positive {@code t}. */
    static double upperTail(double t, int freedom) {
        return Double.isInfinite(t) ? 0 : Beta.regularizedBeta(freedom / (freedom + t * t), freedom / 2.0, 0.5) / 2;
    }

    private static double mean(double[] scores) {
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        return sum / scores.length;
    }

    private static double squares(double[] scores, double mean) {
        return Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .reduce(0, Double::sum);
    }
}
