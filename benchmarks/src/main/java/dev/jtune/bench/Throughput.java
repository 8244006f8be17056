package dev.jtune.bench;

import static dev.jtune.Mode.MAX;

import dev.jtune.search.Searchers;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.util.List;
import java.util.stream.DoubleStream;

/** Trials of a trivial function a second: random search, threads, journal in a file. */
public final class Throughput {
    private static final int FIRST = 10_000;
    private static final int WARM = 100_000;
    private static final int REQUIRED = 40_000;

    private Throughput() {}

    /** Run the benchmark; see {@code benchmarks/README.md}. */
    public static void main(String[] arguments) throws Exception {
        Command.run(Throughput::measure, arguments);
    }

    private static Outcome measure(boolean quick) throws IOException {
        List<FreshJvm> runs = FreshJvm.runs(quick ? 3 : 9, InFreshJvm.class);
        return new Outcome("throughput")
                .atLeast("warm, study of 100,000 trials", FreshJvm.samples(runs, "warm"), REQUIRED, "trials/s")
                .number("the first study of a JVM, 10,000 trials", FreshJvm.samples(runs, "cold"), "trials/s");
    }

    /** One study cold, a few to warm up, the median of a few more. */
    static final class InFreshJvm {
        private static final int WARM_UPS = 3;
        private static final int MEASURED = 5;

        private InFreshJvm() {}

        public static void main(String[] arguments) throws IOException {
            FreshJvm.print("cold", trialsPerSecond(FIRST));
            double[] rates = new double[WARM_UPS + MEASURED];
            for (int i = 0; i < rates.length; i++) {
                rates[i] = trialsPerSecond(WARM);
            }
            FreshJvm.print(
                    "warm", Samples.of(DoubleStream.of(rates).skip(WARM_UPS)).median());
        }

        private static double trialsPerSecond(int trials) throws IOException {
            try (ScratchDirectory directory = ScratchDirectory.create()) {
                Tuner tuner = Tuner.of("noop", trial -> trial.config().getDouble("x"))
                        .paramSpace("x = uniform(0, 1)", "n = randint(1, 100)")
                        .metric("score", MAX)
                        .searcher(Searchers.random())
                        .numSamples(trials)
                        .directory(directory.path());
                long start = System.nanoTime();
                int size = tuner.fit().size();
                double seconds = (System.nanoTime() - start) / 1e9;
                if (size != trials) {
                    throw new IllegalStateException(size + " of " + trials + " trials");
                }
                return trials / seconds;
            }
        }
    }
}
