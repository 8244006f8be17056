package dev.jtune.search.gp;

import dev.jtune.search.cube.History;
import java.nio.DoubleBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The evaluations of each configuration, by the first trial that it had.
 *
 * <p>Those of one configuration differ by noise and nothing else, which tells noise from what a model cannot follow.
 */
final class Repeats {
    /** How many repeats the belief of before them weighs. */
    private static final double BELIEF = 2;

    private final double[] sums;
    private final int[] counts;
    private double squares;
    private int freedom;

    /** Group the trials that keep all constraints. */
    Repeats(List<History.Entry> entries, double[] values) {
        this.sums = new double[values.length];
        this.counts = new int[values.length];
        int[] first = new int[values.length];
        Map<DoubleBuffer, Integer> seen = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (entries.get(i).feasible()) {
                Integer before =
                        seen.putIfAbsent(DoubleBuffer.wrap(entries.get(i).point()), i);
                first[i] = before == null ? i : before;
                sums[first[i]] += values[i];
                counts[first[i]]++;
            }
        }
        for (int i = 0; i < values.length; i++) {
            if (entries.get(i).feasible()) {
                double deviation = values[i] - mean(first[i]);
                squares += deviation * deviation;
                freedom += first[i] == i ? 0 : 1;
            }
        }
    }

    /** Return how many evaluations a configuration has; 0 for a trial that is not its first. */
    int count(int first) {
        return counts[first];
    }

    double mean(int first) {
        return sums[first] / counts[first];
    }

    /** Return the variance of the noise: as it is believed, and more and more as it shows. */
    double noise(double believed) {
        return (BELIEF * believed + squares) / (BELIEF + freedom);
    }
}
