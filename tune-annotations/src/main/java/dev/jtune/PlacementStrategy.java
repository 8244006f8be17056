package dev.jtune;

import org.apiguardian.api.API;

/**
 * How the bundles of a {@link ResourceRequest} are placed on machines.
 *
 * <p>The names and meanings are those of Ray's placement groups. Where a run has one machine, all four mean the same.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum PlacementStrategy {
    /** On as few machines as possible. */
    PACK,
    /** On as many machines as possible. */
    SPREAD,
    /** On one machine, or not at all. */
    STRICT_PACK,
    /** Each on a machine of its own, or not at all. */
    STRICT_SPREAD
}
