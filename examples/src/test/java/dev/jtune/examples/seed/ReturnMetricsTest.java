package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static dev.jtune.examples.seed.RunningExample.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.AfterTune;
import dev.jtune.Config;
import dev.jtune.Gate;
import dev.jtune.ResultGrid;
import dev.jtune.Tune;
import java.util.Map;

/** Functions that return their final metrics: a map, a number, or a record; the configuration as parameters or as a whole. */
class ReturnMetricsTest {

    /** The components are the metrics. */
    record Metrics(double score, int steps) {}

    @Tune(
            mode = MAX,
            numSamples = 1,
            paramSpace = {"a = 2", "b = 4"})
    @Gate(threshold = 12.71)
    Map<String, Object> map(double a, double b) {
        return Map.of("score", lastScore(a, b));
    }

    @Tune(
            mode = MAX,
            numSamples = 1,
            paramSpace = {"a = 2", "b = 4"})
    @Gate(threshold = 12.71)
    double number(Config config) {
        return lastScore(config.getDouble("a"), config.getDouble("b"));
    }

    @Tune(
            mode = MAX,
            numSamples = 1,
            paramSpace = {"a = 2", "b = 4"})
    @Gate(threshold = 12.71)
    Metrics record(double a, double b) {
        return new Metrics(lastScore(a, b), 20);
    }

    /** A score of exactly 0 is a score. */
    @Tune(
            mode = MAX,
            numSamples = 1,
            paramSpace = {"a = 0", "b = 0"})
    @Gate(threshold = 0)
    double zero(double a, double b) {
        return lastScore(a, b);
    }

    @AfterTune("map")
    void mapIsOneResult(ResultGrid results) {
        assertThat(results.best().iterations()).isEqualTo(1);
        assertThat(results.best().score()).isEqualTo(2 * Math.sqrt(19) + 4);
    }

    @AfterTune("number")
    void numberGoesUnderTheMetric(ResultGrid results) {
        assertThat(results.best().metrics()).containsEntry("score", 2 * Math.sqrt(19) + 4);
    }

    @AfterTune("record")
    void componentsAreMetrics(ResultGrid results) {
        assertThat(results.best().score()).isEqualTo(2 * Math.sqrt(19) + 4);
        assertThat(results.best().series("steps")).containsExactly(20);
    }

    @AfterTune("zero")
    void zeroCounts(ResultGrid results) {
        assertThat(results.best().score()).isZero();
    }

    private static double lastScore(double a, double b) {
        double finalScore = 0;
        for (int x = 0; x < 20; x++) {
            finalScore = objective(x, a, b);
        }
        return finalScore;
    }
}
