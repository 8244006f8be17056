package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.AfterTune;
import dev.jtune.Gate;
import dev.jtune.ResultGrid;
import dev.jtune.Tune;

/** A function is called on an instance of its own in every trial, so that trials share no fields. */
class FunctionInstanceTest {
    private int calls;

    @Tune(mode = MAX, paramSpace = "x = grid_search([1, 2, 3])")
    @Gate(threshold = 1)
    double calls(int x) {
        calls++;
        return calls;
    }

    @AfterTune
    void everyTrialHasItsOwn(ResultGrid results) {
        assertThat(results)
                .hasSize(3)
                .allSatisfy(trial -> assertThat(trial.score()).isEqualTo(1));
    }
}
