package dev.jtune.examples.wine;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.AfterTune;
import dev.jtune.Choice;
import dev.jtune.Gate;
import dev.jtune.ResultGrid;
import dev.jtune.Shared;
import dev.jtune.TrialResult;
import dev.jtune.Tune;

/** Chooses between two families of models, each with hyperparameters of its own, by cross-validated accuracy. */
class WineTest {

    @Shared
    static Wines wines() {
        return Wines.read();
    }

    @Tune(mode = MAX, metric = "accuracy", numSamples = 60)
    @Gate(threshold = 0.98)
    double cultivar(Model model, @Choice Scaling scaling, @Shared Wines wines) {
        return wines.crossValidate(model, scaling, 10);
    }

    /** A trial has the parameters of its own family only. */
    @AfterTune
    void bothFamiliesWereTried(ResultGrid results) {
        for (TrialResult trial : results) {
            boolean svm = trial.config().getString("model").equals("Svm");
            assertThat(trial.config().has("model.c")).isEqualTo(svm);
            assertThat(trial.config().has("model.k")).isEqualTo(!svm);
        }
        assertThat(results)
                .extracting(trial -> trial.config().getString("model"))
                .contains("Svm", "Neighbours");
    }
}
