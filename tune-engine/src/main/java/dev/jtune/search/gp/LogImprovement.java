package dev.jtune.search.gp;

import java.util.List;

/**
 * The logarithm of the expected improvement over a value.
 *
 * @param target the value, on the scale of the posterior
 */
record LogImprovement(Posterior posterior, double target) implements Acquisition {
    @Override
    public double[] at(List<double[]> points) {
        double[] means = new double[points.size()];
        double[] values = new double[points.size()];
        posterior.predict(posterior.encode(points), points.size(), means, values);
        for (int i = 0; i < values.length; i++) {
            double deviation = values[i];
            values[i] = StrictMath.log(deviation) + Improvement.logH((target - means[i]) / deviation);
        }
        return values;
    }

    @Override
    public double at(double[] point, int[] moving, double[] slope) {
        double[] gradients = new double[2 * point.length];
        double[] prediction = posterior.predict(posterior.encode(point), gradients);
        double deviation = prediction[1];
        double z = (target - prediction[0]) / deviation;
        double byZ = Improvement.slope(z);
        for (int i = 0; i < moving.length; i++) {
            double byMean = gradients[moving[i]];
            double byDeviation = gradients[point.length + moving[i]];
            slope[i] = (byDeviation * (1 - z * byZ) - byMean * byZ) / deviation;
        }
        return StrictMath.log(deviation) + Improvement.logH(z);
    }
}
