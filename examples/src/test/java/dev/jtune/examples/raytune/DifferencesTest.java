package dev.jtune.examples.raytune;

import static dev.jtune.Mode.MAX;
import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.AfterTune;
import dev.jtune.Checkpoint;
import dev.jtune.Checkpoints;
import dev.jtune.Gate;
import dev.jtune.ResultGrid;
import dev.jtune.Scope;
import dev.jtune.Trial;
import dev.jtune.TrialOutcome;
import dev.jtune.Tune;
import dev.jtune.json.Json;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a study behaves differently from one in Ray Tune, on purpose. */
class DifferencesTest {

    @Tune(mode = MIN, metric = "loss", numSamples = 1, stop = "loss <= 0.25")
    @Gate(threshold = 0.25)
    void stopOnALoss(Trial trial) {
        for (int step = 1; step <= 100; step++) {
            trial.report("loss", 1.0 / step);
        }
    }

    @AfterTune("stopOnALoss")
    void lossStopsFromAbove(ResultGrid results) {
        assertThat(results.best().iterations()).isEqualTo(4);
        assertThat(results.best().outcome()).isInstanceOf(TrialOutcome.Stopped.class);
    }

    /** The second checkpoint is the best, the fourth the newest: both stay. */
    @Tune(mode = MAX, metric = "eval/accuracy", numSamples = 1, scope = Scope.BEST)
    @Checkpoints(numToKeep = 1, scoreAttribute = "eval/accuracy")
    @Gate(threshold = 0.9)
    void nestedAttribute(Trial trial) {
        for (double accuracy : new double[] {0.5, 0.9, 0.7, 0.6}) {
            trial.report(Map.of("eval", Map.of("accuracy", accuracy)), Checkpoint.of(Map.of("accuracy", accuracy)));
        }
    }

    @AfterTune("nestedAttribute")
    void bestCheckpointIsKept(ResultGrid results) {
        assertThat(results.best().checkpoint().orElseThrow().toMap()).isEqualTo(Map.of("accuracy", 0.9));
        assertThat(results.best().score()).isEqualTo(0.9);
    }

    @Test
    void missingMetricIsTheTrialsError() {
        ResultGrid results = Tuner.of(
                        "sometimes", trial -> trial.number() == 2 ? Map.of("accurcay", 0.5) : Map.of("accuracy", 0.5))
                .paramSpace("x = uniform(0, 1)")
                .metric("accuracy", MAX)
                .numSamples(3)
                .fit();

        assertThat(results.numErrors()).isEqualTo(1);
        assertThat(results.numTerminated()).isEqualTo(2);
        assertThat(results.errors().get(0).error().orElseThrow())
                .hasMessageContaining("accuracy")
                .hasMessageContaining("accurcay");
    }

    @Test
    void nonFiniteResultIsKeptButNeverBest() {
        ResultGrid results = Tuner.of("diverging", trial -> trial.number() == 1 ? Double.NaN : 0.5)
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(2)
                .fit();

        assertThat(results.best().number()).isEqualTo(2);
        assertThat(results.get(1).metrics()).containsEntry("score", Double.NaN);
    }

    @Test
    void csvHasEveryMetricThatAnyTrialReported() {
        ResultGrid results = Tuner.of("growing", trial -> {
                    trial.report("score", 1);
                    return Map.of("score", 2, "late", trial.number());
                })
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(2)
                .fit();

        assertThat(results.toCsv().lines().findFirst().orElseThrow()).contains("score", "late", "config/x");
    }

    @Test
    void journalIsStrictJson(@TempDir Path directory) throws IOException {
        Tuner.of("diverging", trial -> trial.number() == 1 ? Double.NaN : Double.NEGATIVE_INFINITY)
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(2)
                .directory(directory)
                .fit();

        List<String> lines = Files.readAllLines(directory.resolve("trials.jsonl"));
        assertThat(lines).allSatisfy(line -> assertThat(Json.parse(line)).isInstanceOf(Map.class));
        assertThat(lines).anyMatch(line -> line.contains("\"NaN\"")).anyMatch(line -> line.contains("\"-Infinity\""));
    }

    @Test
    void nextRunStartsAnew(@TempDir Path directory) {
        Tuner tuner = Tuner.of("twice", trial -> trial.number())
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(3)
                .directory(directory);

        tuner.fit();
        ResultGrid second = tuner.fit();

        assertThat(second.size()).isEqualTo(3);
        assertThat(directory.resolve("previous").resolve("trials.jsonl")).isNotEmptyFile();
    }
}
