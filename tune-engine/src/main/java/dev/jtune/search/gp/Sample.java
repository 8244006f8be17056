package dev.jtune.search.gp;

import dev.jtune.search.cube.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
            List<History.Entry> best = entries.subList(0, entries.size() - KEPT / 2).stream()
                    .sorted(Comparator.comparingDouble(
                            entry -> entry.failed() ? Double.POSITIVE_INFINITY : entry.loss()))
                    .limit(KEPT / 2)
                    .toList();
            List<History.Entry> kept = new ArrayList<>(best);
            kept.addAll(last);
            entries.clear();
            entries.addAll(kept);
        }
    }

    List<History.Entry> entries() {
        return entries;
    }

    /** Return the losses, those of failed trials the worst of the others; empty where all failed. */
    double[] losses() {
        double worst = Double.NEGATIVE_INFINITY;
        for (History.Entry entry : entries) {
            worst = entry.failed() ? worst : Math.max(worst, entry.loss());
        }
        if (worst == Double.NEGATIVE_INFINITY) {
            return new double[0];
        }
        double[] losses = new double[entries.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = entries.get(i).failed() ? worst : entries.get(i).loss();
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
