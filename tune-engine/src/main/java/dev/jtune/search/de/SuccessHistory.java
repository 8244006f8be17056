package dev.jtune.search.de;

import dev.jtune.search.cube.SeededStream;
import java.util.Arrays;

/**
 * Draws how far a difference carries and how many coordinates cross over, around what led to better points in recent generations.
 *
 * <p>Source: R. Tanabe and A. Fukunaga, Success-history based parameter adaptation for differential evolution, CEC 2013.
 */
final class SuccessHistory {
    private static final int LENGTH = 6;
    private static final double SPREAD = 0.1;

    private final double[] factors = new double[LENGTH];
    private final double[] rates = new double[LENGTH];
    private int place;
    private double weights;
    private double factorSum;
    private double factorSquares;
    private double rateSum;
    private double rateSquares;

    /**
     * What one point is made with.
     *
     * @param factor by which a difference is multiplied, more than 0 and at most 1
     * @param rate probability that a coordinate crosses over, from 0 to 1
     */
    record Draw(double factor, double rate) {}

    SuccessHistory() {
        Arrays.fill(factors, 0.5);
        Arrays.fill(rates, 0.8);
    }

    Draw draw(SeededStream random) {
        int memory = random.nextInt(LENGTH);
        double rate = Math.max(0, Math.min(1, rates[memory] + SPREAD * random.nextGaussian()));
        double factor = 0;
        while (factor <= 0) {
            factor = factors[memory] + SPREAD * StrictMath.tan(Math.PI * (random.nextDouble() - 0.5)); // Cauchy
        }
        return new Draw(Math.min(1, factor), rate);
    }

    /** Note what a better point was made with, and by how much it is better. */
    void success(Draw draw, double improvement) {
        weights += improvement;
        factorSum += improvement * draw.factor();
        factorSquares += improvement * draw.factor() * draw.factor();
        rateSum += improvement * draw.rate();
        rateSquares += improvement * draw.rate() * draw.rate();
    }

    /** Learn from the generation that ends. */
    void endGeneration() {
        if (weights > 0 && weights < Double.POSITIVE_INFINITY) {
            factors[place] = factorSquares / factorSum; // Lehmer means: they favour large values
            rates[place] = rateSum > 0 ? rateSquares / rateSum : 0;
            place = (place + 1) % LENGTH;
        }
        weights = 0;
        factorSum = 0;
        factorSquares = 0;
        rateSum = 0;
        rateSquares = 0;
    }
}
