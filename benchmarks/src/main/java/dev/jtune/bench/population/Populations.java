package dev.jtune.bench.population;

import static dev.jtune.Mode.MAX;
import static dev.jtune.Mode.MIN;

import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.bench.Command;
import dev.jtune.bench.Options;
import dev.jtune.bench.Outcome;
import dev.jtune.bench.Samples;
import dev.jtune.schedule.Pb2Settings;
import dev.jtune.schedule.PbtSettings;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.Searchers;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Populations that change their configurations while they train, beside the best configurations that stay the same. */
public final class Populations {
    private static final String DIGITS = "examples/src/test/resources/data/digits.csv";

    private Populations() {}

    /** Run the benchmark; see {@code benchmarks/README.md} for its options. */
    public static void main(String[] arguments) throws Exception {
        Command.run(Set.of(), Set.of("--digits"), Populations::measure, arguments);
    }

    private static Outcome measure(Options options) throws IOException {
        int seeds = options.has("--quick") ? 5 : 30;
        Outcome outcome = new Outcome("pbt");
        surrogate(outcome, seeds);
        noisyDescent(outcome, seeds);
        digits(outcome, options.path("--digits").orElse(Path.of(DIGITS)), seeds);
        return outcome;
    }

    private static void surrogate(Outcome outcome, int seeds) {
        PbtSettings settings = PbtSettings.every(5).quantileFraction(0.5).resampleProbability(0);
        Study study = new Study(
                () -> Tuner.of(Surrogate.class)
                        .paramSpace("h0 = uniform(0, 1)", "h1 = uniform(0, 1)")
                        .pointsToEvaluate("h0=1, h1=0", "h0=0, h1=1")
                        .metric("score", MAX)
                        .stop("training_iteration >= 200"),
                2,
                TrialResult::score);
        outcome.number("toy, height: the better of two constants", study.run(Schedulers.fifo(), 1), "")
                .atLeast("toy, height: PBT, two trials", study.run(Schedulers.pbt(settings), seeds), 1, "");
    }

    private static void noisyDescent(Outcome outcome, int seeds) {
        Study study = new Study(
                () -> Tuner.of(NoisyDescent.class)
                        .paramSpace("rate = loguniform(1e-3, 2)")
                        .metric("score", MIN)
                        .stop("training_iteration >= " + NoisyDescent.STEPS),
                8,
                TrialResult::score);
        double constant = IntStream.range(0, 10_000)
                .mapToDouble(i -> NoisyDescent.after(1e-3 * StrictMath.pow(2000, i / 9999.0)))
                .min()
                .orElseThrow();
        Samples pbt = study.run(Schedulers.pbt(PbtSettings.every(5)), seeds);
        Samples pb2 = study.run(Schedulers.pb2(Pb2Settings.every(5)), seeds);
        outcome.number("descent, loss: 8 constants", study.run(Schedulers.fifo(), seeds), "")
                .number("descent, loss: the best of 10,000 constants", Samples.of(DoubleStream.of(constant)), "")
                .atMost("descent, loss: PBT, 8 trials", pbt, constant, "")
                .atMost("descent, loss: PB2, 8 trials", pb2, constant, "")
                .atLeast("descent: PBT below the best constant", share(pbt, constant), 0.9, "of seeds")
                .atLeast("descent: PB2 below the best constant", share(pb2, constant), 0.9, "of seeds");
    }

    private static void digits(Outcome outcome, Path file, int seeds) throws IOException {
        DigitsNet.Images images = DigitsNet.Images.read(file);
        Study study = new Study(
                () -> Tuner.of(DigitsNet.class)
                        .with("data", images)
                        .paramSpace("rate = loguniform(1e-3, 1)")
                        .metric("loss", MIN)
                        .stop("training_iteration >= " + DigitsNet.STEPS),
                8,
                best -> 1000 * last(best.series("test")));
        Samples constants = study.run(Schedulers.fifo(), seeds);
        Samples pbt = study.run(Schedulers.pbt(PbtSettings.every(4)), seeds);
        Samples pb2 = study.run(Schedulers.pb2(Pb2Settings.every(4)), seeds);
        Samples many = study.of(64).run(Schedulers.fifo(), seeds);
        outcome.number("digits, 1000 x test loss: 8 constants", constants, "")
                .number("digits, 1000 x test loss: 64 constants", many, "")
                .atMost("digits, 1000 x test loss: PBT, 8 trials", pbt, constants.median(), "")
                .atMost("digits, 1000 x test loss: PB2, 8 trials", pb2, constants.median(), "");
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }

    private static Samples share(Samples losses, double bound) {
        double below = losses.values().stream().filter(loss -> loss < bound).count();
        return Samples.of(DoubleStream.of(below / losses.values().size()));
    }

    /** A task, with so many trials in each run. */
    private record Study(Supplier<Tuner> tuner, int trials, ToDoubleFunction<TrialResult> value) {

        Study of(int more) {
            return new Study(tuner, more, value);
        }

        /** Run the task with several seeds and return the value of each best trial. */
        Samples run(SchedulerProvider scheduler, int seeds) {
            return Samples.of(IntStream.range(0, seeds).mapToDouble(seed -> {
                ResultGrid results = tuner.get()
                        .searcher(Searchers.random())
                        .scheduler(scheduler)
                        .numSamples(trials)
                        .maxConcurrentTrials(8)
                        .deterministic(true)
                        .seed(seed)
                        .fit();
                return value.applyAsDouble(results.best());
            }));
        }
    }
}
