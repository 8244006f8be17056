package dev.jtune.search.gp;

import dev.jtune.search.numeric.Exp;
import java.util.Arrays;
import java.util.List;

/**
 * The logarithm of how much hypervolume a point is expected to add to a front, exactly, for objectives with a model each.
 *
 * <p>What the front leaves is divided into boxes; of each, a point's share is a product over the objectives of differences of expected
 * improvements over the box's ends. Their ratios to the improvement over the reference keep all this within the range of doubles.
 *
 * <p>Sources: M. Emmerich and others, Hypervolume-based expected improvement: monotonicity properties and exact computation (CEC 2011); K.
 * Yang and others, Efficient computation of expected hypervolume improvement using box decomposition algorithms, J. Glob. Optim. 75
 * (2019); S. Ament and others (2023) for the logarithm.
 */
final class HypervolumeImprovement implements Acquisition {
    /** Where nothing is expected, the improvement over the reference shows the way. */
    private static final double NOTHING = -750;

    private final List<Posterior> posteriors;
    private final Boxes boxes;
    private final double[][] levels;
    /** Of each level: expected improvement relative to that over the reference, and the derivatives of its logarithm. */
    private final double[][] ratios;

    private final double[][] byMean;
    private final double[][] byDeviation;
    private final double[][] weights;

    /** Create it for the models of all objectives, on whose scales the boxes are. */
    HypervolumeImprovement(List<Posterior> posteriors, Boxes boxes) {
        this.posteriors = posteriors;
        this.boxes = boxes;
        int objectives = posteriors.size();
        this.levels = new double[objectives][];
        Arrays.setAll(levels, boxes::levels);
        this.ratios = likeLevels();
        this.byMean = likeLevels();
        this.byDeviation = likeLevels();
        this.weights = likeLevels();
    }

    private double[][] likeLevels() {
        return Arrays.stream(levels).map(own -> new double[own.length]).toArray(double[][]::new);
    }

    @Override
    public double[] at(List<double[]> points) {
        int objectives = levels.length;
        double[][] means = new double[objectives][points.size()];
        double[][] deviations = new double[objectives][points.size()];
        for (int k = 0; k < objectives; k++) {
            Posterior posterior = posteriors.get(k);
            posterior.predict(posterior.encode(points), points.size(), means[k], deviations[k]);
        }
        double[] values = new double[points.size()];
        for (int i = 0; i < values.length; i++) {
            double logReference = 0;
            for (int k = 0; k < objectives; k++) {
                logReference += rate(k, means[k][i], deviations[k][i], false);
            }
            values[i] = logReference + logShare();
        }
        return values;
    }

    @Override
    public double at(double[] point, int[] moving, double[] slope) {
        int objectives = levels.length;
        double[][] gradients = new double[objectives][2 * point.length];
        double logReference = 0;
        for (int k = 0; k < objectives; k++) {
            Posterior posterior = posteriors.get(k);
            double[] prediction = posterior.predict(posterior.encode(point), gradients[k]);
            logReference += rate(k, prediction[0], prediction[1], true);
        }
        double share = weigh();
        Arrays.fill(slope, 0, moving.length, 0);
        for (int k = 0; k < objectives; k++) {
            double ofMean = 0;
            double ofDeviation = 0;
            int reference = levels[k].length - 1;
            for (int c = 0; c <= reference; c++) {
                double weight = share > 0 ? weights[k][c] * ratios[k][c] / share : c == reference ? 1 : 0;
                ofMean += weight * byMean[k][c];
                ofDeviation += weight * byDeviation[k][c];
            }
            for (int i = 0; i < moving.length; i++) {
                slope[i] += ofMean * gradients[k][moving[i]] + ofDeviation * gradients[k][point.length + moving[i]];
            }
        }
        return logReference + (share > 0 ? StrictMath.log(share) : NOTHING);
    }

    /** Rate the levels of an objective for a prediction; return the logarithm of the improvement over the reference. */
    private double rate(int objective, double mean, double deviation, boolean withSlopes) {
        double[] own = levels[objective];
        double logReference = logImprovement(own[own.length - 1], mean, deviation);
        for (int c = 0; c < own.length; c++) {
            double z = (own[c] - mean) / deviation;
            ratios[objective][c] = Exp.exp(logImprovement(own[c], mean, deviation) - logReference);
            if (withSlopes) {
                double byZ = Improvement.slope(z);
                byMean[objective][c] = -byZ / deviation;
                byDeviation[objective][c] = (1 - z * byZ) / deviation;
            }
        }
        return logReference;
    }

    private static double logImprovement(double level, double mean, double deviation) {
        return StrictMath.log(deviation) + Improvement.logH((level - mean) / deviation);
    }

    private double logShare() {
        double share = 0;
        for (int[] box : boxes.all()) {
            double product = 1;
            for (int k = 0; k < levels.length; k++) {
                product *= side(k, box);
            }
            share += product;
        }
        return share > 0 ? StrictMath.log(share) : NOTHING;
    }

    private double side(int objective, int[] box) {
        double[] own = ratios[objective];
        int lower = box[2 * objective];
        return own[box[2 * objective + 1]] - (lower == Boxes.NO_END ? 0 : own[lower]);
    }

    /** Write how the share grows with each ratio; return the share. */
    private double weigh() {
        for (double[] own : weights) {
            Arrays.fill(own, 0);
        }
        double share = 0;
        for (int[] box : boxes.all()) {
            double product = 1;
            for (int k = 0; k < levels.length; k++) {
                double others = 1;
                for (int j = 0; j < levels.length; j++) {
                    others *= j == k ? 1 : side(j, box);
                }
                weights[k][box[2 * k + 1]] += others;
                if (box[2 * k] != Boxes.NO_END) {
                    weights[k][box[2 * k]] -= others;
                }
                product *= side(k, box);
            }
            share += product;
        }
        return share;
    }
}
