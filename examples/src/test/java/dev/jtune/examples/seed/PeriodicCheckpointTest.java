package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Checkpoints;
import dev.jtune.Failures;
import dev.jtune.Gate;
import dev.jtune.LoadCheckpoint;
import dev.jtune.Metrics;
import dev.jtune.ResultGrid;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialResult;
import dev.jtune.Tune;

/** A checkpoint every other step, and up to three restarts from the last one. */
class PeriodicCheckpointTest {

    record State(int steps) {}

    @Trainable
    static class Crashing {
        private int steps;
        private boolean restored;

        @Step
        double step() {
            steps++;
            if (steps == 6 && !restored) {
                throw new IllegalStateException("the machine goes away in step 6");
            }
            return steps;
        }

        @SaveCheckpoint
        State save() {
            return new State(steps);
        }

        @LoadCheckpoint
        void load(State state) {
            steps = state.steps();
            restored = true;
        }
    }

    @Tune(trainable = Crashing.class, mode = MAX, numSamples = 1, stop = "training_iteration >= 8")
    @Checkpoints(frequency = 2)
    @Failures(maxFailures = 3)
    @Gate(threshold = 8)
    void recoversFromACrash(ResultGrid results) {
        TrialResult trial = results.best();

        assertThat(trial.attempts()).isEqualTo(2);
        assertThat(trial.score()).isEqualTo(8);
        // step 5 was done, but not saved: it is done again, and counts once
        assertThat(trial.series("score")).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(trial.metrics())
                .containsEntry(Metrics.TRAINING_ITERATION, 8L)
                .containsEntry(Metrics.ITERATIONS_SINCE_RESTORE, 4L);
    }
}
