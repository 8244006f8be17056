package dev.jtune.run;

import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a search may count on.
 *
 * @param deterministic whether a run must repeat itself whatever the timing of its trials
 * @param noisy whether evaluating a configuration again may give another score
 * @param timePerTrial about how long a trial takes, where it was declared
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SearchPolicy(boolean deterministic, boolean noisy, @Nullable Duration timePerTrial) {
    /** Not deterministic, no noise, and trials of unknown length. */
    public static final SearchPolicy DEFAULT = new SearchPolicy(false, false, null);
}
