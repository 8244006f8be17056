package dev.jtune;

import org.apiguardian.api.API;

/** Whether a run goes on where the one before it was interrupted. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Resume {
    /** It begins anew. */
    NEVER,
    /**
     * It goes on with a run of the same study that did not come to its end: same code, space, metrics and seed. Otherwise it begins anew,
     * and says what differs.
     */
    AUTO,
    /**
     * It goes on with the run that is there, be it finished; one of another study, or none at all, is an error. Code that has changed is
     * warned of.
     */
    REQUIRED
}
