package dev.jtune.bench.gate;

import java.util.SplittableRandom;

/**
 * How the noise of scores behaves; its standard deviation is always 1.
 *
 * @param name what is the case
 * @param correlation how much of a score's variance its seed explains, whatever the code and the configuration: 0 to 1
 * @param repeatable whether the same code gives the same score on the same seed
 */
record World(String name, double correlation, boolean repeatable) {
    /** A change of code that draws the same random numbers. */
    static final World SAME_DRAWS = new World("same draws", 1, true);
    /** What is hard for one configuration on a seed is hard for others, mostly. */
    static final World LIKE_DRAWS = new World("correlation 0.8", 0.8, true);
    /** A change of code that draws its random numbers in another order. */
    static final World OTHER_DRAWS = new World("other draws", 0, true);
    /** Threads race, or a service answers. */
    static final World NEVER_TWICE = new World("never twice", 0, false);

    /** Code that can be asked for scores. */
    final class Code {
        private final long build;
        private final long version;
        private final double drop;
        private long calls;

        private Code(long build, long version, double drop) {
            this.build = build;
            this.version = version;
            this.drop = drop;
        }

        /** Return a score of a configuration on a seed. */
        double score(long config, long seed) {
            double shared = gaussian(build, seed, 0, 0, 0);
            double own = gaussian(build, seed, version, config, repeatable ? 0 : ++calls);
            return Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * own - drop;
        }

        /** Return scores of one configuration on seeds from {@code first} on. */
        double[] scores(int n, int first) {
            double[] scores = new double[n];
            for (int i = 0; i < n; i++) {
                scores[i] = score(0, first + i);
            }
            return scores;
        }
    }

    /** Return the code of a simulated build: version 1 of the baseline, another of today. */
    Code code(long build, long version, double drop) {
        return new Code(build, version, drop);
    }

    private static double gaussian(long... key) {
        long mixed = 1;
        for (long part : key) {
            mixed = new SplittableRandom(mixed * 31 + part).nextLong();
        }
        return new SplittableRandom(mixed).nextGaussian();
    }
}
