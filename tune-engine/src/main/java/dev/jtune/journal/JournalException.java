package dev.jtune.journal;

import java.io.Serial;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Says that a journal could not be written or read, where, and what to do. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class JournalException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
