package dev.jtune.search.gp;

import dev.jtune.search.numeric.Normal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An acquisition weighed by the probability that a point keeps the constraints on results.
 *
 * @param improvement what is weighed; {@code null} where no trial keeps the constraints yet, and only the probability counts
 * @param violations a model of the violations
 * @param limit below it, a violation on the model's scale counts as none
 */
record Feasibility(@Nullable Acquisition improvement, Posterior violations, double limit) implements Acquisition {
    /** Weigh by a model of violations, of which some are positive. */
    static Acquisition weigh(
            Acquisition improvement, Model.@Nullable Fitted fitted, double[] violations, boolean anyKept) {
        if (fitted == null) {
            return improvement;
        }
        double least = Arrays.stream(violations)
                .filter(violation -> violation > 0)
                .min()
                .orElse(0);
        return new Feasibility(
                anyKept ? improvement : null, fitted.posterior(), fitted.warp().map(anyKept ? least / 2 : 0));
    }

    @Override
    public double[] at(List<double[]> points) {
        double[] means = new double[points.size()];
        double[] deviations = new double[points.size()];
        violations.predict(violations.encode(points), points.size(), means, deviations);
        double[] values = improvement == null ? new double[points.size()] : improvement.at(points);
        for (int i = 0; i < values.length; i++) {
            values[i] += Normal.logCdf((limit - means[i]) / deviations[i]);
        }
        return values;
    }

    @Override
    public double at(double[] point, int[] moving, double[] slope) {
        Arrays.fill(slope, 0);
        double value = improvement == null ? 0 : improvement.at(point, moving, slope);
        double[] gradients = new double[2 * point.length];
        double[] prediction = violations.predict(violations.encode(point), gradients);
        double deviation = prediction[1];
        double z = (limit - prediction[0]) / deviation;
        double byZ = StrictMath.exp(Normal.logPdf(z) - Normal.logCdf(z));
        for (int i = 0; i < moving.length; i++) {
            double byMean = gradients[moving[i]];
            double byDeviation = gradients[point.length + moving[i]];
            slope[i] -= byZ * (byMean + z * byDeviation) / deviation;
        }
        return value + Normal.logCdf(z);
    }
}
