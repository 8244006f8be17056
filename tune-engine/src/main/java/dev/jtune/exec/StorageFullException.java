package dev.jtune.exec;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Says that there is no room for a checkpoint: no trial's fault, and the next one would not fare better. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StorageFullException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With less than this left nothing can be written that is worth it. */
    private static final long FULL_BYTES = 256 * 1024;

    /** Chains of causes may be circular. */
    private static final int DEEPEST_CAUSE = 50;

    private StorageFullException(Path directory, Throwable cause) {
        super(
                "TUNE-413 " + directory + ": there is no room for a checkpoint (" + cause
                        + "); free the disk and go on with the run: tune.resume = auto",
                cause);
    }

    /** Throw this in place of a failure to write that comes of a full disk; do nothing about any other. */
    static void throwIfFull(Path directory, Throwable failure) {
        StorageFullException known = in(failure);
        if (known != null) {
            throw known;
        }
        if (find(IOException.class, failure) != null && isFull(directory)) {
            throw new StorageFullException(directory, failure);
        }
    }

    /** Return this in what user code made of it, {@code null} where it is none. */
    public static @Nullable StorageFullException in(Throwable failure) {
        return find(StorageFullException.class, failure);
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable failure) {
        try {
            Throwable cause = failure;
            for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
                if (type.isInstance(cause)) {
                    return type.cast(cause);
                }
                cause = cause.getCause();
            }
        } catch (Throwable e) {
            // an exception of user code whose own methods throw
        }
        return null;
    }

    private static boolean isFull(Path directory) {
        Path existing = directory;
        while (existing != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        try {
            return existing != null && Files.getFileStore(existing).getUsableSpace() < FULL_BYTES;
        } catch (IOException | UnsupportedOperationException e) {
            return false; // nobody knows
        }
    }
}
