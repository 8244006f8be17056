package dev.jtune;

import java.io.Serial;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Says that a checkpoint could not be written or read, and which one. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CheckpointException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public CheckpointException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
