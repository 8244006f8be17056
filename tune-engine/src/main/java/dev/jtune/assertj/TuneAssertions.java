package dev.jtune.assertj;

import dev.jtune.ResultGrid;
import org.apiguardian.api.API;

/**
 * Entry point of the assertions for results.
 *
 * <pre>{@code
 * assertThat(results).hasNoErrors().hasBestAtLeast(0.93);
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TuneAssertions {
    private TuneAssertions() {}

    /** Assert on the results of a study. */
    public static ResultGridAssert assertThat(ResultGrid actual) {
        return new ResultGridAssert(actual);
    }
}
