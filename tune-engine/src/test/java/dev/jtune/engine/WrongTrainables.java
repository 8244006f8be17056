package dev.jtune.engine;

import dev.jtune.Cleanup;
import dev.jtune.Config;
import dev.jtune.LoadCheckpoint;
import dev.jtune.Mode;
import dev.jtune.ResetConfig;
import dev.jtune.ResourceProvider;
import dev.jtune.ResourceRequest;
import dev.jtune.Resources;
import dev.jtune.ResultGrid;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.Trial;
import dev.jtune.TrialContext;
import dev.jtune.Tune;
import java.nio.file.Path;
import java.util.Map;

/** Classes with {@code @Trainable} and one mistake each, or a few, and what is said of them. */
final class WrongTrainables {
    private WrongTrainables() {}

    @Says(
            "TUNE-060 NoStepTestCase: it has no @Step method; annotate the method that does one iteration and returns its metrics: @Step Map<String, Object> step() { ... }")
    @Trainable
    static class NoStepTestCase {
        @Setup
        void setup(double rate) {
            assert rate > 0;
        }
    }

    @Says("TUNE-061 TwoStepsTestCase: @Step is on another and on step; leave it on one method")
    @Trainable
    static class TwoStepsTestCase {
        @Step
        double step() {
            return 1;
        }

        @Step
        double another() {
            return 2;
        }
    }

    @Says(
            "TUNE-062 SaveWithoutLoadTestCase: it has @SaveCheckpoint and no @LoadCheckpoint; add the other, or leave both out")
    @Trainable
    static class SaveWithoutLoadTestCase {
        @Step
        double step() {
            return 1;
        }

        @SaveCheckpoint
        void save(Path dir) {}
    }

    @Says(
            "TUNE-062 LoadWithoutSaveTestCase: it has @LoadCheckpoint and no @SaveCheckpoint; add the other, or leave both out")
    @Trainable
    static class LoadWithoutSaveTestCase {
        @Step
        double step() {
            return 1;
        }

        @LoadCheckpoint
        void load(Path dir) {}
    }

    @Says(
            "TUNE-063 SaveOfNothingTestCase.save: @SaveCheckpoint neither takes a directory nor returns a value; write into a directory: void save(Path dir); or return a map, a record or something Serializable")
    @Trainable
    static class SaveOfNothingTestCase {
        @Step
        double step() {
            return 1;
        }

        @SaveCheckpoint
        void save() {}

        @LoadCheckpoint
        void load(Path dir) {}
    }

    @Says(
            "TUNE-064 LoadOfTwoTestCase.load: @LoadCheckpoint takes 2 parameters; take what was saved: the directory as a Path, or the value")
    @Trainable
    static class LoadOfTwoTestCase {
        @Step
        double step() {
            return 1;
        }

        @SaveCheckpoint
        void save(Path dir) {}

        @LoadCheckpoint
        void load(Path dir, int step) {}
    }

    @Says(
            "TUNE-064 LoadOfOtherTestCase.load: @LoadCheckpoint takes a Map, and @SaveCheckpoint writes into a directory; take that directory: void load(Path dir); or return the value to save")
    @Trainable
    static class LoadOfOtherTestCase {
        @Step
        double step() {
            return 1;
        }

        @SaveCheckpoint
        void save(Path dir) {}

        @LoadCheckpoint
        void load(Map<String, Object> state) {}
    }

    @Says(
            "TUNE-065 StepOfTrialTestCase.step: @Step takes a Trial, which reports results; the results of a class are what its @Step returns; take TrialContext")
    @Trainable
    static class StepOfTrialTestCase {
        @Step
        double step(Trial trial) {
            return trial.number();
        }
    }

    @Says(
            "TUNE-065 SetupOfTrialTestCase.setup: @Setup takes a Trial, which reports results; the results of a class are what its @Step returns; take TrialContext")
    @Trainable
    static class SetupOfTrialTestCase {
        @Step
        double step() {
            return 1;
        }

        @Setup
        void setup(Trial trial) {}
    }

    @Says(
            "TUNE-066 StepOfHyperparametersTestCase.step: @Step takes hyperparameters; take them in @Setup and keep them in fields; a step may take TrialContext")
    @Trainable
    static class StepOfHyperparametersTestCase {
        @Step
        double step(double rate) {
            return rate;
        }
    }

    @Says(
            "TUNE-069 StepOfNothingTestCase.step: @Step returns void; return the step's metrics: a map, a record or a number")
    @Trainable
    static class StepOfNothingTestCase {
        @Step
        void step() {}
    }

    @Says(
            "TUNE-069 StepOfTextTestCase.step: @Step returns String; return the step's metrics: a map, a record or a number")
    @Trainable
    static class StepOfTextTestCase {
        @Step
        String step() {
            return "done";
        }
    }

    @Says(
            "TUNE-072 StaticStepTestCase.step: @Step is on a static method; a trial has an object of its own: leave static out")
    @Trainable
    static class StaticStepTestCase {
        @Step
        static double step() {
            return 1;
        }
    }

    @Says(
            "TUNE-072 StaticSetupTestCase.setup: @Setup is on a static method; a trial has an object of its own: leave static out")
    @Trainable
    static class StaticSetupTestCase {
        @Step
        double step() {
            return 1;
        }

        @Setup
        static void setup(double rate) {}
    }

