package dev.jtune.importance;

import dev.jtune.search.cube.SeededStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A regression tree over bins (Breiman et al., 1984), grown until leaves are small.
 *
 * <p>A split has three ways: inside, outside, and where the parameter does not exist. Inside is up to a bin, or, without order, the bin.
 */
final class Tree {
    private static final int SMALLEST_LEAF = 2;
    /** The share of the coordinates that a split may choose from, so that trees differ. */
    private static final double CHOICE = 2 / 3.0;

    private static final int NONE = -1;

    private final Bins[] bins;
    private final int[][] binned;
    private final double[] losses;
    private final SeededStream random;

    private int size;
    private int[] coordinate = new int[64];
    private int[] bin = new int[64];
    private int[] inside = new int[64];
    private int[] outside = new int[64];
    private int[] absent = new int[64];
    private double[] mean = new double[64];

    /**
     * Grow a tree.
     *
     * @param binned the bin of each trial by each coordinate
     * @param members the trials to learn from, repeated ones included
     */
    Tree(Bins[] bins, int[][] binned, double[] losses, int[] members, SeededStream random) {
        this.bins = bins;
        this.binned = binned;
        this.losses = losses;
        this.random = random;
        grow(members);
    }

    /** Return the mean loss that is expected of a point, whose bins are given by coordinate. */
    double at(int[][] points, int index) {
        int node = 0;
        while (coordinate[node] != NONE) {
            int j = coordinate[node];
            int way = way(points[j][index], j, bin[node]);
            int next = way == 0 ? inside[node] : way == 1 ? outside[node] : absent[node];
            if (next == NONE) {
                break; // no trial went there
            }
            node = next;
        }
        return mean[node];
    }

    /** Return 0 for inside, 1 for outside, 2 for absent. */
    private int way(int of, int j, int split) {
        if (of == Bins.ABSENT) {
            return 2;
        }
        return (bins[j].isUnordered() ? of == split : of <= split) ? 0 : 1;
    }

    /** Add a node for trials, and those under it; return its index. */
    private int grow(int... members) {
        int node = add(members);
        Split best = members.length < 2 * SMALLEST_LEAF ? null : best(members);
        if (best == null) {
            return node;
        }
        int[][] ways = new int[3][members.length];
        int[] sizes = new int[3];
        for (int member : members) {
            int way = way(binned[best.coordinate()][member], best.coordinate(), best.bin());
            ways[way][sizes[way]] = member;
            sizes[way]++;
        }
        coordinate[node] = best.coordinate();
        bin[node] = best.bin();
        // not assigned at once: growing replaces the arrays
        int in = grow(Arrays.copyOf(ways[0], sizes[0]));
        int out = grow(Arrays.copyOf(ways[1], sizes[1]));
        int without = sizes[2] == 0 ? NONE : grow(Arrays.copyOf(ways[2], sizes[2]));
        inside[node] = in;
        outside[node] = out;
        absent[node] = without;
        return node;
    }

    private int add(int... members) {
        if (size == mean.length) {
            coordinate = Arrays.copyOf(coordinate, 2 * size);
            bin = Arrays.copyOf(bin, 2 * size);
            inside = Arrays.copyOf(inside, 2 * size);
            outside = Arrays.copyOf(outside, 2 * size);
            absent = Arrays.copyOf(absent, 2 * size);
            mean = Arrays.copyOf(mean, 2 * size);
        }
        double sum = 0;
        for (int member : members) {
            sum += losses[member];
        }
        coordinate[size] = NONE;
        mean[size] = sum / members.length;
        return size++;
    }

    private record Split(int coordinate, int bin, double gain) {}

    /** Return the split after which squared errors are least; {@code null} where none makes them less. */
    private @Nullable Split best(int... members) {
        Split chosen = best(CHOICE, members);
        return chosen == null ? best(1, members) : chosen;
    }

    private @Nullable Split best(double choice, int... members) {
        Split best = null;
        for (int j = 0; j < bins.length; j++) {
            if (bins[j].count() > 1 && random.nextDouble() < choice) {
                Split split = bestOf(j, members);
                if (split != null && (best == null || split.gain() > best.gain())) {
                    best = split;
                }
            }
        }
        return best;
    }

    private @Nullable Split bestOf(int j, int... members) {
        int count = bins[j].count();
        int[] counts = new int[count + 1];
        double[] sums = new double[count + 1];
        for (int member : members) {
            int of = binned[j][member] + 1; // absent ones stand first
            counts[of]++;
            sums[of] += losses[member];
        }
        int existing = members.length - counts[0];
        double total = 0;
        for (int i = 1; i <= count; i++) {
            total += sums[i];
        }
        double all = total + sums[0];
        double base = square(sums[0], counts[0]) - square(all, members.length);
        Split best = null;
        int insiders = 0;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            insiders = counts[i + 1] + (bins[j].isUnordered() ? 0 : insiders);
            sum = sums[i + 1] + (bins[j].isUnordered() ? 0 : sum);
            if (insiders < SMALLEST_LEAF || existing - insiders < SMALLEST_LEAF) {
                continue;
            }
            double gain = base + square(sum, insiders) + square(total - sum, existing - insiders);
            if (gain > 1e-12 && (best == null || gain > best.gain())) {
                best = new Split(j, i, gain);
            }
        }
        return best;
    }

    private static double square(double sum, int count) {
        return count == 0 ? 0 : sum * sum / count;
    }
}
