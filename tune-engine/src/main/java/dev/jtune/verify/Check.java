package dev.jtune.verify;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was checked, and what came of it.
 *
 * @param name what was checked, such as {@code load}
 * @param outcome how it ended
 * @param explanation what was found: with a failure its code, the place, and both values
 * @param cause what user code threw, if that is why it failed
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Check(
        String name,
        Outcome outcome,
        String explanation,
        @Nullable Throwable cause) {

    /** How a check ended. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** Could not be decided; the explanation says why. It does not count as a failure. */
        NOT_JUDGED
    }

    @Override
    public String toString() {
        return switch (outcome) {
            case PASSED -> "passed      " + name + ": " + explanation;
            case FAILED -> "FAILED      " + name + ": " + explanation;
            case NOT_JUDGED -> "not judged  " + name + ": " + explanation;
        };
    }
}
