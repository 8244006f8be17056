package dev.jtune.bench.platform;

import org.junit.jupiter.api.Test;

/** Nothing: what {@link StartTuneTest} is compared with. */
class StartJupiterTest {
    @Test
    void empty() {}
}
