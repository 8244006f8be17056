package dev.jtune.search.cube;

import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * What is known of a study before its first trial.
 *
 * @param budget how many trials it will have, at least 1; {@link Integer#MAX_VALUE} where nobody knows
 * @param concurrency how many trials run at a time, at least 1; 1 where nobody knows
 * @param noisy whether evaluating a configuration again may give another score
 * @param secondsPerTrial how long an evaluation takes, where it was declared; measured times of trials are in the history
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Expectations(int budget, int concurrency, boolean noisy, OptionalDouble secondsPerTrial) {
    /** Expect a number of trials, one at a time, without noise. */
    public static Expectations ofBudget(int budget) {
        return new Expectations(budget, 1, false, OptionalDouble.empty());
    }
}
