package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Checkpoints;
import dev.jtune.Gate;
import dev.jtune.LoadCheckpoint;
import dev.jtune.ResultGrid;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.Tune;

/** A checkpoint every ten steps and one at the end, which does not fall on a tenth. */
class CheckpointAtEndTest {

    record State(int steps) {}

    @Trainable
    static class Counting {
        private int steps;

        @Step
        double step() {
            steps++;
            return steps;
        }

        @SaveCheckpoint
        State save() {
            return new State(steps);
        }

        @LoadCheckpoint
        void load(State state) {
            steps = state.steps();
        }
    }

    @Tune(trainable = Counting.class, mode = MAX, numSamples = 1, stop = "training_iteration >= 25")
    @Checkpoints(frequency = 10, atEnd = true)
    @Gate(threshold = 25)
    void savesTheLastStep(ResultGrid results) {
        assertThat(results.best().checkpoints())
                .extracting(checkpoint -> checkpoint.path().getFileName().toString())
                .containsExactlyInAnyOrder("checkpoint-000010", "checkpoint-000020", "checkpoint-000025");
        assertThat(results.best().checkpoint().orElseThrow().as(State.class)).isEqualTo(new State(25));
    }
}
