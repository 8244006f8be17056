package dev.jtune;

import org.apiguardian.api.API;

/** The direction in which a metric is better. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Mode {
    /** Smaller is better, as for a loss. */
    MIN,
    /** Larger is better, as for an accuracy. */
    MAX;

    /**
     * Tell whether {@code candidate} is strictly better than {@code incumbent}.
     *
     * <p>A value that is not finite is worse than every finite one, in both directions, and never better than anything.
     */
    public boolean isBetter(double candidate, double incumbent) {
        if (!Double.isFinite(candidate)) {
            return false;
        }
        if (!Double.isFinite(incumbent)) {
            return true;
        }
        return this == MIN ? candidate < incumbent : candidate > incumbent;
    }

    /** Return a score as a loss, of which less is better: itself, or with its sign turned. Applied twice it is the score again. */
    public double loss(double score) {
        return this == MIN ? score : -score;
    }
}
