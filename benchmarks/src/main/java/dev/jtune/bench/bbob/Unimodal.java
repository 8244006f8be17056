package dev.jtune.bench.bbob;

import static dev.jtune.bench.bbob.Vectors.oscillate;
import static dev.jtune.bench.bbob.Vectors.powers;
import static dev.jtune.bench.bbob.Vectors.times;

/** Functions 10 to 14: one optimum, high conditioning. */
final class Unimodal {
    private Unimodal() {}

    static Function.Landscape ellipsoid(Instance made) {
        double[] scales = powers(1e6, 1, made.dimension);
        return x -> {
            double[] z = oscillate(made.rotated(x));
            return Vectors.dot(scales, times(z, z));
        };
    }

    static Function.Landscape discus(Instance made) {
        return x -> {
            double[] z = oscillate(made.rotated(x));
            return Vectors.dot(z, z) + (1e6 - 1) * z[0] * z[0];
        };
    }

    static Function.Landscape bentCigar(Instance made) {
        return x -> {
            double[] z = times(Vectors.skew(made.rotated(x), 0.5), made.first);
            return 1e6 * Vectors.dot(z, z) - (1e6 - 1) * z[0] * z[0];
        };
    }

    static Function.Landscape sharpRidge(Instance made) {
        double[][] linear = made.linear(10);
        return x -> {
            double[] z = times(made.from(x), linear);
            double across = 0;
            for (int i = 1; i < z.length; i++) {
                across += z[i] * z[i];
            }
            return z[0] * z[0] + 100 * Math.sqrt(across);
        };
    }

    static Function.Landscape differentPowers(Instance made) {
        return x -> {
            double[] z = made.rotated(x);
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                sum += Math.pow(Math.abs(z[i]), 2 + 4 * i / (z.length - 1.0));
            }
            return Math.sqrt(sum);
        };
    }
}
