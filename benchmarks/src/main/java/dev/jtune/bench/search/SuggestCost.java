package dev.jtune.bench.search;

import static dev.jtune.Mode.MIN;

import dev.jtune.bench.Command;
import dev.jtune.bench.FreshJvm;
import dev.jtune.bench.Options;
import dev.jtune.bench.Outcome;
import dev.jtune.bench.PythonPeer;
import dev.jtune.bench.Samples;
import dev.jtune.bench.ScratchDirectory;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/** CPU time of a suggestion after so many trials, and the time of a long study of TPE with its journal. */
public final class SuggestCost {
    private static final String TPE = "tune-tpe";
    /** What is measured of each method. */
    private static final List<Point> POINTS = List.of(
            new Point(TPE, SuggestLoop.Space.FLOATS, 100, 0.3, 0.05, "tpe"),
            new Point(TPE, SuggestLoop.Space.FLOATS, 1_000, 1, 0.2, "tpe"),
            new Point(TPE, SuggestLoop.Space.FLOATS, 10_000, 8, 2, "tpe"),
            new Point("tune-gp", SuggestLoop.Space.FLOATS, 100, 15, 5, "gp"),
            new Point("tune-gp", SuggestLoop.Space.FLOATS, 200, 40, 15, "gp"),
            new Point("tune-gp", SuggestLoop.Space.FLOATS, 400, 150, 60, "gp"),
            new Point("tune-gp", SuggestLoop.Space.MIXED, 100, 20, 8, "gp"),
            new Point("tune-cmaes", SuggestLoop.Space.FLOATS, 100, 0.05, 0.02, "cmaes"),
            new Point("tune-random", SuggestLoop.Space.FLOATS, 100, 0.01, 0.002, "random"),
            new Point("tune-sobol", SuggestLoop.Space.FLOATS, 100, 0.01, 0.002, "qmc"),
            new Point("tune-nsga2", SuggestLoop.Space.FLOATS, 1_000, Double.NaN, Double.NaN, "nsga2"),
            new Point("tune-auto", SuggestLoop.Space.FLOATS, 100, Double.NaN, Double.NaN, ""),
            new Point("tune-auto", SuggestLoop.Space.MIXED, 100, Double.NaN, Double.NaN, ""));

    private SuggestCost() {}

    /** Run the benchmark; see {@code benchmarks/README.md}. */
    public static void main(String[] arguments) throws Exception {
        Command.run(Set.of("--optuna"), Set.of("--methods", "--python", "--samplers"), SuggestCost::measure, arguments);
    }

    private static Outcome measure(Options options) throws IOException {
        List<String> methods = new SearchOptions(options)
                .methods().stream().map(Contestant::name).toList();
        int jvms = options.has("--quick") ? 1 : 3;
        Outcome outcome = new Outcome("suggest-cost");
        for (Point point : POINTS) {
            if (methods.contains(point.method)) {
                point.add(outcome, FreshJvm.runs(jvms, SuggestLoop.class, point.arguments()));
            }
        }
        if (methods.contains(TPE)) {
            List<FreshJvm> studies = FreshJvm.runs(jvms, LongStudy.class);
            outcome.atMost("10,000 trials of TPE with a journal", FreshJvm.samples(studies, "s"), 60, 10, "s")
                    .number("10,000 trials of TPE with a journal, CPU time", FreshJvm.samples(studies, "cpu"), "s");
        }
        Optional<Optuna> optuna = Optuna.of(options);
        if (optuna.isPresent()) {
            try (Optuna running = optuna.get()) {
                POINTS.stream()
                        .filter(point -> running.samplers().contains(point.sampler))
                        .forEach(point -> point.addPeer(outcome, running));
            }
        }
        return outcome;
    }

    /** A method after so many trials, with what is required of it and aimed at, in milliseconds. */
    private record Point(
            String method, SuggestLoop.Space space, int trials, double required, double aim, String sampler) {
        private static final int REPETITIONS = 10;

        String[] arguments() {
            return new String[] {method, space.name(), String.valueOf(trials)};
        }

        void add(Outcome outcome, List<FreshJvm> runs) {
            Samples millis = FreshJvm.samples(runs, "ms");
            if (Double.isNaN(required)) {
                outcome.number(name(method), millis, "ms");
            } else {
                outcome.atMost(name(method), millis, required, aim, "ms");
            }
        }

        void addPeer(Outcome outcome, Optuna optuna) {
            Map<String, Object> question = new HashMap<>(OptunaRun.begin(sampler, 1, 1, OptunaSpace.of(space.space())));
            question.put("n", trials);
            question.put("repetitions", REPETITIONS);
            PythonPeer process = optuna.borrow();
            double millis = process.answer(question).number("millis");
            optuna.giveBack(process);
            outcome.number(name("Optuna's " + sampler), Samples.of(DoubleStream.of(millis)), "ms");
        }

        private String name(String who) {
            return who + ", " + space.text() + ", after " + trials + " trials";
        }
    }

    /** Wall time of a study through {@link Tuner}, in a JVM that has run nothing before. */
    static final class LongStudy {
        private static final int TRIALS = 10_000;

        private LongStudy() {}

        public static void main(String[] arguments) throws IOException {
            try (ScratchDirectory directory = ScratchDirectory.create()) {
                Tuner tuner = Tuner.of("trivial", trial -> SuggestLoop.loss(trial.config()))
                        .space(SuggestLoop.Space.FLOATS.space())
                        .metric("loss", MIN)
                        .numSamples(TRIALS)
                        .searcher(Method.of(TPE).provider())
                        .directory(directory.path());
                long start = System.nanoTime();
                int size = tuner.fit().size();
                FreshJvm.print("s", (System.nanoTime() - start) / 1e9);
                FreshJvm.print(
                        "cpu",
                        ProcessHandle.current()
                                        .info()
                                        .totalCpuDuration()
                                        .orElse(Duration.ZERO)
                                        .toMillis()
                                / 1e3);
                if (size != TRIALS) {
                    throw new IllegalStateException(size + " of " + TRIALS + " trials");
                }
            }
        }
    }
}
