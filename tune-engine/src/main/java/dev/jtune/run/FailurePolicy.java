package dev.jtune.run;

import org.apiguardian.api.API;

/**
 * What follows from an error in a trial.
 *
 * @param maxFailures restarts per trial, each from its last checkpoint; -1 for any number
 * @param failFast whether the first trial that ends with an error ends the study
 * @param toleratedTrials how many trials may end with an error without failing the study
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record FailurePolicy(int maxFailures, boolean failFast, int toleratedTrials) {
    /** No restart, no tolerance. */
    public static final FailurePolicy STRICT = new FailurePolicy(0, false, 0);
}
