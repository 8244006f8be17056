package dev.jtune.bench.bbob;

import static dev.jtune.bench.bbob.Vectors.oscillate;
import static dev.jtune.bench.bbob.Vectors.powers;
import static dev.jtune.bench.bbob.Vectors.times;

/** Functions 1 to 5: a sum over the coordinates. */
final class Separable {
    private Separable() {}

    static Function.Landscape sphere(Instance made) {
        return x -> {
            double[] z = made.from(x);
            return Vectors.dot(z, z);
        };
    }

    static Function.Landscape ellipsoid(Instance made) {
        double[] scales = powers(1e6, 1, made.dimension);
        return x -> {
            double[] z = oscillate(made.from(x));
            return Vectors.dot(scales, times(z, z));
        };
    }

    static Function.Landscape rastrigin(Instance made) {
        double[] scales = powers(10, 0.5, made.dimension);
        return x -> {
            double[] z = times(scales, Vectors.skew(oscillate(made.from(x)), 0.2));
            return Vectors.waves(z) + Vectors.dot(z, z);
        };
    }

    static Function.Landscape bueche(Instance made) {
        double[] optimum = made.optimum;
        for (int i = 0; i < optimum.length; i += 2) {
            optimum[i] = Math.abs(optimum[i]);
        }
        double[] scales = powers(10, 0.5, made.dimension);
        return x -> {
            double[] z = times(scales, oscillate(made.from(x)));
            for (int i = 0; i < z.length; i += 2) {
                z[i] *= z[i] > 0 ? 10 : 1;
            }
            return Vectors.waves(z) + Vectors.dot(z, z) + 100 * Vectors.outside(x);
        };
    }

    static Function.Landscape slope(Instance made) {
        double[] signs = Vectors.signs(made.optimum);
        double[] slopes = powers(10, 1, made.dimension);
        return x -> {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += slopes[i] * (5 - Math.min(5, signs[i] * x[i]));
            }
            return sum;
        };
    }
}
