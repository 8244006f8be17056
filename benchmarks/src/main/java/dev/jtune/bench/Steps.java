package dev.jtune.bench;

import static dev.jtune.Mode.MAX;

import dev.jtune.ResourceRequest;
import dev.jtune.ResultGrid;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialResult;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.Searchers;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/** Time of one step of a trivial class trainable: the call, its result through the scheduler, the journal's line in a file. */
public final class Steps {
    private static final int FIRST = 20_000;
    private static final int WARM = 200_000;

    private Steps() {}

    /** Run the benchmark; see {@code benchmarks/README.md}. */
    public static void main(String[] arguments) throws Exception {
        Command.run(Steps::measure, arguments);
    }

    private static Outcome measure(boolean quick) throws IOException {
        Outcome outcome = new Outcome("steps");
        for (int trials : new int[] {1, 4}) {
            List<FreshJvm> runs = FreshJvm.runs(quick ? 3 : 9, InFreshJvm.class, Integer.toString(trials));
            String label = trials == 1 ? "1 trial" : trials + " trials at once";
            outcome.atMost(label + ", the first 20,000 steps of a JVM", FreshJvm.samples(runs, "first"), 10, "us")
                    .atMost(label + ", warm", FreshJvm.samples(runs, "warm"), 3, "us")
                    .number(label + ", start of a JVM's first study", FreshJvm.samples(runs, "start"), "ms");
        }
        return outcome;
    }

    /** What takes the steps; all trials begin when the last of them is set up. */
    @Trainable
    static final class Counter {
        private static CountDownLatch setUp = new CountDownLatch(0);
        private static volatile long firstStep;
        private long n;

        @Setup
        void setup() throws InterruptedException {
            firstStep = System.nanoTime();
            setUp.countDown();
            if (!setUp.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the trials do not run at once");
            }
        }

        @Step
        double step() {
            return n++;
        }
    }

    /** One study cold, a few to warm up, the median of a few more. */
    static final class InFreshJvm {
        private static final int WARM_UPS = 3;
        private static final int MEASURED = 5;

        private InFreshJvm() {}

        public static void main(String[] arguments) throws IOException {
            int trials = Integer.parseInt(arguments[0]);
            FreshJvm.print("first", microsPerStep(trials, FIRST, true));
            double[] micros = new double[WARM_UPS + MEASURED];
            for (int i = 0; i < micros.length; i++) {
                micros[i] = microsPerStep(trials, WARM, false);
            }
            FreshJvm.print(
                    "warm", Samples.of(DoubleStream.of(micros).skip(WARM_UPS)).median());
        }

        /** Return wall time over the steps of all trials, from the first step to the end of the study. */
        private static double microsPerStep(int trials, int steps, boolean printStart) throws IOException {
            Counter.setUp = new CountDownLatch(trials);
            try (ScratchDirectory directory = ScratchDirectory.create()) {
                long start = System.nanoTime();
                ResultGrid results = Tuner.of(Counter.class)
                        .metric("score", MAX)
                        .searcher(Searchers.random())
                        .numSamples(trials)
                        .maxConcurrentTrials(trials)
                        .resources(ResourceRequest.cpu(1.0 / trials))
                        .scheduler(Schedulers.asha(AshaSettings.DEFAULT.maxT(steps / trials)))
                        .directory(directory.path())
                        .fit();
                long end = System.nanoTime();
                if (printStart) {
                    FreshJvm.print("start", (Counter.firstStep - start) / 1e6);
                }
                requireSteps(results, steps);
                return (end - Counter.firstStep) / 1e3 / steps;
            }
        }

        private static void requireSteps(ResultGrid results, int steps) {
            int taken =
                    results.trials().stream().mapToInt(TrialResult::iterations).sum();
            if (taken != steps) {
                throw new IllegalStateException(taken + " of " + steps + " steps");
            }
        }
    }
}
