package dev.jtune.examples.seed;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.verify.Verify;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** Finds the field that keeps a value from being written into a checkpoint. */
class SerializableTest {

    static final class Model implements Serializable {
        private static final long serialVersionUID = 1;

        final List<Double> weights = List.of(0.5, 0.25);
        final Object guard;

        Model(Object guard) {
            this.guard = guard;
        }
    }

    /** A lock is serializable, a thread is not. */
    @Test
    void namesTheField() {
        assertThatCode(() -> Verify.serializable(new Model(new ReentrantLock())))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Verify.serializable(new Model(Thread.currentThread())))
                .hasMessageContaining("guard")
                .hasMessageContaining("Thread");
    }
}
