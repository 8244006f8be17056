package dev.jtune.bench;

import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;

/** What adapters are generated for: a constructor and two private methods. */
@Trainable
@SuppressWarnings("UnusedMethod") // generated code calls them
final class SmallModel {
    private double rate;

    @Setup
    private void setup(double rate) {
        this.rate = rate;
    }

    @Step
    private double step() {
        return rate;
    }
}
