package dev.jtune.bench.curves;

import java.util.Arrays;

/**
 * What a run reports, step by step.
 *
 * @param losses the loss after each step, not finite where the run had diverged
 * @param costs how long each step takes
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record Curve(double[] losses, double[] costs) {
    /** Create the curve of a run whose clock stands at {@code clock} after each step; a clock that goes back stands still. */
    static Curve timed(double[] losses, double[] clock) {
        double[] costs = new double[clock.length];
        double latest = 0;
        for (int i = 0; i < clock.length; i++) {
            costs[i] = Math.max(0, clock[i] - latest);
            latest = Math.max(latest, clock[i]);
        }
        return new Curve(losses, costs);
    }

    /** Create the curve of a run whose steps all take as long. */
    static Curve untimed(double[] losses) {
        double[] costs = new double[losses.length];
        Arrays.fill(costs, 1);
        return new Curve(losses, costs);
    }

    int length() {
        return losses.length;
    }

    /** Return how long the whole run takes. */
    double time() {
        return Arrays.stream(costs).sum();
    }
}
