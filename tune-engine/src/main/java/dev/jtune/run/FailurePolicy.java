package dev.jtune.run;

import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an error in a trial.
 *
 * @param maxFailures restarts per trial, each from its last checkpoint; -1 for any number
 * @param failFast whether the first trial that ends with an error ends the study
 * @param toleratedTrials how many trials may end with an error without failing the study
 * @param backOff how long the first restart of a trial waits, each further one twice as long as the one before, up to 64 times; not negative
 * @param timeLimit how long a trial may take from one result to the next, its setup or its end included; {@code null} for any time
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record FailurePolicy(
        int maxFailures,
        boolean failFast,
        int toleratedTrials,
        Duration backOff,
        @Nullable Duration timeLimit) {
    private static final int MOST_DOUBLINGS = 6;

    /** No restart, no tolerance, and any time. */
    public static final FailurePolicy STRICT = new FailurePolicy(0, false, 0);

    /** Restart at once, and wait any time. */
    public FailurePolicy(int maxFailures, boolean failFast, int toleratedTrials) {
        this(maxFailures, failFast, toleratedTrials, Duration.ZERO, null);
    }

    /** Return this policy with restarts that wait. */
    public FailurePolicy backOff(Duration first) {
        return new FailurePolicy(maxFailures, failFast, toleratedTrials, first, timeLimit);
    }

    /** Return this policy with a limit of time. */
    public FailurePolicy timeLimit(Duration limit) {
        return new FailurePolicy(maxFailures, failFast, toleratedTrials, backOff, limit);
    }

    /** Tell whether a trial with so many failures starts again. */
    boolean allows(int failures) {
        return maxFailures < 0 || failures <= maxFailures;
    }

    /** Return how long the restart after so many failures, at least 1, waits. */
    long delayNanos(int failures) {
        return backOff.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
    }
}
