package dev.jtune.engine;

import dev.jtune.Gate;
import dev.jtune.Mode;
import dev.jtune.Tune;
import java.util.Map;

/** Gates that cannot be judged. */
class WrongGates {
    @Says(
            "TUNE-220 GateOfNothingTestCase.objective, @Gate: it has neither a threshold nor a baseline; give the worst score that passes, @Gate(threshold = 0.95), or compare with a committed one, @Gate(baseline = Gate.DEFAULT)")
    static class GateOfNothingTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Gate
        double objective(double x) {
            return x;
        }
    }

    @Says({
        "TUNE-120 FewSeedsTestCase.objective, @Gate: confirm is 3, and with alpha = 0.02 so few seeds cannot see a drop of less than 4.0 standard deviations; give at least 5, or 1 for an objective without noise",
        "TUNE-121 FewSeedsTestCase.objective, @Gate: tolerance is \"half\"; give an amount of the metric, \"0.005\", a share of the baseline, \"0.5%\", or of its noise, \"1sd\""
    })
    static class FewSeedsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Gate(baseline = Gate.DEFAULT, confirm = 3, tolerance = "half")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-120 LuckyScoreTestCase.objective, @Gate: confirm is 0, and the best of many noisy scores is a lucky one, which no baseline is compared with; give at least 6, or 1 for an objective without noise")
    static class LuckyScoreTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Gate(baseline = Gate.DEFAULT, confirm = 0, alpha = 0.01)
        double objective(double x) {
            return x;
        }
    }

    @Says("TUNE-120 NegativeConfirmTestCase.objective, @Gate: confirm is -2; give a number of evaluations, 0 for none")
    static class NegativeConfirmTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 1, confirm = -2)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-122 StoredTimeTestCase.objective, @Gate: 'p99LatencyMs' is a time by its name, and a time that one machine took says nothing of another; let each trial measure a reference beside it, and report their ratio under a name with \"ratio\" or \"speedup\"; or give a threshold instead of a baseline")
    static class StoredTimeTestCase {
        @Tune(mode = Mode.MIN, metric = "p99LatencyMs", paramSpace = "x = uniform(0, 1)")
        @Gate(baseline = Gate.DEFAULT)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-123 AlphaOfPercentTestCase.objective, @Gate: alpha is 5.0; give a probability of more than 0 and at most 0.5")
    static class AlphaOfPercentTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Gate(baseline = Gate.DEFAULT, alpha = 5)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-124 TwoConfirmationsTestCase.objective, @Gate: two gates would evaluate the best configuration again, each its own; leave confirm and baseline to the gate of one metric")
    static class TwoConfirmationsTestCase {
        @Tune(
                mode = {Mode.MAX, Mode.MIN},
                metric = {"accuracy", "loss"},
                paramSpace = "x = uniform(0, 1)")
        @Gate(metric = "accuracy", threshold = 0.9, confirm = 5)
        @Gate(metric = "loss", baseline = Gate.DEFAULT)
        Map<String, Double> objective(double x) {
            return Map.of("accuracy", x, "loss", x);
        }
    }

    @Says(
            "TUNE-126 ToleranceOfNothingTestCase.objective, @Gate: it has a tolerance, and no baseline to be compared with; add baseline = Gate.DEFAULT, or leave the tolerance out: a threshold passes itself and all that is better")
    static class ToleranceOfNothingTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 1, tolerance = "1%")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-125 FrontWithoutReferenceTestCase.objective, @Gate: the reference of the hypervolume is [0.5]; give a number that is barely of interest for each of [accuracy, loss]")
    static class FrontWithoutReferenceTestCase {
        @Tune(
                mode = {Mode.MAX, Mode.MIN},
                metric = {"accuracy", "loss"},
                paramSpace = "x = uniform(0, 1)")
        @Gate(metric = Gate.HYPERVOLUME, threshold = 0.9, reference = 0.5)
        Map<String, Double> objective(double x) {
            return Map.of("accuracy", x, "loss", x);
        }
    }

    @Says(
            "TUNE-125 ReferenceOfNothingTestCase.objective, @Gate: it has a reference, and no front to measure; add metric = Gate.HYPERVOLUME, or leave it out")
    static class ReferenceOfNothingTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 0.9, reference = 0.5)
        double objective(double x) {
            return x;
        }
    }
}
