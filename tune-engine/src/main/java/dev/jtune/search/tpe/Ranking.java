package dev.jtune.search.tpe;

import dev.jtune.search.cube.History.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Trials from the best to the worst: those that keep the constraints, then those that were stopped early, the further they came the
 * better, then those that break constraints, the less the better, and those that failed last.
 */
final class Ranking {
    private static final Comparator<Entry> ORDER = Comparator.comparingInt(Ranking::group)
            .thenComparingDouble(Ranking::within)
            .thenComparingDouble(Entry::loss);

    private final List<Entry> order = new ArrayList<>();
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

    /** Add a trial; it comes after those that are as good. */
    void add(Entry entry) {
        int low = 0;
        int high = order.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ORDER.compare(order.get(middle), entry) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        order.add(low, entry);
        failed += entry.failed() ? 1 : 0;
    }

    /** Return how many trials did not fail. */
    int succeeded() {
        return order.size() - failed;
    }

    /** Return the best trials. */
    List<Entry> best(int count) {
        return order.subList(0, count);
    }
}
