package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static dev.jtune.examples.seed.RunningExample.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.AfterTune;
import dev.jtune.Gate;
import dev.jtune.Metrics;
import dev.jtune.ResultGrid;
import dev.jtune.Trial;
import dev.jtune.TrialResult;
import dev.jtune.Tune;
import java.util.Map;

/** A function that reports a metric on every step. */
class ReportEachStepTest {

    @Tune(
            mode = MAX,
            numSamples = 1,
            paramSpace = {"a = 2", "b = 4"})
    @Gate(threshold = 12.71)
    void trainable(double a, double b, Trial trial) {
        for (int x = 0; x < 20; x++) {
            double intermediateScore = objective(x, a, b);
            trial.report("score", intermediateScore); // this sends the score to the study
        }
    }

    @AfterTune
    void scoreIsThatOfTheLastStep(ResultGrid results) {
        TrialResult trial = results.best();

        assertThat(trial.score()).isEqualTo(2 * Math.sqrt(19) + 4);
        assertThat(trial.config().asMap()).isEqualTo(Map.of("a", 2.0, "b", 4.0));
        assertThat(trial.series("score")).hasSize(20).startsWith(4, 6).isSorted();
        assertThat(trial.metrics())
                .containsEntry(Metrics.TRAINING_ITERATION, 20L)
                .containsEntry(Metrics.ITERATIONS_SINCE_RESTORE, 20L)
                .containsKeys(Metrics.TIME_TOTAL_S, Metrics.TIMESTAMP, Metrics.DATE, Metrics.PID, Metrics.HOSTNAME);
    }
}
