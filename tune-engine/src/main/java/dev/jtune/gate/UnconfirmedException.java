package dev.jtune.gate;

import java.io.Serial;
import org.apiguardian.api.API;

/** Says why a configuration could not be confirmed: an evaluation of it failed, or gave no score to count with. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UnconfirmedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Create it. */
    public UnconfirmedException(String message) {
        super(message);
    }
}
