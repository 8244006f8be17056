package dev.jtune.examples.digits;

import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.Tune;
import dev.jtune.schedule.Pbt;

/** A population whose rates change while it learns ends with a smaller loss than any of its trials would have, left alone. */
class RateScheduleTest {
    private static final int STEPS = 40;

    @Tune(
            trainable = RateSchedule.class,
            space = RateSchedule.Rate.class,
            mode = MIN,
            numSamples = 8,
            maxConcurrentTrials = 2,
            stop = "training_iteration >= 40",
            deterministic = true)
    @Pbt(perturbationInterval = 4)
    void betterThanWithoutChanges(ResultGrid results) {
        double bestConstant = results.trials().stream()
                .mapToDouble(trial -> lossAfter(firstRate(trial), trial.seed()))
                .min()
                .orElseThrow();

        assertThat(results.best().score()).isLessThan(bestConstant);
        assertThat(results.best().config().getDouble("rate")).isLessThan(firstRate(results.best()));
    }

    /** Return the rate with which a trial began. */
    private static double firstRate(TrialResult trial) {
        return ((Number) trial.history().get(0).get("config/rate")).doubleValue();
    }

    private static double lossAfter(double rate, long seed) {
        Net net = RateSchedule.start(rate, seed);
        for (int step = 0; step < STEPS; step++) {
            net.train(RateSchedule.IMAGES_PER_STEP);
        }
        return net.loss(Digits.VALIDATION);
    }
}
