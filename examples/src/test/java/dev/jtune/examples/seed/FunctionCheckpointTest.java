package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.AfterTune;
import dev.jtune.Checkpoint;
import dev.jtune.Checkpoints;
import dev.jtune.Default;
import dev.jtune.Failures;
import dev.jtune.Gate;
import dev.jtune.ResultGrid;
import dev.jtune.Trial;
import dev.jtune.TrialResult;
import dev.jtune.Tune;
import java.util.Map;

/** A function that reports checkpoints and goes on from the last one after a failure. */
class FunctionCheckpointTest {

    @Tune(mode = MAX, metric = "step", numSamples = 1, paramSpace = "epochs = 5")
    @Failures(maxFailures = 1)
    @Gate(threshold = 4)
    void trainFunc(@Default("2") int epochs, Trial trial) {
        int start = 0;
        if (trial.checkpoint().isPresent()) {
            Number lastStep = (Number) trial.checkpoint().get().toMap().get("step");
            start = lastStep.intValue() + 1;
        }
        for (int step = start; step < epochs; step++) {
            // model training here
            trial.report(Map.of("step", step), Checkpoint.of(Map.of("step", step)));
            if (step == 2) {
                throw new IllegalStateException("the machine goes away after step 2");
            }
        }
    }

    /** The default of a parameter that the space leaves out, and the usual two kept checkpoints. */
    @Tune(mode = MAX, metric = "step", numSamples = 1)
    @Checkpoints(numToKeep = 1)
    @Gate(threshold = 1)
    void defaults(@Default("2") int epochs, Trial trial) {
        for (int step = 0; step < epochs; step++) {
            trial.report(Map.of("step", step), Checkpoint.of(Map.of("step", step)));
        }
    }

    @AfterTune("trainFunc")
    void goesOnAfterTheSavedStep(ResultGrid results) {
        TrialResult trial = results.best();

        assertThat(trial.attempts()).isEqualTo(2);
        assertThat(trial.series("step")).containsExactly(0, 1, 2, 3, 4);
        assertThat(trial.checkpoint().orElseThrow().path()).hasFileName("checkpoint-000005");
        assertThat(trial.checkpoint().orElseThrow().toMap()).isEqualTo(Map.of("step", 4L));
    }

    @AfterTune("defaults")
    void absentParameterHasItsDefault(ResultGrid results) {
        assertThat(results.best().series("step")).containsExactly(0, 1);
        assertThat(results.best().checkpoints()).hasSize(1);
    }
}
