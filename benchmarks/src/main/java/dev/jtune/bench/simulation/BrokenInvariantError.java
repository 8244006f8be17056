package dev.jtune.bench.simulation;

import java.io.Serial;

/** Says what did not hold. */
final class BrokenInvariantError extends Error {
    @Serial
    private static final long serialVersionUID = 1L;

    BrokenInvariantError(String message) {
        super(message);
    }
}
