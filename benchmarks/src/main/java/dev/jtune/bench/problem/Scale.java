package dev.jtune.bench.problem;

/**
 * How the values of a problem are scored.
 *
 * @param sign 1 where the objective is minimised, -1 where it is maximised
 * @param best the loss of the best known configuration
 * @param median the loss of the median configuration
 */
public record Scale(double sign, double best, double median) {
    /** Read the scale of a problem. */
    public static Scale of(Spec problem, Spec reference) {
        double sign = problem.spec("objective").text("direction").equals("minimize") ? 1 : -1;
        return new Scale(sign, sign * reference.number("best"), sign * reference.number("median"));
    }

    /** Return the value of a loss in the objective's own direction. */
    public double value(double loss) {
        return sign * loss;
    }

    /** Return 0 for the best configuration, 1 for the median one. */
    public double regret(double loss) {
        return (loss - best) / (median - best);
    }
}
