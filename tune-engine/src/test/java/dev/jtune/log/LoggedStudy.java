package dev.jtune.log;

import dev.jtune.Mode;
import dev.jtune.schedule.Schedulers;
import dev.jtune.schedule.ThresholdPruningSettings;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.util.Map;

/** A study in which all that a logger may meet happens: conditions, namesakes, every outcome, numbers that are none. */
final class LoggedStudy {
    static final String NAME = "com.acme.PipelineTest.model";

    private LoggedStudy() {}

    static Tuner in(Path directory) {
        return Tuner.of(NAME, trial -> {
                    String model = trial.config().getString("model");
                    if (model.equals("broken")) {
                        throw new IllegalStateException("no \"model\"\nat all");
                    }
                    if (model.equals("impossible")) {
                        throw trial.infeasible("too large");
                    }
                    double first = model.equals("forest") ? 2 : 1;
                    for (int step = 1; step <= 3; step++) {
                        trial.report(Map.of(
                                "loss",
                                model.equals("diverging") && step == 3 ? Double.NaN : first / step,
                                "note",
                                "step " + step));
                    }
                    return null;
                })
                .paramSpace(
                        "model = choice('svm', 'forest', 'broken', 'impossible', 'diverging')",
                        "c     = loguniform(1e-3, 1e3) if model == 'svm'",
                        "size  = quniform(0.1, 1, 0.1) if model == 'svm'",
                        "size  = qrandint(20, 90, 10) if model == 'forest'",
                        "shift = randn(0, 1)",
                        "fixed = 7")
                .pointsToEvaluate(
                        "model=svm, c=0.5, size=0.3, shift=0.25",
                        "model=forest, size=40, shift=-1",
                        "model=broken",
                        "model=impossible",
                        "model=diverging")
                .metric("loss", Mode.MIN)
                .numSamples(5)
                .seed(1)
                .maxConcurrentTrials(1)
                .scheduler(Schedulers.thresholdPruning(ThresholdPruningSettings.DEFAULT.upper(1.5)))
                .directory(directory);
    }
}
