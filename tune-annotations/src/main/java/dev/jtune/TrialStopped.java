package dev.jtune;

import java.io.Serial;
import org.apiguardian.api.API;

/**
 * Ends the code of a trial that is to stop.
 *
 * <p>It is an {@link Error} without stack trace: {@code catch (Exception e)} does not swallow it, and {@code finally} blocks
 * run. Code that must catch it should throw it again.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TrialStopped extends Error {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean infeasible;

    private TrialStopped(String reason, boolean infeasible) {
        super(reason, null, false, false);
        this.infeasible = infeasible;
    }

    /** Create the signal that a scheduler or a stop condition ended the trial. */
    public static TrialStopped stopped(String reason) {
        return new TrialStopped(reason, false);
    }

    /** Create the signal that the trial's configuration cannot be evaluated. */
    public static TrialStopped infeasible(String reason) {
        return new TrialStopped(reason, true);
    }

    /** Tell whether the trial itself said that its configuration cannot be evaluated. */
    public boolean isInfeasible() {
        return infeasible;
    }
}
