package dev.jtune;

import org.apiguardian.api.API;

/**
 * Which of the values that a trial reported for a metric is its score.
 *
 * <p>Averages skip values that are not finite.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Scope {
    /** The last reported value. */
    LAST,
    /** The best reported value, in the direction of the study's {@link Mode}. */
    BEST,
    /** The mean of all reported values. */
    AVG,
    /** The mean of the last five reported values, or of fewer where there are fewer. */
    LAST_5_AVG,
    /** The mean of the last ten reported values, or of fewer where there are fewer. */
    LAST_10_AVG
}
