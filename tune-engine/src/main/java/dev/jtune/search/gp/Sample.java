package dev.jtune.search.gp;

import dev.jtune.pareto.Domination;
import dev.jtune.search.cube.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The trials that a model is made of, with the losses that it is told.
 *
 * <p>A trial that failed is told as bad as the worst that did not, so that the model turns away from it. Of very many trials, the best and
 * the last ones are kept.
 */
final class Sample {
    /** With more trials, a model would cost more than it is worth. */
    private static final int MOST = 400;

    private static final int KEPT = 300;

    private final List<History.Entry> entries = new ArrayList<>();
    private int seen;

    /** Take in the trials that ended since the last call. */
    void update(History history) {
        List<History.Entry> all = history.entries();
        for (; seen < all.size(); seen++) {
            entries.add(all.get(seen));
        }
        if (entries.size() > MOST) {
            List<History.Entry> last = entries.subList(entries.size() - KEPT / 2, entries.size());
            List<History.Entry> best = best(entries.subList(0, entries.size() - KEPT / 2));
            List<History.Entry> kept = new ArrayList<>(best);
            kept.addAll(last);
            entries.clear();
            entries.addAll(kept);
        }
    }

    private static List<History.Entry> best(List<History.Entry> entries) {
        int[] ranks =
                Domination.ranks(entries.stream().map(History.Entry::losses).toArray(double[][]::new));
        return IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> ranks[i]))
                .limit(KEPT / 2)
                .map(entries::get)
                .toList();
    }

    List<History.Entry> entries() {
        return entries;
    }

    /** Return the losses by the first objective. */
    double[] losses() {
        return losses(0);
    }

    /** Return the losses by an objective, those of failed trials the worst of the others; empty where all failed. */
    double[] losses(int objective) {
        double worst = Double.NEGATIVE_INFINITY;
        for (History.Entry entry : entries) {
            worst = entry.failed() ? worst : Math.max(worst, entry.losses()[objective]);
        }
        if (worst == Double.NEGATIVE_INFINITY) {
            return new double[0];
        }
        double[] losses = new double[entries.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = entries.get(i).failed() ? worst : entries.get(i).losses()[objective];
        }
        return losses;
    }

    /** Return the violations of the constraints on results; those of failed trials the worst of the others. */
    double[] violations() {
        double worst = 0;
        for (History.Entry entry : entries) {
            worst = Math.max(worst, entry.violation());
        }
        double[] violations = new double[entries.size()];
        for (int i = 0; i < violations.length; i++) {
            violations[i] = entries.get(i).failed() ? worst : entries.get(i).violation();
        }
        return violations;
    }
}
