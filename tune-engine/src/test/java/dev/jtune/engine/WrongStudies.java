package dev.jtune.engine;

import dev.jtune.AfterTune;
import dev.jtune.Bundle;
import dev.jtune.Checkpoints;
import dev.jtune.Failures;
import dev.jtune.Gate;
import dev.jtune.Mode;
import dev.jtune.PlacementStrategy;
import dev.jtune.Repeats;
import dev.jtune.Resources;
import dev.jtune.ResultGrid;
import dev.jtune.Shared;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.Trial;
import dev.jtune.Tune;
import dev.jtune.schedule.Asha;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Methods with {@code @Tune} and one mistake each, or a few, and what is said of them. */
final class WrongStudies {
    private WrongStudies() {}

    @Says({
        "TUNE-210 NoTrainableTestCase.verdict: String is not annotated with @Trainable; annotate it, and its step with @Step",
        "TUNE-060 String: it has no @Step method; annotate the method that does one iteration and returns its metrics: @Step Map<String, Object> step() { ... }"
    })
    static class NoTrainableTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", trainable = String.class)
        void verdict(ResultGrid results) {
            results.best();
        }
    }

    @Trainable
    private static class Counter {
        private int n;

        @Step
        int step() {
            return n++;
        }
    }

    @Says(
            "TUNE-211 VerdictOfHyperparametersTestCase.verdict: a method with @Tune(trainable = ...) is called once after the search and takes a ResultGrid or nothing; write: void verdict(ResultGrid results) { ... }; or, to tune the method itself, leave the trainable out")
    static class VerdictOfHyperparametersTestCase {
        @Tune(trainable = Counter.class, mode = Mode.MAX)
        double verdict(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-227 VerdictWithoutClassTestCase.verdict: it takes a ResultGrid, and nothing says which class is tuned; to tune a class, write: @Tune(trainable = Sgd.class, ...) void verdict(ResultGrid results), or a static method in that class; to tune a function: @Tune(...) double verdict(double rate), in a class of its own")
    static class VerdictWithoutClassTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        void verdict(ResultGrid results) {
            results.best();
        }
    }

    @Says(
            "TUNE-227 NeitherFunctionNorVerdictTestCase.objective: it is a method of the objects of a @Trainable class, and neither tunes that class nor could be tuned itself; to tune a class, write: @Tune(trainable = NeitherFunctionNorVerdictTestCase.class, ...) void objective(ResultGrid results), or a static method in that class; to tune a function: @Tune(...) double objective(double rate), in a class of its own")
    @Trainable
    static class NeitherFunctionNorVerdictTestCase {
        @Step
        int step() {
            return 1;
        }

        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-226 TestTooTestCase.objective: @Tune and @Test are on the same method; leave one: a @Tune method is a test by itself")
    static class TestTooTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Test
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-226 ParameterizedTestTooTestCase.objective: @Tune and @ParameterizedTest are on the same method; leave one: a @Tune method is a test by itself")
    static class ParameterizedTestTooTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @ParameterizedTest
        double objective(double x) {
            return x;
        }
    }

    @Says({
        "TUNE-226 AfterTuneTooTestCase.objective: @Tune and @AfterTune are on the same method; leave one: a @Tune method is a test by itself",
        "TUNE-211 AfterTuneTooTestCase.objective: a method with @AfterTune is called once after the search and takes a ResultGrid or nothing; write: void objective(ResultGrid results) { ... }"
    })
    static class AfterTuneTooTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @AfterTune
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-212 MetricsWithoutModesTestCase.objective: 2 metrics [accuracy, seconds], but 1 mode [MAX]; give a mode for each metric")
    static class MetricsWithoutModesTestCase {
        @Tune(
                mode = Mode.MAX,
                metric = {"accuracy", "seconds"},
                paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says("TUNE-212 NoModeTestCase.objective: 1 metric [score], but 0 modes []; give a mode for each metric")
    static class NoModeTestCase {
        @Tune(
                mode = {},
                paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-213 BlankMetricTestCase.objective: the name of a metric is blank; name it as the trials report it, or leave metric out for 'score'")
    static class BlankMetricTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", metric = "")
        double objective(double x) {
            return x;
        }
    }

    @Says("TUNE-235 SameMetricTwiceTestCase.objective: the metric 'loss' is given twice; leave one, with its mode")
    static class SameMetricTwiceTestCase {
        @Tune(
                mode = {Mode.MAX, Mode.MIN},
                metric = {"loss", "loss"},
                paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says("TUNE-230 NegativeSamplesTestCase.objective: numSamples is \"-5\"; give a whole number of at least 1")
    static class NegativeSamplesTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", numSamples = -5)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-230 NegativeConcurrencyTestCase.objective: maxConcurrentTrials is \"-1\"; give a whole number of at least 1")
    static class NegativeConcurrencyTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", maxConcurrentTrials = -1)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-238 NeverEvaluatedTestCase.objective, @Repeats: there are 0 trials for a configuration; give at least 1")
    static class NeverEvaluatedTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Repeats(0)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-233 BudgetWithoutUnitTestCase.objective: timeBudget is \"90\"; give a whole number above 0 and its unit: \"90s\", \"10m\", \"2h\"")
    static class BudgetWithoutUnitTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", timeBudget = "90")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-233 BudgetOfNothingTestCase.objective: timeBudget is \"0s\"; give a whole number above 0 and its unit: \"90s\", \"10m\", \"2h\"")
    static class BudgetOfNothingTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", timeBudget = "0s")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-233 EndlessBudgetTestCase.objective: timeBudget is \"99999999999999999999s\"; give a whole number above 0 and its unit: \"90s\", \"10m\", \"2h\"")
    static class EndlessBudgetTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", timeBudget = "99999999999999999999s")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-233 BudgetBeyondCountTestCase.objective: timeBudget is \"9223372036854775807h\"; give a whole number above 0 and its unit: \"90s\", \"10m\", \"2h\"")
    static class BudgetBeyondCountTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", timeBudget = "9223372036854775807h")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-228 NameWithSlashTestCase.objective: the name is \"../elsewhere\", and the study's directory is named after it; use letters, digits, spaces and _ . - only, and begin with a letter, a digit or _")
    static class NameWithSlashTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", name = "../elsewhere")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-445 UnreadableStopTestCase.objective, stop \"accuracy => 0.9\": there is no operator '=>'; write it like \"accuracy >= 0.98 and training_iteration >= 5\", several texts where one of them is enough")
    static class UnreadableStopTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", stop = "accuracy => 0.9")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-445 StopWithoutNumberTestCase.objective, stop \"loss < good\": 'good' is not a finite number; write it like \"accuracy >= 0.98 and training_iteration >= 5\", several texts where one of them is enough")
    static class StopWithoutNumberTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = "x = uniform(0, 1)",
                stop = {"training_iteration >= 5", "loss < good"})
        double objective(double x) {
            return x;
        }
    }

    @Says("TUNE-219 GateOnUnknownMetricTestCase.objective, @Gate: the study has no metric 'acuracy' (it has: score)")
    static class GateOnUnknownMetricTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Gate(metric = "acuracy", threshold = 0.9)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-221 TwoGatesTestCase.objective, @Gate: there are two gates on score; leave one: the stricter of them decides anyway")
    static class TwoGatesTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 0.9)
        @Gate(threshold = 0.8)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-229 GateOnOtherTestCase.judge: @Gate is on a method without @Tune, where it does nothing; move it to the @Tune method")
    static class GateOnOtherTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }

        @Gate(threshold = 0.9)
        void judge() {}
    }

    @Says(
            "TUNE-229 GateWithoutStudyTestCase.objective: @Gate is on a method without @Tune, where it does nothing; move it to the @Tune method")
    static class GateWithoutStudyTestCase {
        @Gate(threshold = 0.9)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-222 AfterTuneWithoutStudyTestCase.judge, @AfterTune: there is no @Tune method in its class; move it to the class of the study that it judges, or make its class abstract")
    static class AfterTuneWithoutStudyTestCase {
        @AfterTune
        void judge(ResultGrid results) {
            results.best();
        }
    }

    @Says("TUNE-222 AfterTuneOfNothingTestCase.judge, @AfterTune: there is no study 'objectiv'; name one of objective")
    static class AfterTuneOfNothingTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }

        @AfterTune("objectiv")
        void judge(ResultGrid results) {
            results.best();
        }
    }

    @Says(
            "TUNE-211 AfterTuneOfTrialTestCase.judge: a method with @AfterTune is called once after the search and takes a ResultGrid or nothing; write: void judge(ResultGrid results) { ... }")
    static class AfterTuneOfTrialTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }

        @AfterTune
        void judge(Trial trial) {
            trial.number();
        }
    }

    @Says(
            "TUNE-222 AfterTuneOfWhichTestCase.judge, @AfterTune: it does not say which study it judges; name one of objective, other")
    static class AfterTuneOfWhichTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }

        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double other(double x) {
            return x;
        }

        @AfterTune
        void judge(ResultGrid results) {
            results.best();
        }
    }

    @Says(
            "TUNE-234 UnreadableToleranceTestCase.objective, @Failures: tolerate is \"ten percent\"; give a share of the trials, \"10%\", or a number of them, \"3\"")
    static class UnreadableToleranceTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Failures(tolerate = "ten percent")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-234 ToleranceBeyondAllTestCase.objective, @Failures: tolerate is \"110%\"; give a share of the trials, \"10%\", or a number of them, \"3\"")
    static class ToleranceBeyondAllTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Failures(tolerate = "110%")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-217 NegativeFailuresTestCase.objective, @Failures: maxFailures is -2; give a number of restarts, or -1 for any number")
    static class NegativeFailuresTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Failures(maxFailures = -2)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-218 FailFastAndAgainTestCase.objective, @Failures: failFast ends the study with the first error, and maxFailures starts the trial again; leave one of them out")
    static class FailFastAndAgainTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Failures(failFast = true, maxFailures = 2)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-214 CheckpointsOfFunctionTestCase.objective, @Checkpoints: frequency and atEnd are for @Trainable classes; nothing can save a running function from outside; pass checkpoints along: trial.report(metrics, Checkpoint.of(model::save))")
    static class CheckpointsOfFunctionTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Checkpoints(frequency = 5)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-216 NegativeCheckpointsTestCase.objective, @Checkpoints: frequency and numToKeep are at least 0, not 0 and -1")
    static class NegativeCheckpointsTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Checkpoints(numToKeep = -1)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-215 CheckpointsOfUnsavableTestCase.verdict, @Checkpoints: Counter cannot be saved; add @SaveCheckpoint and @LoadCheckpoint methods, or leave frequency and atEnd out")
    static class CheckpointsOfUnsavableTestCase {
        @Tune(trainable = Counter.class, mode = Mode.MAX)
        @Checkpoints(frequency = 5)
        void verdict(ResultGrid results) {
            results.best();
        }
    }

    @Says(
            "TUNE-078 NegativeResourcesTestCase.objective, @Resources: resource cpu must be a finite amount of at least 0, was -1.0")
    static class NegativeResourcesTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Resources(cpu = -1)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-078 UnreadableMemoryTestCase.objective, @Resources: memory \"2 gigabytes\" is no amount: give bytes, or a unit, as \"2GB\", \"512 MiB\"")
    static class UnreadableMemoryTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Resources(memory = "2 gigabytes")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-078 UnreadableResourceTestCase.objective, @Resources: custom \"licence\" is not of the form \"name=amount\", each name once")
    static class UnreadableResourceTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Resources(custom = "licence")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-078 ResourceWithoutNumberTestCase.objective, @Resources: custom \"licence=one\" has no number after the =")
    static class ResourceWithoutNumberTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Resources(custom = "licence=one")
        double objective(double x) {
            return x;
        }
    }

    @Says("TUNE-078 NoBundleTestCase.objective, @Resources: a bundle is there at least once, not 0 times")
    static class NoBundleTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        @Resources(bundles = @Bundle(cpu = 1, count = 0), strategy = PlacementStrategy.SPREAD)
        double objective(double x) {
            return x;
        }
    }

    @Says({
        "TUNE-225 TwoStudiesOfOneNameTestCase.objective: two studies of the class are named 'digits'; give each a name of its own: @Tune(name = ...)",
        "TUNE-225 TwoStudiesOfOneNameTestCase.other: two studies of the class are named 'digits'; give each a name of its own: @Tune(name = ...)"
    })
    static class TwoStudiesOfOneNameTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)", name = "digits")
        double objective(double x) {
            return x;
        }

        @Tune(name = "digits", mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double other(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-075 UnknownSharedTestCase.objective: there is no shared object 'data' (there are: digits); provide it by a static method without parameters: @Shared static Data data()")
    static class UnknownSharedTestCase {
        @Shared
        static List<String> digits() {
            return List.of();
        }

        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(double x, @Shared List<String> data) {
            return data.size();
        }
    }

    @Says(
            "TUNE-080 SharedByInstanceTestCase.data: @Shared is on a method that is not static; write: @Shared static Data data()")
    static class SharedByInstanceTestCase {
        @Shared
        List<String> data() {
            return List.of();
        }

        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(double x, @Shared List<String> data) {
            return data.size();
        }
    }

    @Says(
            "TUNE-067 NoConstructorTestCase.objective: NoConstructorTestCase has no constructor without parameters; add one, make the method static, or make an inner class static: each trial gets a new instance")
    static class NoConstructorTestCase {
        NoConstructorTestCase(int n) {
            assert n > 0;
        }

        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-073 ReturnsTextTestCase.objective: an objective cannot return String; return a number, a map or a record of metrics, a Stream or Iterator of these, or nothing and report")
    static class ReturnsTextTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        String objective(double x) {
            return "x";
        }
    }

    @Says(
            "TUNE-067 InnerTestCase.objective: InnerTestCase has no constructor without parameters; add one, make the method static, or make an inner class static: each trial gets a new instance")
    class InnerTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    @Says({
        "TUNE-212 EverythingAtOnceTestCase.objective: 1 metric [score], but 0 modes []; give a mode for each metric",
        "TUNE-010 EverythingAtOnceTestCase.objective, paramSpace[0] \"y = uniform(1, 0)\": the lower bound 1 is above the upper bound 0; swap them: uniform(0, 1)",
        "TUNE-001 EverythingAtOnceTestCase.objective, paramSpace[1] \"z\": expected '=' at column 2, the text ends; write name = value or name = function(arguments)",
        "TUNE-440 EverythingAtOnceTestCase.objective, ASHA: reductionFactor must be at least 2, was 1; 3 or 4 are usual: one of so many trials goes on from each rung",
        "TUNE-445 EverythingAtOnceTestCase.objective, stop \"score\": 'score' is not of the form: metric operator number; write it like \"accuracy >= 0.98 and training_iteration >= 5\", several texts where one of them is enough",
        "TUNE-233 EverythingAtOnceTestCase.objective: timeBudget is \"soon\"; give a whole number above 0 and its unit: \"90s\", \"10m\", \"2h\"",
        "TUNE-230 EverythingAtOnceTestCase.objective: numSamples is \"-1\"; give a whole number of at least 1",
        "TUNE-234 EverythingAtOnceTestCase.objective, @Failures: tolerate is \"many\"; give a share of the trials, \"10%\", or a number of them, \"3\"",
        "TUNE-219 EverythingAtOnceTestCase.objective, @Gate: the study has no metric 'loss' (it has: score)"
    })
    static class EverythingAtOnceTestCase {
        @Tune(
                mode = {},
                numSamples = -1,
                timeBudget = "soon",
                stop = "score",
                paramSpace = {"y = uniform(1, 0)", "z"})
        @Gate(metric = "loss", threshold = 1)
        @Failures(tolerate = "many")
        @Asha(reductionFactor = 1)
        double objective(double x) {
            return x;
        }
    }

    @Says(
            "TUNE-211 VerdictOfValueTestCase.verdict: a method with @Tune(trainable = ...) is called once after the search, and what it returns is lost; return nothing and assert; or, to tune the method itself, leave the trainable out")
    static class VerdictOfValueTestCase {
        @Tune(trainable = Counter.class, mode = Mode.MAX)
        double verdict(ResultGrid results) {
            return results.size();
        }
    }

    @Says(
            "TUNE-211 AfterTuneOfValueTestCase.judge: a method with @AfterTune is called once after the search, and what it returns is lost; return nothing and assert")
    static class AfterTuneOfValueTestCase {
        @Tune(mode = Mode.MAX, paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }

        @AfterTune
        boolean judge(ResultGrid results) {
            return results.size() > 0;
        }
    }

    @Says({
        "TUNE-245 WrongResultConstraintTestCase.objective, resultConstraints \"latency => 20\": it is not of the form: metric, <= or < or >= or >, number; write it like \"latency_ms <= 20\"",
        "TUNE-245 WrongResultConstraintTestCase.objective, resultConstraints \"memory < much\": it is not of the form: metric, <= or < or >= or >, number; write it like \"latency_ms <= 20\""
    })
    static class WrongResultConstraintTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = "x = uniform(0, 1)",
                resultConstraints = {"latency => 20", "memory < much"})
        double objective(double x) {
            return x;
        }
    }
}
