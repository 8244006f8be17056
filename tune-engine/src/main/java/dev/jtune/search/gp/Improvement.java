package dev.jtune.search.gp;

import dev.jtune.search.numeric.Exp;

/**
 * The logarithm of the expected improvement, exact where the improvement itself is too small for a double.
 *
 * <p>Expected improvement is {@code s h(z)} with {@code z = (best - mean) / s} and {@code h(z) = pdf(z) + z cdf(z)}.
 *
 * <p>Source: S. Ament and others, Unexpected Improvements to Expected Improvement for Bayesian Optimization (2023).
 */
final class Improvement {
    private static final double HALF_LOG_2_PI = 0.9189385332046727;
    /** Below it, the first terms of the asymptotic series are exact enough. */
    private static final double FAR = -25;

    private Improvement() {}

    /** Return log h(z). */
    static double logH(double z) {
        if (z > -1) {
            return StrictMath.log(pdf(z) + z * cdf(z));
        }
        double density = -z * z / 2 - HALF_LOG_2_PI;
        if (z < FAR) {
            return density + StrictMath.log(series(1 / (z * z)));
        }
        return density + StrictMath.log(1 + z * Mills.ratio(-z));
    }

    /** Return cdf(z) / h(z), the derivative of log h. */
    static double slope(double z) {
        if (z > -1) {
            double cdf = cdf(z);
            return cdf / (pdf(z) + z * cdf);
        }
        if (z < FAR) {
            return Mills.ratio(-z) / series(1 / (z * z));
        }
        double ratio = Mills.ratio(-z);
        return ratio / (1 + z * ratio);
    }

    /** Return h(z) / pdf(z) by the asymptotic series in the inverse square of z. */
    private static double series(double square) {
        return square * (1 - square * (3 - square * (15 - square * (105 - 945 * square))));
    }

    private static double pdf(double z) {
        return Exp.exp(-z * z / 2 - HALF_LOG_2_PI);
    }

    private static double cdf(double z) {
        return z <= 0 ? pdf(z) * Mills.ratio(-z) : 1 - pdf(z) * Mills.ratio(z);
    }
}
