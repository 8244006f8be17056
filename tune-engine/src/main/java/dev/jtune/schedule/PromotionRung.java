package dev.jtune.schedule;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The trials that have come to a rung and wait there to be promoted, as the best of them are: each costs the logarithm of their number. */
final class PromotionRung {
    private final int factor;
    private final TreeSet<Place> best = new TreeSet<>();
    private final TreeSet<Place> others = new TreeSet<>();
    private final Map<Integer, Place> waiting = new LinkedHashMap<>();
    private final TreeSet<Place> promotable = new TreeSet<>();
    private boolean complete;

    /** A trial by its loss there, less first, and of equal ones the trial that began first. */
    private record Place(double loss, int trial) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int compared = Double.compare(loss, other.loss);
            return compared != 0 ? compared : Integer.compare(trial, other.trial);
        }
    }

    /**
     * Create an empty rung.
     *
     * @param factor one of so many trials is promoted; at least 2
     */
    PromotionRung(int factor) {
        this.factor = factor;
    }

    int size() {
        return best.size() + others.size();
    }

    /** Return how many of the trials that came so far are to go on: rounded down, as more may come, and up if none will. */
    int promoted() {
        return (size() + (complete ? factor - 1 : 0)) / factor;
    }

    /** Take a trial that waits here. */
    void add(int trial, double loss) {
        Place place = new Place(loss, trial);
        waiting.put(trial, place);
        if (!best.isEmpty() && place.compareTo(best.last()) < 0) {
            best.add(place);
            promotable.add(place);
        } else {
            others.add(place);
        }
        balance();
    }

    /** Take a trial that ends here, as its score is not finite; it ranks last. */
    void addLast(int trial) {
        others.add(new Place(Double.POSITIVE_INFINITY, trial));
        balance();
    }

    /** Take note that no further trial will come. */
    void complete() {
        complete = true;
        balance();
    }

    private void balance() {
        while (best.size() < promoted()) {
            Place next = others.pollFirst();
            best.add(next);
            if (waiting.containsKey(next.trial())) {
                promotable.add(next);
            }
        }
        while (best.size() > promoted()) {
            Place last = best.pollLast();
            others.add(last);
            promotable.remove(last);
        }
    }

    boolean hasPromotable() {
        return !promotable.isEmpty();
    }

    /** Return the trial that is promoted next, 0 for none. */
    int next() {
        return promotable.isEmpty() ? 0 : promotable.first().trial();
    }

    /** Let a trial wait no longer: it is promoted, or ended. */
    void leave(int trial) {
        Place place = waiting.remove(trial);
        if (place != null) {
            promotable.remove(place);
        }
    }

    /** Return the trials that wait, in the order in which they came. */
    Collection<Integer> waiting() {
        return waiting.keySet();
    }

    boolean isPromotable(int trial) {
        Place place = waiting.get(trial);
        return place != null && promotable.contains(place);
    }
}
