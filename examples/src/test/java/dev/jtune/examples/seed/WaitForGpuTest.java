package dev.jtune.examples.seed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.exec.Gpus;
import org.junit.jupiter.api.Test;

/** Waits until a GPU has freed the memory of the trial before; where there is no such GPU, it says so at once. */
class WaitForGpuTest {

    @Test
    void unknownGpuIsAnError() {
        assertThatThrownBy(() -> Gpus.awaitFree("GPU-of-nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no GPU GPU-of-nobody");
    }
}
