package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static dev.jtune.examples.seed.RunningExample.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Cleanup;
import dev.jtune.Config;
import dev.jtune.Gate;
import dev.jtune.ResultGrid;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialResult;
import dev.jtune.Tune;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A class that is trained step by step. */
class ClassTrainableTest {
    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    @Trainable
    static class MyTrainable {
        private int x;
        private double a;
        private double b;

        @Setup
        void setup(Config config) {
            CALLS.add("setup");
            x = 0;
            a = config.getDouble("a");
            b = config.getDouble("b");
        }

        @Step // this is called iteratively
        Map<String, Object> step() {
            CALLS.add("step");
            double score = objective(x, a, b);
            x++;
            return Map.of("score", score);
        }

        @Cleanup
        void cleanup() {
            CALLS.add("cleanup");
        }
    }

    // train for 20 steps; no checkpoint at the end, because the class has none
    @Tune(
            trainable = MyTrainable.class,
            mode = MAX,
            numSamples = 1,
            stop = "training_iteration >= 20",
            paramSpace = {"a = 2", "b = 4"})
    @Gate(threshold = 12.71)
    void trains(ResultGrid results) {
        TrialResult trial = results.best();

        assertThat(trial.score()).isEqualTo(2 * Math.sqrt(19) + 4);
        assertThat(trial.iterations()).isEqualTo(20);
        assertThat(trial.checkpoints()).isEmpty();
        assertThat(CALLS.subList(CALLS.size() - 22, CALLS.size())) // the contract was checked before
                .startsWith("setup", "step")
                .endsWith("step", "cleanup")
                .filteredOn("step"::equals)
                .hasSize(20);
    }
}
