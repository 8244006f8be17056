package com.acme;

import dev.jtune.Config;
import dev.jtune.Failures;
import dev.jtune.Mode;
import dev.jtune.Trial;
import dev.jtune.Tune;
import dev.jtune.schedule.Asha;
import java.util.Map;

/** Conditions, namesakes and every way in which a trial may end: what an export must not get wrong. */
class PipelineTest {
    @Tune(
            mode = Mode.MIN,
            metric = "loss",
            numSamples = 60,
            seed = "1",
            paramSpace = {
                "model = choice('svm', 'forest', 'broken', 'impossible', 'diverging')",
                "c     = loguniform(1e-3, 1e3) if model == 'svm'",
                "size  = quniform(0.1, 1, 0.1) if model == 'svm'",
                "size  = qrandint(20, 90, 10) if model == 'forest'",
                "shift = randn(0, 1)",
                "batch = lograndint(1, 1025)",
                "fixed = 7"
            })
    @Asha(maxT = 9, gracePeriod = 1)
    @Failures(tolerate = "100%")
    void model(Config config, Trial trial) {
        String model = config.getString("model");
        if (model.equals("broken")) {
            throw new IllegalStateException("no \"model\"\nat all");
        }
        if (model.equals("impossible")) {
            throw trial.infeasible("too large");
        }
        for (int epoch = 1; epoch <= 9; epoch++) {
            double loss = Math.abs(config.getDouble("shift")) + 10.0 / config.getLong("batch") + 1.0 / epoch;
            trial.report(Map.of(
                    "loss", model.equals("diverging") && epoch == 3 ? Double.NaN : loss,
                    "accuracy", 1 / (1 + loss),
                    "note", "epoch " + epoch));
        }
    }

    @Tune(
            mode = {Mode.MIN, Mode.MAX},
            metric = {"error", "speed"},
            resultConstraints = "memory <= 64",
            numSamples = 12,
            paramSpace = "units = randint(1, 129)")
    Map<String, Object> trade(int units) {
        return Map.of("error", 1.0 / units, "speed", 1000 - units, "memory", units);
    }
}
