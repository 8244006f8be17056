package dev.jtune.bench;

import static dev.jtune.Mode.MAX;

import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Trials of a trivial function a second: random search, threads backend, journal on disk. */
final class Throughput {
    private Throughput() {}

    static boolean run(Options options) throws IOException {
        int trials = options.quick() ? 20_000 : 100_000;
        double[] rates = new double[options.quick() ? 3 : 7];
        once(trials, options);
        for (int i = 0; i < rates.length; i++) {
            long start = System.nanoTime();
            once(trials, options);
            rates[i] = trials / ((System.nanoTime() - start) / 1e9);
        }
        Arrays.sort(rates);
        Outcome outcome = new Outcome("throughput");
        outcome.atLeast("trials, median of " + rates.length + " runs of " + trials, rates[rates.length / 2], 40_000, "trials/s");
        outcome.number("slowest run", rates[0], "trials/s");
        outcome.number("fastest run", rates[rates.length - 1], "trials/s");
        return outcome.report(options.results());
    }

    private static void once(int trials, Options options) throws IOException {
        Path directory = Files.createTempDirectory(options.work(), "throughput");
        int size = Tuner.of("noop", trial -> trial.config().getDouble("x"))
                .paramSpace("x = uniform(0, 1)", "n = randint(1, 100)")
                .metric("score", MAX)
                .numSamples(trials)
                .directory(directory)
                .fit()
                .size();
        if (size != trials) {
            throw new IllegalStateException("expected " + trials + " trials, had " + size);
        }
        options.delete(directory);
    }
}
