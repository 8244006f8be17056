package dev.jtune.search.cube;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a study as points of its cube: those that ended, with their losses, and those under way.
 *
 * <p>Losses are minimised, whichever direction the study's objectives have. Trials are kept in the order in which they were told, which
 * is that of their numbers only where one runs at a time.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class History {

    /**
     * A trial that ended.
     *
     * @param number its number, from 1; up to 0 for a trial of an earlier study, of which this one only heard
     * @param point its settled point, see {@link UnitCube#settle}
     * @param losses its loss by each objective, smaller is better; {@code NaN} where it failed or has none that is finite
     * @param stoppedEarly whether a scheduler ended it before it had come as far as any trial may, so that its losses are those it had reached
     * @param iterations how many results it reported
     * @param violation by how much it breaks the constraints on its results, in all; 0 where it keeps them
     * @param seconds how long it ran; {@code NaN} where nobody measured it
     */
    // Read by algorithms in loops and never compared.
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(
            int number,
            double[] point,
            double[] losses,
            boolean stoppedEarly,
            int iterations,
            double violation,
            double seconds) {
        /** Return the loss by the first objective. */
        public double loss() {
            return losses[0];
        }

        /** Tell whether it has no loss: its configuration could not be evaluated. */
        public boolean failed() {
            return Arrays.stream(losses).anyMatch(Double::isNaN);
        }

        /** Tell whether it keeps all constraints on its results; one that failed does not. */
        public boolean feasible() {
            return !failed() && violation <= 0;
        }
    }

    private final UnitCube cube;
    private final int objectives;
    private final Expectations expectations;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Integer, Entry> byNumber = new HashMap<>();
    private final List<Entry> reached = new ArrayList<>();
    private final Map<Integer, double[]> pending = new TreeMap<>();
    private final Map<Integer, double[]> unheard = new TreeMap<>();
    private final Map<Key, Integer> tried = new HashMap<>();
    private @Nullable Entry best;

    /**
     * Create a history without trials.
     *
     * @param objectives how many losses a trial has
     * @param expectations what is known of the study before its first trial
     */
    public History(UnitCube cube, int objectives, Expectations expectations) {
        this.cube = cube;
        this.objectives = objectives;
        this.expectations = expectations;
    }

    /** Add a trial that begins, at a settled point. */
    public void begin(int number, double[] point) {
        pending.put(number, point);
        unheard.put(number, point);
        tried.put(new Key(point), number);
    }

    /** Tell how a trial that began has ended, without constraints and time. */
    public void end(int number, double... losses) {
        end(number, losses, false, 1, 0, Double.NaN);
    }

    /** Tell how a trial that began has ended; the values are those of {@link Entry}. */
    public void end(
            int number, double[] losses, boolean stoppedEarly, int iterations, double violation, double seconds) {
        double[] point = pending.remove(number);
        unheard.remove(number);
        if (point == null) {
            throw new IllegalArgumentException("trial " + number + " did not begin, or ended already");
        }
        Entry entry = new Entry(number, point, finite(losses), stoppedEarly, iterations, violation, seconds);
        entries.add(entry);
        byNumber.put(number, entry);
        if (entry.feasible() && (best == null || entry.loss() < best.loss())) {
            best = entry;
        }
    }

    /** Tell how far a trial has come that pauses or passes a rung; the values are those of {@link Entry}. It is still under way. */
    public void reach(int number, double[] losses, int iterations, double violation, double seconds) {
        double[] point = pending.get(number);
        if (point != null) {
            unheard.remove(number);
            reached.add(new Entry(number, point, finite(losses), true, iterations, violation, seconds));
        }
    }

    private static double[] finite(double[] losses) {
        return Arrays.stream(losses)
                .map(loss -> Double.isFinite(loss) ? loss : Double.NaN)
                .toArray();
    }

    /** Forget a trial that began and was cancelled; its point counts as tried. */
    public void drop(int number) {
        pending.remove(number);
        unheard.remove(number);
    }

    /** Return the cube whose points these are. */
    public UnitCube cube() {
        return cube;
    }

    /** Return how many losses a trial has. */
    public int objectives() {
        return objectives;
    }

    /** Return how many trials the study will have; {@link Integer#MAX_VALUE} where nobody knows. */
    public int budget() {
        return expectations.budget();
    }

    /** Return what is known of the study before its first trial. */
    public Expectations expectations() {
        return expectations;
    }

    /** Return how many trials ended. */
    public int size() {
        return entries.size();
    }

    /** Return the trials that ended, in the order in which they were told. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** Return a trial that ended, {@code null} where it did not yet, or was cancelled. */
    public @Nullable Entry entry(int number) {
        return byNumber.get(number);
    }

    /** Return the points of the trials under way, by their numbers. */
    public Collection<double[]> pending() {
        return Collections.unmodifiableCollection(pending.values());
    }

    /** Return the points of the trials under way that have come to no rung yet, by their numbers: nothing is known of them. */
    public Collection<double[]> unheard() {
        return Collections.unmodifiableCollection(unheard.values());
    }

    /** Return how far trials have come that paused or passed a rung, in the order in which it was told; a trial is there for each of them. */
    public List<Entry> reached() {
        return Collections.unmodifiableList(reached);
    }

    /** Tell whether a trial is under way. */
    public boolean isPending(int number) {
        return pending.containsKey(number);
    }

    /**
     * Return the trial with the least loss by the first objective among those that keep the constraints, the first where several
     * have it; {@code null} where there is none.
     */
    public @Nullable Entry best() {
        return best;
    }

    /** Tell whether a trial was at a settled point, or is. */
    public boolean tried(double... point) {
        return tried.containsKey(new Key(point));
    }

    /** Return the trial that was at a settled point, {@code null} where none ended there; the last where there were several. */
    public @Nullable Entry entryAt(double... point) {
        Integer number = tried.get(new Key(point));
        return number == null ? null : byNumber.get(number);
    }

    /** Return at how many points a trial was, or is. */
    public int distinct() {
        return tried.size();
    }

    /** A point that is compared by its coordinates. */
    private static final class Key {
        private final double[] point;
        private final int hash;

        Key(double[] point) {
            this.point = point;
            this.hash = Arrays.hashCode(point);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(point, key.point);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
