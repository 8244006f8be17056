package dev.jtune.run;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a search may count on.
 *
 * @param deterministic whether a run must repeat itself whatever the timing of its trials
 * @param noisy whether evaluating a configuration again may give another score
 * @param repeats by how many trials a configuration is evaluated at most; at least 1
 * @param racing whether it is evaluated again only while it may still be the best
 * @param timePerTrial about how long a trial takes, where it was declared
 * @param warmStart earlier results that the search begins with
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SearchPolicy(
        boolean deterministic,
        boolean noisy,
        int repeats,
        boolean racing,
        @Nullable Duration timePerTrial,
        List<WarmStart> warmStart) {
    public SearchPolicy {
        warmStart = List.copyOf(warmStart);
    }

    /** Return this policy with one trial for each configuration. */
    public SearchPolicy withoutRepeats() {
        return new SearchPolicy(deterministic, noisy, 1, false, timePerTrial, warmStart);
    }

    /** Not deterministic, no noise, and trials of unknown length. */
    public static final SearchPolicy DEFAULT = new SearchPolicy(false, false, 1, false, null, List.of());
}
