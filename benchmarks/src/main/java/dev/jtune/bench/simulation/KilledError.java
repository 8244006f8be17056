package dev.jtune.bench.simulation;

import java.io.Serial;

/** Ends the thread of a run as if its process were killed. */
final class KilledError extends Error {
    @Serial
    private static final long serialVersionUID = 1L;

    KilledError() {
        super("killed", null, false, false);
    }
}
