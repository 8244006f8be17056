package dev.jtune.search.tpe;

import dev.jtune.pareto.Domination;
import dev.jtune.pareto.Hypervolume;
import dev.jtune.search.cube.History.Entry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trials from the best to the worst: those that keep the constraints, then those that were stopped early, the further they came the
 * better, then those that break constraints, the less the better, and those that failed last.
 *
 * <p>Where there are several objectives, trials of the first group are as good as their rank of non-domination, and those of a rank that
 * is cut are chosen for the volume that they dominate.
 */
final class Ranking {
    private static final double SMALLEST = 1e-12;

    private static final Comparator<Entry> ORDER = Comparator.comparingInt(Ranking::group)
            .thenComparingDouble(Ranking::within)
            .thenComparingDouble(Entry::loss);

    /** A trial, and how many were told before it. */
    private record Ranked(int age, Entry entry) {}

    private final List<Ranked> order = new ArrayList<>();
    private int complete;
    private int failed;

    private static int group(Entry entry) {
        if (entry.failed()) {
            return 3;
        }
        return entry.violation() > 0 ? 2 : entry.stoppedEarly() ? 1 : 0;
    }

    private static double within(Entry entry) {
        return switch (group(entry)) {
            case 1 -> -entry.iterations();
            case 2 -> entry.violation();
            default -> 0;
        };
    }

    /** Add the next trial; it comes after those that are as good. */
    void add(Entry entry) {
        int low = 0;
        int high = order.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ORDER.compare(order.get(middle).entry(), entry) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        order.add(low, new Ranked(order.size(), entry));
        complete += group(entry) == 0 ? 1 : 0;
        failed += entry.failed() ? 1 : 0;
    }

    int size() {
        return order.size();
    }

    /** Return how many trials did not fail. */
    int succeeded() {
        return order.size() - failed;
    }

    /** Return the ages of the best trials. */
    BitSet best(int count) {
        int whole = Math.min(count, complete);
        BitSet best = new BitSet();
        if (whole == 0 || whole == complete || order.get(0).entry().losses().length == 1) {
            order.subList(0, count).forEach(ranked -> best.set(ranked.age()));
            return best;
        }
        double[][] losses = order.subList(0, complete).stream()
                .map(ranked -> ranked.entry().losses())
                .toArray(double[][]::new);
        int[] ranks = Domination.ranks(losses);
        int taken = 0;
        for (int rank = 0; taken < whole; rank++) {
            int[] members = ofRank(ranks, rank);
            int[] chosen = taken + members.length <= whole ? members : cut(losses, members, whole - taken);
            for (int member : chosen) {
                best.set(order.get(member).age());
            }
            taken += chosen.length;
        }
        return best;
    }

    private static int[] ofRank(int[] ranks, int rank) {
        return IntStream.range(0, ranks.length).filter(i -> ranks[i] == rank).toArray();
    }

    private static int[] cut(double[][] losses, int[] members, int count) {
        double[][] front = new double[members.length][];
        double[] reference = new double[losses[0].length];
        for (int objective = 0; objective < reference.length; objective++) {
            double worst = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < members.length; i++) {
                front[i] = losses[members[i]];
                worst = Math.max(worst, front[i][objective]);
            }
            double beyond = Math.max(1.1 * worst, 0.9 * worst);
            reference[objective] = beyond == 0 ? SMALLEST : beyond;
        }
        int[] chosen = Hypervolume.subset(front, count, reference);
        return IntStream.of(chosen).map(i -> members[i]).toArray();
    }
}
