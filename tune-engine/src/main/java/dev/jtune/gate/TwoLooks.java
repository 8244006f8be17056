package dev.jtune.gate;

import org.apiguardian.api.API;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The test of a baseline: a first look at {@code confirm} seeds and, where that decides nothing, a second one at twice as many.
 *
 * <p>Each look may be wrong with half of {@code alpha} (C. E. Bonferroni), so that both together are with at most {@code alpha}. A score has regressed
 * if its drop is significant <em>and</em> its mean beyond the tolerance.
 *
 * @param confirm seeds of the first look; 1 for an objective without noise
 * @param alpha the probability of calling an unchanged score worse, more than 0 and at most 0.5
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TwoLooks(int confirm, double alpha) {
    private static final double VISIBLE_SD = 2;

    /** What a look may risk that calls a score good enough: it fails no build, so it needs not be as sure. */
    private static final double PASS_RISK = 0.05;

    /** A verdict with what it rests on. */
    record Decision(Verdict verdict, Comparison comparison) {}

    /** Return the most seeds that may be needed. */
    int most() {
        return confirm == 1 ? 1 : 2 * confirm;
    }

    /** Return the probability that a look calls an unchanged score worse. */
    double alphaOfLook() {
        return alpha / 2;
    }

    /** Decide by as many seeds as there are. */
    Decision decide(Confirmation current, Baseline baseline, double tolerance) {
        int seeds = current.scores().size();
        Decision first = look(Comparison.of(current, Math.min(confirm, seeds), baseline), tolerance);
        return first.verdict() != Verdict.INCONCLUSIVE || seeds <= confirm
                ? first
                : look(Comparison.of(current, seeds, baseline), tolerance);
    }

    private Decision look(Comparison comparison, double tolerance) {
        double drop = comparison.drop();
        double margin = comparison.margin(alphaOfLook());
        if (drop > tolerance && drop - margin > 0) {
            return new Decision(Verdict.REGRESSED, comparison);
        }
        if (-drop > tolerance && drop + margin < 0) {
            return new Decision(Verdict.IMPROVED, comparison);
        }
        return new Decision(worst(comparison) <= tolerance ? Verdict.PASS : Verdict.INCONCLUSIVE, comparison);
    }

    /** Return the largest drop that is still to be feared. */
    static double worst(Comparison comparison) {
        return comparison.drop() + comparison.margin(PASS_RISK);
    }

    /** Return about how many seeds would settle whether the drop is beyond a tolerance, 0 where no number is in reach. */
    int settledBy(Comparison comparison, double tolerance) {
        return comparison.drop() > tolerance
                ? comparison.seedsFor(comparison.drop(), alphaOfLook())
                : comparison.seedsFor(tolerance - comparison.drop(), PASS_RISK);
    }

    /**
     * Return how many seeds the first look needs at least for an objective with noise: so many that a drop of two standard deviations of the differences is
     * significant.
     */
    public static int least(double alpha) {
        int seeds = 2;
        while (visible(seeds, alpha) > VISIBLE_SD) {
            seeds++;
        }
        return seeds;
    }

    /** Return the smallest drop that a first look at so many seeds, at least 2, can see: in standard deviations of the differences. */
    public static double visible(int seeds, double alpha) {
        return new TDistribution(seeds - 1.0).inverseCumulativeProbability(1 - alpha / 2) / Math.sqrt(seeds);
    }
}
