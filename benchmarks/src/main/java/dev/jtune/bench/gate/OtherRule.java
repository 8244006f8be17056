package dev.jtune.bench.gate;

import dev.jtune.bench.search.Statistics;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A rule that tools and people use, for the same scores.
 *
 * @param name what it does
 * @param n evaluations of a build
 * @param world how the noise behaves
 * @param test tells whether current scores are worse than those of the baseline
 */
record OtherRule(String name, int n, World world, Test test) implements Rule {
    private static final int SEARCHED = 50;
    private static final int RESAMPLES = 1000;
    private static final double LEVEL = 0.05;

    /** Tells whether scores are worse. */
    @FunctionalInterface
    interface Test {
        boolean isWorse(double[] before, double[] now, SplittableRandom random);
    }

    /** Return all of them. */
    static List<Rule> all() {
        return List.of(
                new OtherRule(
                        "one run against the stored best of 50",
                        1,
                        World.OTHER_DRAWS,
                        (before, now, random) -> now[0] < bestOf(random)),
                new OtherRule(
                        "the same, tolerance 1 sd",
                        1,
                        World.OTHER_DRAWS,
                        (before, now, random) -> now[0] < bestOf(random) - 1),
                new OtherRule(
                        "mean of 5 against mean of 5",
                        5,
                        World.OTHER_DRAWS,
                        (before, now, random) -> mean(now) < mean(before)),
                new OtherRule(
                        "the same, tolerance 1 sd, as if a seed decided all",
                        5,
                        World.OTHER_DRAWS,
                        (before, now, random) -> mean(now) < mean(before) - sd(before)),
                new OtherRule("Mann-Whitney, 3 against 3", 3, World.OTHER_DRAWS, OtherRule::mannWhitney),
                new OtherRule("Mann-Whitney, 5 against 5", 5, World.OTHER_DRAWS, OtherRule::mannWhitney),
                new OtherRule(
                        "Welch's t, 5 against 5",
                        5,
                        World.OTHER_DRAWS,
                        (before, now, random) -> welch(before, now) < LEVEL),
                new OtherRule("the same, two reruns allowed", 5, World.OTHER_DRAWS, new Reruns()),
                new OtherRule("percentile bootstrap, 5 against 5", 5, World.OTHER_DRAWS, OtherRule::bootstrap),
                new OtherRule(
                        "paired t, 5 seeds, correlation 0.8",
                        5,
                        World.LIKE_DRAWS,
                        (before, now, random) -> paired(before, now) < LEVEL));
    }

    @Override
    public Decided decide(long build, double drop) {
        double[] before = world.code(build, 1, 0).scores(n, 1);
        World.Code today = world.code(build, 2, drop);
        if (test instanceof Reruns) {
            boolean fails = true;
            for (int run = 0; run < 3 && fails; run++) {
                fails = welch(before, today.scores(n, 1 + 100 * run)) < LEVEL;
            }
            return Decided.of(fails, n);
        }
        return Decided.of(test.isWorse(before, today.scores(n, 1), new SplittableRandom(build)), n);
    }

    /** A build tool that runs a failing test again, up to two times. */
    private static final class Reruns implements Test {
        @Override
        public boolean isWorse(double[] before, double[] now, SplittableRandom random) {
            throw new UnsupportedOperationException("it needs further scores");
        }
    }

    private static double bestOf(SplittableRandom random) {
        return random.doubles(SEARCHED)
                .map(ignored -> random.nextGaussian())
                .max()
                .orElseThrow();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double sd(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1));
    }

    private static boolean mannWhitney(double[] before, double[] now, SplittableRandom random) {
        return Statistics.median(now) < Statistics.median(before) && Statistics.mannWhitney(now, before) / 2 < LEVEL;
    }

    private static double welch(double[] before, double[] now) {
        double a = sd(before) * sd(before) / before.length;
        double b = sd(now) * sd(now) / now.length;
        double df = (a + b) * (a + b) / (a * a / (before.length - 1) + b * b / (now.length - 1));
        return new TDistribution(df).cumulativeProbability((mean(now) - mean(before)) / Math.sqrt(a + b));
    }

    private static double paired(double[] before, double[] now) {
        double[] differences = new double[now.length];
        Arrays.setAll(differences, i -> now[i] - before[i]);
        return new TDistribution(now.length - 1.0)
                .cumulativeProbability(mean(differences) / (sd(differences) / Math.sqrt(now.length)));
    }

    private static boolean bootstrap(double[] before, double[] now, SplittableRandom random) {
        int better = 0;
        for (int i = 0; i < RESAMPLES; i++) {
            better += resampled(now, random) >= resampled(before, random) ? 1 : 0;
        }
        return better < LEVEL * RESAMPLES;
    }

    private static double resampled(double[] values, SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[random.nextInt(values.length)];
        }
        return sum / values.length;
    }
}
