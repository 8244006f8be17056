package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Checkpoints;
import dev.jtune.Gate;
import dev.jtune.LoadCheckpoint;
import dev.jtune.Metrics;
import dev.jtune.ResultGrid;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.Tune;
import java.util.Map;

/** A step that asks for a checkpoint in its result. */
class ManualCheckpointTest {

    @Trainable
    static class Preemptible {
        private int steps;

        @Step
        Map<String, Object> step() {
            // training code
            steps++;
            return Map.of("mean_accuracy", steps / 10.0, Metrics.SHOULD_CHECKPOINT, detectInstancePreemption());
        }

        private boolean detectInstancePreemption() {
            return steps == 3;
        }

        @SaveCheckpoint
        Map<String, Object> save() {
            return Map.of("steps", steps);
        }

        @LoadCheckpoint
        void load(Map<String, Object> checkpoint) {
            steps = ((Number) checkpoint.get("steps")).intValue();
        }
    }

    @Tune(
            trainable = Preemptible.class,
            mode = MAX,
            metric = "mean_accuracy",
            numSamples = 1,
            stop = "training_iteration >= 5")
    @Checkpoints(atEnd = false)
    @Gate(threshold = 0.5)
    void checkpointsWhereAskedTo(ResultGrid results) {
        assertThat(results.best().checkpoints()).singleElement().satisfies(checkpoint -> {
            assertThat(checkpoint.path()).hasFileName("checkpoint-000003");
            assertThat(checkpoint.toMap()).isEqualTo(Map.of("steps", 3L));
        });
    }
}
