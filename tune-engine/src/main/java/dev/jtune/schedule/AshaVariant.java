package dev.jtune.schedule;

import org.apiguardian.api.API;

/** What ASHA does with a trial at a rung. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum AshaVariant {
    /**
     * A trial that is worse than the best of those before it ends; others go on at once. It needs no checkpoints, and is lenient to the
     * first trials, which are compared with few others.
     */
    STOPPING,
    /**
     * Every trial pauses; the best goes on when there is room for a trial, from the highest rung that has one, and a new one begins where
     * none has. It wastes less on bad trials that come early. Trials pause, and need checkpoints.
     */
    PROMOTION
}
