package dev.jtune.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.TreeSet;

/**
 * A ceiling that rises by a rung when the ranking there is another one than at the rung below: more time may still change which trial is
 * best.
 *
 * <p>Two rankings are the same if each trial's loss at the lower rung is that of the trial which has its place there, give or take epsilon.
 * Epsilon is the 90th percentile of the differences between trials whose curves crossed and crossed back: their order is noise. Only the
 * best {@value #RANKED} are compared, and a new trial's curve with the last {@value #RECENT}, so that the cost of a result does not grow.
 *
 * <p>Source: O. Bohdal et al., PASHA: efficient HPO and NAS with progressive resource allocation, ICLR 2023.
 */
final class RankingCeiling implements Ceiling {
    private static final int RANKED = 100;
    private static final int RECENT = 32;
    /** One in so many differences is larger than epsilon. */
    private static final int TENTH = 10;

    private final int rungs;
    private int height = 1;
    private double epsilon;
    private Rung noise = new Rung(TENTH);
    private final TreeSet<Both> here = new TreeSet<>((a, b) -> compare(a.here(), b.here(), a, b));
    private final TreeSet<Both> below = new TreeSet<>((a, b) -> compare(a.below(), b.below(), a, b));
    private final Deque<Curve> recent = new ArrayDeque<>();

    /** A trial that came to both rungs, with its losses, and as the how manieth. */
    private record Both(double below, double here, int order) {}

    /** Create a ceiling at the second of so many rungs. */
    RankingCeiling(int rungs) {
        this.rungs = rungs;
    }

    private static int compare(double left, double right, Both a, Both b) {
        int compared = Double.compare(left, right);
        return compared != 0 ? compared : Integer.compare(a.order(), b.order());
    }

    @Override
    public int height() {
        return height;
    }

    double epsilon() {
        return epsilon;
    }

    @Override
    public void onArrival(double lossBelow, double lossHere, Curve curve) {
        Both both = new Both(lossBelow, lossHere, here.size());
        here.add(both);
        below.add(both);
        listen(curve);
        if (!isSameRanking()) {
            rise();
        }
    }

    /** Learn how large noise is. */
    private void listen(Curve curve) {
        for (Curve other : recent) {
            double difference = curve.noise(other);
            if (Double.isFinite(difference)) {
                noise.add(difference);
            }
        }
        recent.addLast(curve);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        if (noise.size() > 0) {
            epsilon = noise.quantile();
        }
    }

    private boolean isSameRanking() {
        Iterator<Both> expected = below.iterator();
        int rank = 0;
        for (Both both : here) {
            if (rank++ == RANKED) {
                break;
            }
            if (Math.abs(both.below() - expected.next().below()) > epsilon) {
                return false;
            }
        }
        return true;
    }

    private void rise() {
        height = height + 1 < rungs ? height + 1 : Integer.MAX_VALUE;
        here.clear();
        below.clear();
        recent.clear();
        noise = new Rung(TENTH);
    }
}
