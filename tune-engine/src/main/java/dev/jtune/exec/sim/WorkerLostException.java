package dev.jtune.exec.sim;

import java.io.Serial;
import org.apiguardian.api.API;

/** Says that the process in which an attempt ran has died. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WorkerLostException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    WorkerLostException(String message) {
        super(message);
    }
}
