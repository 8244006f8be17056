package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Gate;
import dev.jtune.Metrics;
import dev.jtune.ResultGrid;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.Tune;
import java.time.Duration;

/** Steps may be short: what the run adds to one is far below a millisecond. */
class ShortStepsTest {

    @Trainable
    static class Quick {
        private int steps;

        @Step
        int step() {
            steps++;
            return steps;
        }
    }

    @Tune(trainable = Quick.class, mode = MAX, numSamples = 1, stop = "training_iteration >= 5000")
    @Gate(threshold = 5000)
    void stepsAddUp(ResultGrid results) {
        assertThat(results.best().duration()).isLessThan(Duration.ofSeconds(5));
        assertThat(results.best().metrics()).containsEntry(Metrics.TRAINING_ITERATION, 5000L);
    }
}
