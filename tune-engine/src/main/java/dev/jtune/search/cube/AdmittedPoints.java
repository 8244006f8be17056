package dev.jtune.search.cube;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Finds points that keep the constraints of a space.
 *
 * <p>Drawing until one does is uniform and quick where many do. Where few do, a walk changes one or two coordinates at a time and keeps what misses
 * the constraints by no more.
 */
final class AdmittedPoints {
    private static final int DRAWS = 1000;
    private static final int WALKS = 5;
    private static final int STEPS = 4000;
    /** So many steps for each coordinate, on admitted points only, forget where a walk came from. */
    private static final int MIXING = 10;
    /** The smallest step is 2 to the power of minus this. */
    private static final int FINEST = 20;

    private static final int BISECTIONS = 20;

    private final int size;
    private final ToDoubleFunction<double[]> excess;

    /**
     * Create it.
     *
     * @param size the number of coordinates
     * @param excess by how much a point misses the constraints: 0 where it keeps them, and only there
     */
    AdmittedPoints(int size, ToDoubleFunction<double[]> excess) {
        this.size = size;
        this.excess = excess;
    }

    /** Draw a point; empty if none was found. */
    Optional<double[]> draw(RandomGenerator random) {
        double[] point = new double[size];
        for (int i = 0; i < DRAWS; i++) {
            fill(point, random);
            if (isAdmitted(point)) {
                return Optional.of(point);
            }
            if (size == 0) {
                return Optional.empty();
            }
        }
        for (int i = 0; i < WALKS; i++) {
            fill(point, random);
            if (walk(point, random)) {
                mix(point, random);
                return Optional.of(point);
            }
        }
        return Optional.empty();
    }

    /** Return an admitted point near another one, which differs from it in few coordinates; empty if none was found. */
    Optional<double[]> near(double[] origin, RandomGenerator random) {
        if (size == 0) {
            return Optional.empty();
        }
        double[] start = origin.clone();
        for (int i = 0; i < size; i++) {
            start[i] = Double.isNaN(start[i]) ? random.nextDouble() : start[i];
        }
        double[] point = start.clone();
        if (!walk(point, random)) {
            return Optional.empty();
        }
        for (int i = 0; i < 2 * size; i++) { // those that came back make room for those before them
            restore(i % size, point, start[i % size]);
        }
        return Optional.of(point);
    }

    private boolean isAdmitted(double[] point) {
        return excess.applyAsDouble(point) == 0;
    }

    private static void fill(double[] point, RandomGenerator random) {
        for (int i = 0; i < point.length; i++) {
            point[i] = random.nextDouble();
        }
    }

    /** Walk until a point is admitted; tell whether one was. */
    private boolean walk(double[] point, RandomGenerator random) {
        double reached = excess.applyAsDouble(point);
        double[] next = point.clone();
        for (int step = 0; step < STEPS && reached > 0; step++) {
            change(next, random);
            double missed = excess.applyAsDouble(next);
            if (missed <= reached) {
                reached = missed;
                System.arraycopy(next, 0, point, 0, size);
            } else {
                System.arraycopy(point, 0, next, 0, size);
            }
        }
        return reached == 0;
    }

    private void mix(double[] point, RandomGenerator random) {
        double[] next = point.clone();
        for (int step = 0; step < MIXING * size; step++) {
            change(next, random);
            double[] kept = isAdmitted(next) ? next : point;
            double[] other = kept == next ? point : next;
            System.arraycopy(kept, 0, other, 0, size);
        }
    }

    /** Move a coordinate, or two of them: where a sum is fixed, one alone cannot move. */
    private void change(double[] point, RandomGenerator random) {
        boolean far = random.nextInt(2) == 0;
        double width = far ? 1 : Math.scalb(1.0, -random.nextInt(FINEST));
        int count = random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < count; i++) {
            int place = random.nextInt(size);
            double moved = far ? random.nextDouble() : point[place] + width * (2 * random.nextDouble() - 1);
            point[place] = moved < 0 ? -moved : moved >= 1 ? Math.min(2 - moved, Math.nextDown(1.0)) : moved;
        }
    }

    /** Move a coordinate back towards where it was, as far as the point stays admitted. */
    private void restore(int place, double[] point, double original) {
        double admitted = point[place];
        if (admitted == original) {
            return;
        }
        point[place] = original;
        if (isAdmitted(point)) {
            return;
        }
        double refused = original;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (admitted + refused) / 2;
            point[place] = middle;
            if (isAdmitted(point)) {
                admitted = middle;
            } else {
                refused = middle;
            }
        }
        point[place] = admitted;
    }
}
