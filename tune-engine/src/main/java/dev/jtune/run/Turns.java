package dev.jtune.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * The order in which the events of a deterministic run take effect, whatever the order in which they come.
 *
 * <p>It is the order of a run on a machine where every result, and every end, takes exactly one unit of time: by that logical time, then
 * by the trial's number. Only the end of a trial also waits for the ends of the trials before it. An event is let pass once no running trial
 * can still bring an earlier one. A trial that begins, begins at the logical time of the event that made room for it.
 *
 * <p>Where nothing compares trials with each other while they run, results need not wait, and only ends keep their order.
 */
final class Turns {
    private final boolean kept;
    private final boolean results;
    private final TreeMap<Integer, Place> running = new TreeMap<>();
    private long now;

    /** Where a running trial is: the time of its next event, and whether that is known to be its end. */
    private static final class Place {
        private long next;
        private boolean ending;
        private boolean saving;

        private Place(long next) {
            this.next = next;
        }
    }

    private Turns(boolean kept, boolean results) {
        this.kept = kept;
        this.results = results;
    }

    /** Let every event pass when it comes. */
    static Turns none() {
        return new Turns(false, false);
    }

    /** Create the order of a deterministic run; {@code results} says whether results keep it too. */
    static Turns kept(boolean results) {
        return new Turns(true, results);
    }

    /** Tell whether there is an order at all. */
    boolean areKept() {
        return kept;
    }

    /** Let a trial begin; one whose attempt was lost with an earlier process keeps its place. */
    void begin(int trial) {
        if (!kept) {
            return;
        }
        running.computeIfAbsent(trial, absent -> new Place(now + 1));
    }

    /** Tell whether the next event of a trial, which has come, may pass. */
    boolean isNext(int trial, boolean ending) {
        Place place = running.get(trial);
        if (place == null) {
            return true;
        }
        place.ending = ending;
        place.saving = false;
        return !isBlocked(trial, place) && (!results || isFirst(trial, place));
    }

    /** Tell whether a trial has come to an end that waits for the end of an earlier one. */
    private boolean isBlocked(int trial, Place place) {
        return place.ending && running.firstKey() != trial;
    }

    private boolean isFirst(int trial, Place place) {
        for (Map.Entry<Integer, Place> other : running.entrySet()) {
            long next = other.getValue().next;
            boolean earlier = next < place.next || (next == place.next && other.getKey() < trial);
            if (other.getValue().saving) {
                return false;
            }
            if (earlier && !isBlocked(other.getKey(), other.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Let a result of a trial pass. */
    void pass(int trial) {
        Place place = running.get(trial);
        if (place != null) {
            now = Math.max(now, place.next);
            place.next++;
        }
    }

    /**
     * A trial saves a checkpoint with the result that has just passed: nothing passes until it is {@link #saved}, or the trial comes with
     * its next event, because another trial may go on from that checkpoint.
     */
    void save(int trial) {
        Place place = running.get(trial);
        if (place != null) {
            place.saving = true;
        }
    }

    /** The checkpoint is there. */
    void saved(int trial) {
        Place place = running.get(trial);
        if (place != null) {
            place.saving = false;
        }
    }

    /** Let the end of a trial, or of an attempt, pass. */
    void end(int trial) {
        Place place = running.remove(trial);
        if (place != null) {
            now = Math.max(now, place.next);
        }
    }
}
