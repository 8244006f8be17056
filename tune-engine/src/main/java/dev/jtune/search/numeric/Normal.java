package dev.jtune.search.numeric;

import org.apiguardian.api.API;

/**
 * The standard normal distribution, the same on every JVM, and in logarithms as far into its tails as doubles reach.
 *
 * <p>Sources: W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969), for the distribution
 * function; M. J. Wichura, Algorithm AS 241, Appl. Statist. 37 (1988), for its inverse.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Normal {
    private static final double SQRT_2_PI = 2.5066282746310007;
    private static final double LOG_SQRT_2_PI = 0.9189385332046728;
    private static final double CENTRE = 0.67448975;
    private static final double TAIL = 5.656854249492381;

    // Cody: the centre, odd in x
    private static final double[] CENTRE_TOP = {
        0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356
    };
    private static final double[] CENTRE_BOTTOM = {
        1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673
    };
    // Cody: up to the square root of 32
    private static final double[] MIDDLE_TOP = {
        1.0765576773720192e-8,
        0.39894151208813466,
        8.883149794388377,
        93.50665613217785,
        597.2702763948002,
        2494.5375852903726,
        6848.190450536283,
        11602.65143764735,
        9842.714838383978
    };
    private static final double[] MIDDLE_BOTTOM = {
        1,
        22.266688044328117,
        235.387901782625,
        1519.3775994075547,
        6485.558298266761,
        18615.571640885097,
        34900.95272114598,
        38912.00328609327,
        19685.429676859992
    };
    // Cody: beyond, in the inverse of the square
    private static final double[] TAIL_TOP = {
        0.023073441764940174,
        0.215898534057957,
        0.12740116116024736,
        0.022235277870649807,
        0.0014216191932278934,
        2.9112874951168793e-5
    };
    private static final double[] TAIL_BOTTOM = {
        1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5
    };
    // Wichura: the centre, near the tails, far out
    private static final double[] INVERSE_CENTRE_TOP = {
        2509.0809287301227,
        33430.57558358813,
        67265.7709270087,
        45921.95393154987,
        13731.69376550946,
        1971.5909503065513,
        133.14166789178438,
        3.3871328727963665
    };
    private static final double[] INVERSE_CENTRE_BOTTOM = {
        5226.495278852854,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1
    };
    private static final double[] INVERSE_NEAR_TOP = {
        0.0007745450142783414,
        0.022723844989269184,
        0.2417807251774506,
        1.2704582524523684,
        3.6478483247632045,
        5.769497221460691,
        4.630337846156546,
        1.4234371107496835
    };
    private static final double[] INVERSE_NEAR_BOTTOM = {
        1.0507500716444169e-9,
        0.0005475938084995345,
        0.015198666563616457,
        0.14810397642748008,
        0.6897673349851,
        1.6763848301838038,
        2.053191626637759,
        1
    };
    private static final double[] INVERSE_FAR_TOP = {
        2.0103343992922881e-7,
        2.7115555687434876e-5,
        0.0012426609473880784,
        0.026532189526576124,
        0.29656057182850487,
        1.7848265399172913,
        5.463784911164114,
        6.657904643501103
    };
    private static final double[] INVERSE_FAR_BOTTOM = {
        2.0442631033899397e-15,
        1.421511758316446e-7,
        1.8463183175100548e-5,
        0.0007868691311456133,
        0.014875361290850615,
        0.1369298809227358,
        0.599832206555888,
        1
    };

    private Normal() {}

    /** Return the density at x. */
    public static double pdf(double x) {
        return halfSquare(x) / SQRT_2_PI;
    }

    /** Return the logarithm of the density at x. */
    public static double logPdf(double x) {
        return -0.5 * x * x - LOG_SQRT_2_PI;
    }

    /** Return the probability of a number up to x. */
    public static double cdf(double x) {
        double size = Math.abs(x);
        if (size <= CENTRE) {
            return 0.5 + centre(x);
        }
        double lower = halfSquare(size) * beyond(size);
        return x < 0 ? lower : 1 - lower;
    }

    /** Return the logarithm of the probability of a number up to x; relatively exact for every x that is not positive. */
    public static double logCdf(double x) {
        if (x > CENTRE) {
            return StrictMath.log1p(-cdf(-x));
        }
        return x >= -CENTRE ? StrictMath.log(0.5 + centre(x)) : -0.5 * x * x + StrictMath.log(beyond(-x));
    }

    /**
     * Return the logarithm of the probability of an interval; negative infinity where it is empty.
     *
     * @param from its lower end, may be infinite
     * @param to its upper end, may be infinite
     */
    public static double logMass(double from, double to) {
        if (!(from < to)) {
            return Double.NEGATIVE_INFINITY;
        }
        double middle = from + (to - from) / 2;
        double width = to - from;
        double scale = Math.max(1, Math.abs(middle));
        if (width * scale < 1e-3) { // differences of the distribution function would lose digits
            return logPdf(middle) + StrictMath.log(width) + (middle * middle - 1) * width * width / 24;
        }
        if (from > 0) {
            return logMassBelow(-to, -from);
        }
        return to <= 0 ? logMassBelow(from, to) : StrictMath.log1p(-cdf(from) - cdf(-to));
    }

    private static double logMassBelow(double from, double to) {
        double whole = logCdf(to);
        double less = logCdf(from) - whole;
        return whole + (less < -1 ? StrictMath.log1p(-Exp.exp(less)) : StrictMath.log(-StrictMath.expm1(less)));
    }

    /** Return the number that is not exceeded with a probability; infinite for 0 and 1, {@code NaN} outside. */
    public static double quantile(double probability) {
        double q = probability - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(INVERSE_CENTRE_TOP, r) / polynomial(INVERSE_CENTRE_BOTTOM, r);
        }
        if (!(probability > 0 && probability < 1)) {
            return probability == 0
                    ? Double.NEGATIVE_INFINITY
                    : probability == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        return q < 0
                ? -outer(StrictMath.sqrt(-StrictMath.log(probability)))
                : outer(StrictMath.sqrt(-StrictMath.log(1 - probability)));
    }

    /** Return the number that is not exceeded with a probability of which the logarithm is given, at most 0. */
    public static double quantileOfLog(double logProbability) {
        if (logProbability > -2.5) {
            return quantile(StrictMath.exp(logProbability));
        }
        if (logProbability == Double.NEGATIVE_INFINITY) {
            return logProbability;
        }
        double r = StrictMath.sqrt(-logProbability);
        double x = r < 27 ? -outer(r) : -StrictMath.sqrt(2) * r;
        for (int step = 0; step < (r < 27 ? 0 : 4); step++) { // Newton, from beyond the range of the approximation
            double log = logCdf(x);
            x -= (log - logProbability) * Exp.exp(log - logPdf(x));
        }
        return x;
    }

    /**
     * Return the number of an interval below which a share of the interval's probability lies.
     *
     * @param share at least 0 and at most 1
     * @param from the interval's lower end, may be infinite
     * @param to its upper end, not below
     */
    public static double truncatedQuantile(double share, double from, double to) {
        if (from > 0) {
            return -truncatedQuantile(1 - share, -to, -from);
        }
        double x;
        if (to < -4) {
            double log = logCdf(to);
            double rest = Exp.exp(logCdf(from) - log);
            x = quantileOfLog(log + StrictMath.log(rest + share * (1 - rest)));
        } else {
            double low = cdf(from);
            double up = cdf(-to);
            double below = low + share * (1 - low - up);
            // from the nearer end, where doubles are dense
            x = below <= 0.5 ? quantile(below) : -quantile(up + (1 - share) * (1 - low - up));
        }
        return Math.max(from, Math.min(to, x));
    }

    /** Return {@code cdf(x) - 0.5} in the centre. */
    private static double centre(double x) {
        double square = x * x;
        return x * polynomial(CENTRE_TOP, square) / polynomial(CENTRE_BOTTOM, square);
    }

    /** Return {@code cdf(-x) / exp(-x * x / 2)} outside the centre. */
    private static double beyond(double x) {
        if (x <= TAIL) {
            return polynomial(MIDDLE_TOP, x) / polynomial(MIDDLE_BOTTOM, x);
        }
        double inverse = 1 / (x * x);
        double less = inverse * polynomial(TAIL_TOP, inverse) / polynomial(TAIL_BOTTOM, inverse);
        return (1 / SQRT_2_PI - less) / x;
    }

    /** Return {@code exp(-x * x / 2)}; the square in two parts keeps its last digits. */
    private static double halfSquare(double x) {
        double coarse = Math.rint(x * 16) / 16;
        double rest = (x - coarse) * (x + coarse);
        return Math.abs(x) > 40 ? 0 : Exp.exp(-0.5 * coarse * coarse) * Exp.exp(-0.5 * rest);
    }

    /** Return the quantile's size from the root of the tail's negative logarithm. */
    private static double outer(double root) {
        return root <= 5
                ? polynomial(INVERSE_NEAR_TOP, root - 1.6) / polynomial(INVERSE_NEAR_BOTTOM, root - 1.6)
                : polynomial(INVERSE_FAR_TOP, root - 5) / polynomial(INVERSE_FAR_BOTTOM, root - 5);
    }

    /** Return a polynomial's value; the coefficient of the highest power comes first. */
    private static double polynomial(double[] coefficients, double x) {
        double value = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            value = value * x + coefficients[i];
        }
        return value;
    }
}
