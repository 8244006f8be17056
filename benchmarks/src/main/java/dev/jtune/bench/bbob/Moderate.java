package dev.jtune.bench.bbob;

import static dev.jtune.bench.bbob.Vectors.powers;
import static dev.jtune.bench.bbob.Vectors.times;

/** Functions 6 to 9: low or moderate conditioning. */
final class Moderate {
    private Moderate() {}

    static Function.Landscape attractiveSector(Instance made) {
        double[][] linear = made.linear(10);
        return x -> {
            double[] z = times(made.from(x), linear);
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                double s = z[i] * made.optimum[i] > 0 ? 100 * z[i] : z[i];
                sum += s * s;
            }
            return Math.pow(Vectors.oscillate(sum), 0.9);
        };
    }

    static Function.Landscape stepEllipsoid(Instance made) {
        double[] scales = powers(10, 0.5, made.dimension);
        double[] condition = powers(100, 1, made.dimension);
        return x -> {
            double[] hat = times(scales, times(made.from(x), made.second));
            double[] steps = new double[hat.length];
            for (int i = 0; i < hat.length; i++) {
                steps[i] = Math.abs(hat[i]) > 0.5 ? Math.rint(hat[i]) : Math.rint(10 * hat[i]) / 10;
            }
            double[] z = times(steps, made.first);
            double sum = Vectors.dot(condition, times(z, z));
            return 0.1 * Math.max(1e-4 * Math.abs(hat[0]), sum) + Vectors.outside(x);
        };
    }

    static Function.Landscape rosenbrock(Instance made) {
        double factor = factor(made);
        return x -> banana(Vectors.scaled(Vectors.minus(x, Vectors.scaled(made.optimum, 0.75, 0)), factor, 1));
    }

    static Function.Landscape rotatedRosenbrock(Instance made) {
        double factor = factor(made);
        return x -> banana(Vectors.scaled(times(x, made.second), factor, 0.5));
    }

    /** Return the factor that keeps Rosenbrock's valley within the cube in higher dimensions. */
    static double factor(Instance made) {
        return Math.max(1, Math.sqrt(made.dimension) / 8);
    }

    private static double banana(double[] z) {
        double sum = 0;
        for (int i = 0; i < z.length - 1; i++) {
            double bend = z[i] * z[i] - z[i + 1];
            sum += 100 * bend * bend + (z[i] - 1) * (z[i] - 1);
        }
        return sum;
    }
}
