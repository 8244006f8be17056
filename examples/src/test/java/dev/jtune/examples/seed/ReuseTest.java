package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Gate;
import dev.jtune.ResetConfig;
import dev.jtune.ResultGrid;
import dev.jtune.Reuse;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialContext;
import dev.jtune.Tune;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One object for many trials, because it takes long to set up. */
class ReuseTest {
    /** Which object served a trial, by the trial's id. */
    private static final Map<String, Object> SERVED_BY = new ConcurrentHashMap<>();

    @Trainable
    static class SlowToSetUp {
        private double[] data = {};
        private double lr;
        private double momentum;
        private int steps;

        @Setup
        void setup(Config config, TrialContext trial) {
            data = new double[] {1, 2, 3}; // takes long
            resetConfig(config, trial);
        }

        @ResetConfig
        boolean resetConfig(Config newConfig, TrialContext trial) {
            SERVED_BY.put(trial.id(), this);
            lr = newConfig.getDouble("lr", 0.01);
            momentum = newConfig.getDouble("momentum", 0.9);
            steps = 0; // a new model
            return true;
        }

        @Step
        double step() {
            steps++;
            return data.length * lr * momentum * steps;
        }
    }

    @Tune(
            trainable = SlowToSetUp.class,
            mode = MAX,
            maxConcurrentTrials = 1,
            stop = "training_iteration >= 2",
            paramSpace = {"lr = grid_search([0.1, 0.2])", "momentum = grid_search([0.5, 1.0])"})
    @Gate(threshold = 1.2)
    void oneObjectServesAllTrials(ResultGrid results) {
        assertThat(results.size()).isEqualTo(4);
        assertThat(results.best().score()).isEqualTo(3 * 0.2 * 1.0 * 2);
        assertThat(objects(results)).hasSize(1);
    }

    /** An object that says that it cannot be reset is replaced. */
    @Trainable
    static class Declining {
        private double lr;

        @Setup
        void setup(double lr, TrialContext trial) {
            SERVED_BY.put(trial.id(), this);
            this.lr = lr;
        }

        @ResetConfig
        boolean resetConfig(double lr) {
            return false;
        }

        @Step
        double step() {
            return lr;
        }
    }

    @Tune(
            trainable = Declining.class,
            mode = MAX,
            maxConcurrentTrials = 1,
            stop = "training_iteration >= 1",
            paramSpace = "lr = grid_search([0.1, 0.2])")
    @Reuse
    @Gate(threshold = 0.2)
    void declinedResetMakesANewObject(ResultGrid results) {
        assertThat(results.numTerminated()).isEqualTo(2);
        assertThat(objects(results)).hasSize(2);
    }

    private static Set<Object> objects(ResultGrid results) {
        return results.trials().stream().map(trial -> SERVED_BY.get(trial.id())).collect(Collectors.toSet());
    }
}
