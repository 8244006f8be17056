package dev.jtune.gate;

import org.apiguardian.api.API;

/** What a gate decides of a study, from the best to what could not be decided. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Verdict {
    /** The score is good enough. */
    PASS,
    /** It is better than the baseline by more than the tolerance: accept it, to raise the bar. */
    IMPROVED,
    /** The noise hides whether it is good enough; an unlucky draw fails no build. */
    INCONCLUSIVE,
    /** It misses the threshold, or there is no score at all. */
    BELOW_THRESHOLD,
    /** It is worse than the baseline: significantly, and by more than the tolerance. */
    REGRESSED,
    /** There is no baseline to compare with. */
    NO_BASELINE,
    /** The study is declared and has no result. */
    NOT_RUN,
    /** The result was made by other classes than those that are there now. */
    STALE,
    /** The baseline is of another metric, direction or space. */
    INCOMPATIBLE,
    /** The gate could not be judged: what it needs cannot be read, or the confirmed configuration failed. */
    ERROR;

    /** Tell whether a build passes by it, where nothing else is said. */
    public boolean passes() {
        return this == PASS || this == IMPROVED || this == INCONCLUSIVE;
    }
}
