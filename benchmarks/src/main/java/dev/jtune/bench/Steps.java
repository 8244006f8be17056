package dev.jtune.bench;

import static dev.jtune.Mode.MAX;

import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.schedule.Schedulers;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Time of one step of a trivial class trainable, its result through scheduler and journal included. */
final class Steps {
    private static final int FIRST = 20_000;

    private Steps() {}

    @Trainable
    static final class Counter {
        private long n;

        @Step
        double step() {
            return n++;
        }
    }

    static boolean run(Options options) throws IOException {
        Outcome outcome = new Outcome("steps");
        for (int concurrency : new int[] {1, 4}) {
            // the first run of this process is the cold one; the process is started anew for each benchmark run
            String trials = concurrency + (concurrency == 1 ? " trial" : " trials at once");
            double first = microsPerStep(concurrency, FIRST, options);
            outcome.atMost(trials + ", first " + FIRST + " steps" + (concurrency == 1 ? "" : " of each, JVM warm"), first, 10, "us");
            double[] warm = new double[options.quick() ? 3 : 7];
            for (int i = 0; i < warm.length; i++) {
                warm[i] = microsPerStep(concurrency, 100_000, options);
            }
            Arrays.sort(warm);
            outcome.atMost(trials + ", warm, median of " + warm.length + " runs", warm[warm.length / 2], 3, "us");
        }
        return outcome.report(options.results());
    }

    private static double microsPerStep(int concurrency, int steps, Options options) throws IOException {
        Path directory = Files.createTempDirectory(options.work(), "steps");
        long start = System.nanoTime();
        Tuner.of(Counter.class)
                .metric("score", MAX)
                .numSamples(concurrency)
                .maxConcurrentTrials(concurrency)
                .scheduler(Schedulers.asha(steps, steps / 9, 3))
                .stop("training_iteration >= " + steps)
                .directory(directory)
                .fit();
        double micros = (System.nanoTime() - start) / 1e3 / ((double) steps * concurrency);
        options.delete(directory);
        return micros;
    }
}