    @Says(
            "TUNE-067 NoConstructorClassTestCase: it has no constructor without parameters; add one; hyperparameters come in by @Setup")
    @Trainable
    static class NoConstructorClassTestCase {
        NoConstructorClassTestCase(double rate) {
            assert rate > 0;
        }

        @Step
        double step() {
            return 1;
        }
    }

    @Says("TUNE-067 InnerClassTestCase: it is an inner class; make it static: a trial has no object of the outer class")
    @Trainable
    class InnerClassTestCase {
        @Step
        double step() {
            return 1;
        }
    }

    @Says(
            "TUNE-068 ResetWithoutAnswerTestCase.reset: @ResetConfig returns void; return true when the object is as good as new, else false")
    @Trainable
    static class ResetWithoutAnswerTestCase {
        @Step
        double step() {
            return 1;
        }

        @ResetConfig
        void reset(Config config) {}
    }

    @Says(
            "TUNE-071 ProviderOfInstanceTestCase.needs: @ResourceProvider is not a static method that returns a ResourceRequest; write: @ResourceProvider static ResourceRequest needs(Config config)")
    @Trainable
    static class ProviderOfInstanceTestCase {
        @Step
        double step() {
            return 1;
        }

        @ResourceProvider
        ResourceRequest needs(Config config) {
            return ResourceRequest.ONE_CPU;
        }
    }

    @Says(
            "TUNE-071 ProviderOfTextTestCase.needs: @ResourceProvider is not a static method that returns a ResourceRequest; write: @ResourceProvider static ResourceRequest needs(Config config)")
    @Trainable
    static class ProviderOfTextTestCase {
        @Step
        double step() {
            return 1;
        }

        @ResourceProvider
        static String needs(Config config) {
            return "cpu";
        }
    }

    @Says(
            "TUNE-071 ProviderOfTrialTestCase.needs: @ResourceProvider takes a trial, and is asked before there is one; take what is in the configuration: hyperparameters, or a Config")
    @Trainable
    static class ProviderOfTrialTestCase {
        @Step
        double step() {
            return 1;
        }

        @ResourceProvider
        static ResourceRequest needs(TrialContext trial) {
            return ResourceRequest.ONE_CPU;
        }
    }

    @Says(
            "TUNE-081 CleanupOfParametersTestCase.close: @Cleanup is on a method that takes parameters; write: @Cleanup void close()")
    @Trainable
    static class CleanupOfParametersTestCase {
        @Step
        double step() {
            return 1;
        }

        @Cleanup
        void close(int code) {}
    }

    @Says("TUNE-081 StaticCleanupTestCase.close: @Cleanup is on a method that is static; write: @Cleanup void close()")
    @Trainable
    static class StaticCleanupTestCase {
        @Step
        double step() {
            return 1;
        }

        @Cleanup
        static void close() {}
    }

    @Says("TUNE-078 ResourcesOfClassTestCase, @Resources: resource gpu must be a finite amount of at least 0, was -0.5")
    @Trainable
    @Resources(gpu = -0.5)
    static class ResourcesOfClassTestCase {
        @Step
        double step() {
            return 1;
        }
    }

    @Trainable
    private static class Broken {
        @Setup
        void setup(double rate) {}
    }

    @Says(
            "TUNE-060 Broken: it has no @Step method; annotate the method that does one iteration and returns its metrics: @Step Map<String, Object> step() { ... }")
    static class StudyOfBrokenTestCase {
        @Tune(trainable = Broken.class, mode = Mode.MAX, paramSpace = "rate = uniform(0, 1)")
        void verdict(ResultGrid results) {
            results.best();
        }
    }

    @Trainable
    private static class Sgd {
        private double rate;

        @Setup
        void setup(double rate) {
            this.rate = rate;
        }

        @Step
        double step() {
            return rate;
        }
    }

    @Says({
        "TUNE-012 StudyOfOtherNamesTestCase.verdict, paramSpace[0] \"lr = uniform(0, 1)\": Sgd has no parameter 'lr' (it has: rate)",
        "TUNE-014 StudyOfOtherNamesTestCase.verdict: the space has no 'rate' (it has: lr); add it to paramSpace, or give the parameter a @Default"
    })
    static class StudyOfOtherNamesTestCase {
        @Tune(trainable = Sgd.class, mode = Mode.MAX, paramSpace = "lr = uniform(0, 1)")
        void verdict(ResultGrid results) {
            results.best();
        }
    }

    @Says({
        "TUNE-072 SeveralClassTestCase.step: @Step is on a static method; a trial has an object of its own: leave static out",
        "TUNE-069 SeveralClassTestCase.step: @Step returns String; return the step's metrics: a map, a record or a number",
        "TUNE-066 SeveralClassTestCase.step: @Step takes hyperparameters; take them in @Setup and keep them in fields; a step may take TrialContext",
        "TUNE-068 SeveralClassTestCase.reset: @ResetConfig returns void; return true when the object is as good as new, else false",
        "TUNE-063 SeveralClassTestCase.save: @SaveCheckpoint neither takes a directory nor returns a value; write into a directory: void save(Path dir); or return a map, a record or something Serializable",
        "TUNE-062 SeveralClassTestCase: it has @SaveCheckpoint and no @LoadCheckpoint; add the other, or leave both out"
    })
    @Trainable
    static class SeveralClassTestCase {
        @Step
        static String step(double rate) {
            return "done";
        }

        @SaveCheckpoint
        void save() {}

        @ResetConfig
        void reset(Config config) {}
    }
}
