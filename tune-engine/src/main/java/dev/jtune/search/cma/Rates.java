package dev.jtune.search.cma;

/**
 * How much a generation counts, by its size and the number of coordinates: the defaults of Hansen's tutorial (arXiv 1604.00772).
 *
 * @param weights by rank, best first: those of the better half sum to 1, the others are negative
 * @param effective how many equal weights would have the variance of the positive ones
 * @param sigma how fast the path forgets that controls the step size
 * @param damping of the step size
 * @param path how fast the path forgets that the covariance follows
 * @param rankOne share of the covariance that the path replaces in a generation
 * @param rankMu share that the steps of the generation replace
 * @param length how long a normal vector is on average
 */
// Read in loops and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Rates(
        double[] weights,
        double effective,
        double sigma,
        double damping,
        double path,
        double rankOne,
        double rankMu,
        double length) {

    /** Return an even number, so that points come in pairs; half of Hansen's, which is for budgets ten times as large. */
    static int populationSize(int dimensions) {
        return 2 * Math.max(3, (int) Math.rint((4 + StrictMath.log(Math.max(1, dimensions))) / 2));
    }

    static Rates of(int dimensions, int population, boolean separable) {
        double d = Math.max(1, dimensions);
        double[] weights = new double[population];
        for (int i = 0; i < population; i++) {
            weights[i] = StrictMath.log((population + 1) / 2.0) - StrictMath.log(i + 1.0);
        }
        double effective = effective(weights, 1);
        double sigma = (effective + 2) / (d + effective + 5);
        double damping = 1 + sigma + 2 * Math.max(0, Math.sqrt((effective - 1) / (d + 1)) - 1);
        double path = (4 + effective / d) / (d + 4 + 2 * effective / d);
        double faster = separable ? (d + 2) / 3 : 1; // Ros and Hansen (2008)
        double rankOne = Math.min(0.5, faster * 2 / ((d + 1.3) * (d + 1.3) + effective));
        double rankMu = Math.min(
                1 - rankOne - 1e-8, faster * 2 * (effective - 2 + 1 / effective) / ((d + 2) * (d + 2) + effective));
        double against = effective(weights, -1);
        double negative = Math.min(
                Math.min(1 + rankOne / rankMu, 1 + 2 * against / (effective + 2)),
                (1 - rankOne - rankMu) / (d * rankMu));
        double up = sum(weights, 1);
        double down = sum(weights, -1);
        for (int i = 0; i < population; i++) {
            weights[i] *= weights[i] >= 0 ? 1 / up : negative / Math.abs(down);
        }
        double length = Math.sqrt(d) * (1 - 1 / (4 * d) + 1 / (21 * d * d));
        return new Rates(weights, effective, sigma, damping, path, rankOne, rankMu, length);
    }

    private static double sum(double[] weights, int sign) {
        double sum = 0;
        for (double weight : weights) {
            sum += Math.max(0, sign * weight) * sign;
        }
        return sum;
    }

    private static double effective(double[] weights, int sign) {
        double squares = 0;
        for (double weight : weights) {
            squares += sign * weight > 0 ? weight * weight : 0;
        }
        double sum = sum(weights, sign);
        return sum * sum / squares;
    }
}
