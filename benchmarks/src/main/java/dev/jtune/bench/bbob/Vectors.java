package dev.jtune.bench.bbob;

/** The transformations that the functions are made of; none changes its arguments. */
final class Vectors {
    private Vectors() {}

    static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    static double[] minus(double[] left, double[] right) {
        double[] result = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            result[i] = left[i] - right[i];
        }
        return result;
    }

    static double[] scaled(double[] x, double factor, double offset) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = factor * x[i] + offset;
        }
        return result;
    }

    static double[] times(double[] left, double[] right) {
        double[] result = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            result[i] = left[i] * right[i];
        }
        return result;
    }

    /** Return a row times a matrix. */
    static double[] times(double[] row, double[][] matrix) {
        double[] result = new double[matrix[0].length];
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < result.length; j++) {
                result[j] += row[i] * matrix[i][j];
            }
        }
        return result;
    }

    /** Return powers of a base with exponents from 0 to {@code exponent}, evenly spaced. */
    static double[] powers(double base, double exponent, int count) {
        double[] powers = new double[count];
        for (int i = 0; i < count; i++) {
            powers[i] = Math.pow(base, exponent * i / (count - 1.0));
        }
        return powers;
    }

    /** Roughen: oscillate around the identity. */
    static double oscillate(double x) {
        if (x == 0) {
            return 0;
        }
        double log = Math.log(Math.abs(x));
        double wave = x > 0 ? Math.sin(10 * log) + Math.sin(7.9 * log) : Math.sin(5.5 * log) + Math.sin(3.1 * log);
        return Math.signum(x) * Math.exp(log + 0.049 * wave);
    }

    static double[] oscillate(double[] x) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = oscillate(x[i]);
        }
        return result;
    }

    /** Break symmetry: stretch positive coordinates, the later the more. */
    static double[] skew(double[] x, double strength) {
        double[] result = x.clone();
        for (int i = 0; i < x.length; i++) {
            if (x[i] > 0) {
                result[i] = Math.pow(x[i], 1 + strength * i / (x.length - 1.0) * Math.sqrt(x[i]));
            }
        }
        return result;
    }

    /** Return the squared distance from the cube of -5 to 5. */
    static double outside(double[] x) {
        double sum = 0;
        for (double value : x) {
            double out = Math.max(0, Math.abs(value) - 5);
            sum += out * out;
        }
        return sum;
    }

    /** Return the sum over all coordinates of the waves of Rastrigin's function, 0 at the origin. */
    static double waves(double[] z) {
        double sum = z.length;
        for (double value : z) {
            sum -= Math.cos(2 * Math.PI * value);
        }
        return 10 * sum;
    }

    static double[] signs(double[] x) {
        double[] signs = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            signs[i] = Math.signum(x[i]);
        }
        return signs;
    }
}
