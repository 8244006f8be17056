package dev.jtune.search.gp;

import java.util.Arrays;

/**
 * Maps losses onto the scale on which they are modelled, rising, with mean 0 and variance 1.
 *
 * <p>Losses that differ by orders of magnitude say nothing about the good ones unless their differences are made even. The family is that
 * of Box and Cox (1964) on losses above the best one; which member it is, the likelihood of the model decides.
 *
 * @param shape the member
 * @param lowest where the scale begins: the best loss
 * @param unit by which losses above it are divided
 * @param mean of the mapped losses before they are standardised
 * @param spread their standard deviation
 */
record Warp(Shape shape, double lowest, double unit, double mean, double spread) {

    private static final double HOPELESS = 1e6;

    /** The members of the family. */
    enum Shape {
        /** As they are. */
        LINEAR(1, 0),
        /** Square roots, which make the flank of a valley straight. */
        ROOT(0.5, 0.05),
        /** Logarithms that leave the best half nearly as it is. */
        LOG(0, 0.3),
        /** Logarithms that spread the best ones. */
        STEEP_LOG(0, 0.02);

        private final double power;
        private final double offset;

        Shape(double power, double offset) {
            this.power = power;
            this.offset = offset;
        }

        private double map(double share) {
            if (power == 1) {
                return share;
            }
            double positive = Math.max(0, share) + offset;
            return power == 0 ? StrictMath.log(positive) : Math.sqrt(positive);
        }

        private double logSlope(double share) {
            return power == 1
                    ? 0
                    : (power - 1) * StrictMath.log(Math.max(0, share) + offset)
                            + (power == 0 ? 0 : StrictMath.log(power));
        }
    }

    static Warp of(Shape shape, double[] losses) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double lowest = sorted[0];
        double unit = unit(sorted);
        double sum = 0;
        for (double loss : losses) {
            sum += shape.map(share(loss, lowest, unit));
        }
        double mean = sum / losses.length;
        double squares = 0;
        for (double loss : losses) {
            double difference = shape.map(share(loss, lowest, unit)) - mean;
            squares += difference * difference;
        }
        double spread = Math.sqrt(squares / losses.length);
        return new Warp(shape, lowest, unit, mean, spread > 0 && spread < Double.POSITIVE_INFINITY ? spread : 1);
    }

    /** The distance from the best to the median, or what there is instead. */
    private static double unit(double[] sorted) {
        double lowest = sorted[0];
        double median = sorted[sorted.length / 2];
        double unit = median / 2 - lowest / 2;
        if (!(unit > 0)) {
            unit = sorted[sorted.length - 1] / 2 - lowest / 2;
        }
        return unit > 0 ? unit : 0.5;
    }

    /** Halved, so that the largest doubles do not overflow; what is further off is hopeless in any case. */
    private static double share(double loss, double lowest, double unit) {
        return Math.min(HOPELESS, (loss / 2 - lowest / 2) / unit);
    }

    double map(double loss) {
        return (shape.map(share(loss, lowest, unit)) - mean) / spread;
    }

    double[] map(double[] losses) {
        double[] mapped = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            mapped[i] = map(losses[i]);
        }
        return mapped;
    }

    /**
     * Return the logarithm of the product of the map's slopes at the losses, but for a summand that all shapes share.
     *
     * <p>The scale begins at the best loss, so that the slope there is no evidence; that of the next loss stands for it.
     */
    double logSlopes(double[] losses) {
        double sum = -losses.length * StrictMath.log(spread);
        double steepest = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (double loss : losses) {
            double slope = shape.logSlope(share(loss, lowest, unit));
            sum += slope;
            second = Math.max(second, Math.min(slope, steepest));
            steepest = Math.max(steepest, slope);
        }
        return losses.length < 2 ? sum : sum - steepest + second;
    }
}
