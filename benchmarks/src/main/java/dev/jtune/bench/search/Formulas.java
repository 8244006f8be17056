package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.bench.problem.Spec;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The formulas of the panel, by their kinds; {@code functions.json} has them in words. */
final class Formulas {
    private Formulas() {}

    static ToDoubleFunction<Config> of(Spec spec) {
        return switch (spec.text("kind")) {
            case "sphere" -> sphere(spec);
            case "rosenbrock" -> rosenbrock(spec);
            case "rastrigin" -> rastrigin(spec);
            case "ackley" -> ackley(spec);
            case "branin" -> branin(spec.spec("constants"));
            case "hartmann6" -> hartmann(spec);
            case "mixed" -> new Mixed(spec.spec("A"), spec.spec("U"), spec.spec("B"), spec.spec("L"));
            case "conditional" -> Formulas::conditional;
            default -> throw new IllegalArgumentException("there is no formula " + spec.text("kind"));
        };
    }

    private static ToDoubleFunction<Config> sphere(Spec spec) {
        double[] shift = numbers(spec.list("shift"));
        return config -> {
            double sum = 0;
            for (double z : shifted(config, shift)) {
                sum += z * z;
            }
            return sum;
        };
    }

    private static ToDoubleFunction<Config> rosenbrock(Spec spec) {
        double[] shift = numbers(spec.list("shift"));
        return config -> {
            double[] z = shifted(config, shift);
            double sum = 0;
            for (int i = 0; i + 1 < z.length; i++) {
                double here = z[i] + 1;
                double valley = z[i + 1] + 1 - here * here;
                sum += 100 * valley * valley + (1 - here) * (1 - here);
            }
            return sum;
        };
    }

    private static ToDoubleFunction<Config> rastrigin(Spec spec) {
        double[] shift = numbers(spec.list("shift"));
        return config -> {
            double sum = 10.0 * shift.length;
            for (double z : shifted(config, shift)) {
                sum += z * z - 10 * StrictMath.cos(2 * Math.PI * z);
            }
            return sum;
        };
    }

    private static ToDoubleFunction<Config> ackley(Spec spec) {
        double[] shift = numbers(spec.list("shift"));
        double[][] rotation = rows(spec.list("rotation"));
        return config -> {
            double[] x = shifted(config, shift);
            double squares = 0;
            double cosines = 0;
            for (double[] row : rotation) {
                double z = 0;
                for (int j = 0; j < x.length; j++) {
                    z += row[j] * x[j];
                }
                squares += z * z;
                cosines += StrictMath.cos(2 * Math.PI * z);
            }
            return -20 * StrictMath.exp(-0.2 * Math.sqrt(squares / x.length))
                    - StrictMath.exp(cosines / x.length)
                    + 20
                    + Math.E;
        };
    }

    private static ToDoubleFunction<Config> branin(Spec c) {
        double a = c.number("a");
        double b = c.number("b");
        double slope = c.number("c");
        double r = c.number("r");
        double s = c.number("s");
        double t = c.number("t");
        return config -> {
            double x = config.getDouble("x0");
            double parabola = config.getDouble("x1") - b * x * x + slope * x - r;
            return a * parabola * parabola + s * (1 - t) * StrictMath.cos(x) + s;
        };
    }

    private static ToDoubleFunction<Config> hartmann(Spec spec) {
        double[] alpha = numbers(spec.list("alpha"));
        double[][] width = rows(spec.list("A"));
        double[][] centre = rows(spec.list("P"));
        return config -> {
            double sum = 0;
            for (int i = 0; i < alpha.length; i++) {
                double exponent = 0;
                double[] x = shifted(config, centre[i]);
                for (int j = 0; j < x.length; j++) {
                    exponent += width[i][j] * x[j] * x[j];
                }
                sum -= alpha[i] * StrictMath.exp(-exponent);
            }
            return sum;
        };
    }

    /** Training a network: the best learning rate depends on the optimizer and the layers, the best layers on the activation. */
    private record Mixed(Spec optimizers, Spec rates, Spec activations, Spec depths)
            implements ToDoubleFunction<Config> {
        @Override
        public double applyAsDouble(Config config) {
            String optimizer = config.getString("opt");
            String activation = config.getString("act");
            double dropout = config.getDouble("dropout");
            int layers = config.getInt("layers");
            return optimizers.number(optimizer)
                    + activations.number(activation)
                    + 0.25 * square(log10(config, "lr") - rates.number(optimizer) + 0.1 * (layers - 4))
                    + 0.05 * square(log10(config, "wd") + 3.5 - 1.5 * dropout)
                    + 1.5 * square(dropout - 0.05 * layers)
                    + 0.04 * square(layers - depths.number(activation))
                    + 0.06 * square(StrictMath.log(config.getInt("units")) / StrictMath.log(2) - 8.5 + 0.3 * layers)
                    + (config.getBoolean("bn") == (layers >= 4) ? 0 : 0.15);
        }
    }

    private static double conditional(Config config) {
        return switch (config.getString("algo")) {
            case "svm" -> svm(config);
            case "forest" ->
                0.08
                        + 0.05 * square(log10(config, "rf_n") - 2.5)
                        + 0.0004 * square(config.getInt("rf_depth") - 14)
                        + 0.06 * square(config.getDouble("rf_mf") - 0.45);
            case "boost" ->
                0.08 * square(log10(config, "gb_lr") + log10(config, "gb_n") - 1)
                        + 0.02 * square(log10(config, "gb_lr") + 1.3)
                        + 0.006 * square(config.getInt("gb_depth") - 4)
                        + 0.3 * square(config.getDouble("gb_sub") - 0.8);
            default ->
                0.15
                        + 0.0008 * square(config.getInt("knn_k") - 7)
                        + (config.getString("knn_w").equals("uniform") ? 0.03 : 0);
        };
    }

    private static double svm(Config config) {
        double c = log10(config, "svm_c");
        if (config.getString("svm_kernel").equals("linear")) {
            return 0.22 + 0.015 * square(c + 0.5);
        }
        double p = c - 1.2;
        double q = log10(config, "svm_gamma") + 1.5;
        return 0.10 + 0.02 * p * p + 0.03 * q * q + 0.015 * p * q;
    }

    private static double log10(Config config, String name) {
        return StrictMath.log10(config.getDouble(name));
    }

    private static double square(double x) {
        return x * x;
    }

    private static double[] shifted(Config config, double[] shift) {
        double[] x = new double[shift.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = config.getDouble("x" + i) - shift[i];
        }
        return x;
    }

    private static double[] numbers(List<?> list) {
        return list.stream()
                .mapToDouble(number -> ((Number) number).doubleValue())
                .toArray();
    }

    private static double[][] rows(List<?> list) {
        return list.stream().map(row -> numbers((List<?>) row)).toArray(double[][]::new);
    }
}
