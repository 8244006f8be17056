package dev.jtune.bench.bbob;

import static dev.jtune.bench.bbob.Vectors.oscillate;
import static dev.jtune.bench.bbob.Vectors.powers;
import static dev.jtune.bench.bbob.Vectors.skew;
import static dev.jtune.bench.bbob.Vectors.times;

/** Functions 15 to 19: many optima, with a structure above them. */
final class Multimodal {
    private static final int OCTAVES = 12;

    private Multimodal() {}

    static Function.Landscape rastrigin(Instance made) {
        double[][] linear = made.linear(10);
        return x -> {
            double[] z = times(skew(oscillate(made.rotated(x)), 0.2), linear);
            return Vectors.waves(z) + Vectors.dot(z, z);
        };
    }

    static Function.Landscape weierstrass(Instance made) {
        double[][] linear = made.linear(1 / 100.0);
        double least = fractal(0);
        return x -> {
            double[] z = times(oscillate(made.rotated(x)), linear);
            double sum = 0;
            for (double value : z) {
                sum += fractal(value);
            }
            return 10 * Math.pow(sum / z.length - least, 3) + 10.0 / z.length * Vectors.outside(x);
        };
    }

    private static double fractal(double z) {
        double sum = 0;
        for (int k = 0; k < OCTAVES; k++) {
            sum += Math.pow(0.5, k) * Math.cos(2 * Math.PI * Math.pow(3, k) * (z + 0.5));
        }
        return sum;
    }

    static Function.Landscape schaffers(Instance made, double condition) {
        double[] scales = powers(condition, 0.5, made.dimension);
        return x -> {
            double[] z = times(times(skew(made.rotated(x), 0.5), made.second), scales);
            double sum = 0;
            for (int i = 0; i < z.length - 1; i++) {
                double s = z[i] * z[i] + z[i + 1] * z[i + 1];
                double wave = Math.sin(50 * Math.pow(s, 0.1));
                sum += Math.pow(s, 0.25) * (wave * wave + 1);
            }
            double mean = sum / (z.length - 1);
            return mean * mean + 10 * Vectors.outside(x);
        };
    }

    static Function.Landscape griewankRosenbrock(Instance made) {
        double factor = Moderate.factor(made);
        return x -> {
            double[] z = Vectors.scaled(times(x, made.second), factor, 0.5);
            double sum = 0;
            for (int i = 0; i < z.length - 1; i++) {
                double bend = z[i] * z[i] - z[i + 1];
                double s = 100 * bend * bend + (1 - z[i]) * (1 - z[i]);
                sum += s / 4000 - Math.cos(s);
            }
            return 10 + 10 * sum / (z.length - 1);
        };
    }
}
