package dev.jtune.search.gp;

import dev.jtune.search.numeric.Exp;

/** How the correlation of two values falls with the squared distance of their points, which is in squared lengths. */
enum Kernel {
    /** Matern with smoothness 5/2: values have a second derivative, and no more is taken for granted. */
    MATERN {
        @Override
        double correlation(double square) {
            double r = Math.sqrt(5 * square);
            return (1 + r + r * r / 3) * Exp.exp(-r);
        }

        @Override
        double slope(double square) {
            double r = Math.sqrt(5 * square);
            return -5.0 / 6 * (1 + r) * Exp.exp(-r);
        }
    },
    /** Squared exponential: values are as smooth as a polynomial, so that few tell much. */
    SQUARED_EXPONENTIAL {
        @Override
        double correlation(double square) {
            return Exp.exp(-square / 2);
        }

        @Override
        double slope(double square) {
            return -Exp.exp(-square / 2) / 2;
        }
    };

    abstract double correlation(double square);

    /** Return the derivative of the correlation by the squared distance. */
    abstract double slope(double square);

    /** Replace squared distances by correlations. */
    void correlations(double[] squares, int from, int to) {
        for (int i = from; i < to; i++) {
            squares[i] = correlation(squares[i]);
        }
    }
}
