package dev.jtune.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What generated adapters cost: to call, to generate, and where none is needed. */
public final class Adapters {
    private Adapters() {}

    /** Run the benchmark; see {@code benchmarks/README.md}. */
    public static void main(String[] arguments) throws Exception {
        Command.run(Adapters::measure, arguments);
    }

    private static Outcome measure(boolean quick) throws IOException, RunnerException {
        Outcome outcome = new Outcome("adapters");
        calls(outcome, quick ? 2 : 5);
        generation(outcome, quick ? 5 : 15);
        discovery(outcome);
        return outcome;
    }

    private static void calls(Outcome outcome, int forks) throws RunnerException {
        var options = new OptionsBuilder()
                .include(AdapterCalls.class.getName())
                .forks(forks)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT)
                .build();
        var results = new Runner(options).run();
        for (String result : List.of(AdapterCalls.AS_IS, AdapterCalls.BOXED)) {
            List<Double> generated = nanos(results, "generated", result);
            List<Double> handWritten = nanos(results, "handWritten", result);
            outcome.number("step(), result " + result + ", generated", samples(generated), "ns")
                    .number("step(), result " + result + ", virtual call by hand", samples(handWritten), "ns")
                    .atMost(
                            "step(), result " + result + ", generated to by hand",
                            ratios(generated, handWritten),
                            1.5,
                            "");
        }
    }

    /** Return the mean of each fork. */
    private static List<Double> nanos(Iterable<RunResult> results, String method, String result) {
        List<Double> nanos = new ArrayList<>();
        for (RunResult run : results) {
            if (run.getParams().getBenchmark().endsWith("." + method)
                    && run.getParams().getParam("result").equals(result)) {
                for (BenchmarkResult fork : run.getBenchmarkResults()) {
                    nanos.add(fork.getPrimaryResult().getScore());
                }
            }
        }
        return nanos;
    }

    private static void generation(Outcome outcome, int pairs) throws IOException {
        List<FreshJvm> adapters = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Double> lean = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            FreshJvm adapter = FreshJvm.run(Generation.OfAdapters.class, List.of());
            adapters.add(adapter);
            own.add(adapter.number("first"));
            bare.add(FreshJvm.run(Generation.OfBareClass.class, List.of()).number("first"));
            lean.add(FreshJvm.run(Generation.OfLeanClass.class, List.of()).number("first"));
        }
        outcome.number("first adapter of a JVM", samples(own), "ms")
                .number("first bare ByteBuddy class", samples(bare), "ms")
                .atMost("first adapter to bare class", ratios(own, bare), 1.2, "")
                .number("first lean ByteBuddy class", samples(lean), "ms")
                .number("first adapter to lean class", ratios(own, lean), "")
                .atMost("next adapters, mean", FreshJvm.samples(adapters, "next"), 5, "ms")
                .atMost("next adapters, the slowest of a JVM", FreshJvm.samples(adapters, "slowest"), 5, "ms");
    }

    private static void discovery(Outcome outcome) throws IOException {
        outcome.atMost("ByteBuddy's classes in a JVM that only discovers", byteBuddyClasses(Discovery.class), 0, "")
                .number(
                        "ByteBuddy's classes in a JVM that generates",
                        byteBuddyClasses(Generation.OfAdapters.class),
                        "");
    }

    private static Samples byteBuddyClasses(Class<?> main) throws IOException {
        try (ScratchDirectory directory = ScratchDirectory.create()) {
            Path log = directory.path().resolve("classes.log");
            FreshJvm.run(main, List.of("-Xlog:class+load:file=" + log));
            try (Stream<String> lines = Files.lines(log)) {
                long classes =
                        lines.filter(line -> line.contains(" net.bytebuddy.")).count();
                return Samples.of(DoubleStream.of((double) classes));
            }
        }
    }

    private static Samples samples(List<Double> values) {
        return Samples.of(values.stream().mapToDouble(Double::doubleValue));
    }

    private static Samples ratios(List<Double> values, List<Double> peers) {
        return Samples.of(IntStream.range(0, values.size()).mapToDouble(i -> values.get(i) / peers.get(i)));
    }
}
