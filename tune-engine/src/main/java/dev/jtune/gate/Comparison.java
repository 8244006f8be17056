package dev.jtune.gate;

import dev.jtune.Mode;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * How much worse scores are than those of a baseline, as far as their noise lets it be told.
 *
 * <p>Where both were measured on the same seeds, and a seed decides a score, the differences on each seed are compared (Student's paired
 * t), which takes out what the seeds have in common; else the means (Welch's t).
 *
 * @param n how many current scores count
 * @param paired whether the differences on each seed were compared
 * @param drop the mean by which the scores are worse, in units of the metric; negative where they are better
 * @param standardError the standard error of the drop
 * @param df its degrees of freedom; of no meaning where there is no error
 * @param spread the standard deviation of what a further seed brings
 */
record Comparison(int n, boolean paired, double drop, double standardError, double df, double spread) {
    private static final int MOST_SEEDS = 10_000;

    /** Compare the first {@code n} scores of a confirmation. */
    static Comparison of(Confirmation current, int n, Baseline baseline) {
        Mode mode = baseline.mode();
        if (current.deterministic() && baseline.deterministic()) {
            List<Double> drops = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                int same = baseline.seeds().indexOf(current.seeds().get(i));
                if (same >= 0) {
                    drops.add(mode.loss(current.scores().get(i))
                            - mode.loss(baseline.scores().get(same)));
                }
            }
            if (drops.size() > 1 || (drops.size() == 1 && n == 1)) {
                return paired(Sample.of(drops));
            }
        }
        return welch(mode, Sample.of(current.scores().subList(0, n)), Sample.of(baseline.scores()));
    }

    private static Comparison paired(Sample drops) {
        return new Comparison(drops.n(), true, drops.mean(), drops.standardError(), drops.n() - 1.0, drops.sd());
    }

    /** B. L. Welch (1947), with the degrees of freedom of F. E. Satterthwaite (1946). */
    private static Comparison welch(Mode mode, Sample current, Sample baseline) {
        double a = current.standardError() * current.standardError();
        double b = baseline.standardError() * baseline.standardError();
        double df = (a + b) * (a + b) / (share(a, current.n()) + share(b, baseline.n()));
        return new Comparison(
                current.n(),
                false,
                mode.loss(current.mean()) - mode.loss(baseline.mean()),
                Math.sqrt(a + b),
                df,
                Math.hypot(current.sd(), baseline.sd()));
    }

    private static double share(double variance, int n) {
        return n == 1 ? 0 : variance * variance / (n - 1);
    }

    /** Tell whether there is no noise in it. */
    boolean isExact() {
        return standardError == 0;
    }

    /** Return the probability of so large a drop, or a larger one, where nothing has changed. */
    double p() {
        if (isExact()) {
            return drop > 0 ? 0 : 1;
        }
        return new TDistribution(df).cumulativeProbability(-drop / standardError);
    }

    /** Return half the width of the interval of which each side is wrong with probability {@code alpha}. */
    double margin(double alpha) {
        return isExact() ? 0 : quantile(alpha, df) * standardError;
    }

    /** Return about how many seeds would make the {@link #margin} as small as {@code distance}, 0 where no number is in reach. */
    int seedsFor(double distance, double alpha) {
        for (int seeds = n + 1; seeds <= MOST_SEEDS; seeds += Math.max(1, seeds / 50)) {
            double freedom = paired ? seeds - 1.0 : 2.0 * seeds - 2;
            if (quantile(alpha, freedom) * spread / Math.sqrt(seeds) <= distance) {
                return seeds;
            }
        }
        return 0;
    }

    private static double quantile(double alpha, double df) {
        return new TDistribution(df).inverseCumulativeProbability(1 - alpha);
    }
}
