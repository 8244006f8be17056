package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.AfterTune;
import dev.jtune.Gate;
import dev.jtune.ResultGrid;
import dev.jtune.Shared;
import dev.jtune.Tune;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A large object that is loaded once and given to every trial. */
class SharedDataTest {
    private static final AtomicInteger LOADED = new AtomicInteger();

    @Shared
    static int[] data() {
        LOADED.incrementAndGet();
        return IntStream.range(0, 1_000_000).toArray();
    }

    @Tune(mode = MAX, numSamples = 10, paramSpace = "index = randint(0, 1_000_000)")
    @Gate(threshold = 1)
    double trainable(int index, @Shared int[] data) {
        return data[index];
    }

    @AfterTune
    void dataIsLoadedOnce(ResultGrid results) {
        assertThat(results.size()).isEqualTo(10);
        assertThat(LOADED).hasValue(1);
    }
}
