package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static dev.jtune.examples.seed.RunningExample.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.ResultGrid;
import dev.jtune.Setup;
import dev.jtune.Shared;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.tuner.Tuner;
import org.junit.jupiter.api.Test;

/** The tuner in code, for those who want results without studies in the test tree. */
class RunTheTunerTest {

    @Test
    void fitReturnsResults() {
        Tuner tuner = Tuner.of("trainable", trial -> {
                    Config config = trial.config();
                    for (int x = 0; x < 20; x++) {
                        trial.report("score", objective(x, config.getDouble("a"), config.getDouble("b")));
                    }
                    return null;
                })
                .paramSpace("a = 2", "b = 4")
                .metric("score", MAX)
                .numSamples(1);

        ResultGrid results = tuner.fit();

        assertThat(results.size()).isEqualTo(1);
        assertThat(results.best().score()).isEqualTo(2 * Math.sqrt(19) + 4);
    }

    @Trainable
    static class WithData {
        private double sum;

        @Setup
        void setup(double factor, @Shared double[] data) {
            for (double value : data) {
                sum += factor * value;
            }
        }

        @Step
        double step() {
            return sum;
        }
    }

    @Test
    void parametersAndResourcesAreGivenInCode() {
        ResultGrid results = Tuner.of(WithData.class)
                .paramSpace("factor = grid_search([1, 2])")
                .metric("score", MAX)
                .stop("training_iteration >= 1")
                .with("data", new double[] {1, 2, 3})
                .resources(ResourceRequest.cpu(0.5))
                .fit();

        assertThat(results).extracting(trial -> trial.score()).containsExactly(6.0, 12.0);
    }
}
