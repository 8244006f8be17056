package dev.jtune;

import org.apiguardian.api.API;

/** What a gate does that has no baseline to compare with. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum MissingBaseline {
    /** Fail where {@code CI} is set; elsewhere pass, and write what would be the baseline beside its place. */
    FAIL_IN_CI,
    /** Fail everywhere. */
    FAIL,
    /** Warn, and pass everywhere. */
    WARN
}
