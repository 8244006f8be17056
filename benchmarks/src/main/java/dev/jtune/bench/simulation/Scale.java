package dev.jtune.bench.simulation;

import static dev.jtune.Mode.MAX;

import dev.jtune.Config;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.bench.FreshJvm;
import dev.jtune.bench.Outcome;
import dev.jtune.bench.Samples;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.Searchers;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** One study of very many trials under ASHA, the journal in memory: how its time and its memory grow. */
final class Scale {
    private static final int WORKERS = 10_000;
    private static final int MAX_T = 64;
    private static final int WARM_UP = 50_000;
    private static final double BYTES_OF_MIB = 1 << 20;

    private Scale() {}

    /** Measure a study of each size, each in a JVM of its own with 2 GiB of heap. */
    static Outcome measure(Outcome outcome, boolean quick) throws IOException {
        List<Double> micros = new ArrayList<>();
        for (int trials : quick ? new int[] {10_000, 100_000} : new int[] {10_000, 100_000, 1_000_000}) {
            List<FreshJvm> runs = List.of(FreshJvm.run(Scale.class, List.of("-Xmx2g"), Integer.toString(trials)));
            String label = String.format(Locale.ROOT, "%,d trials", trials);
            Samples seconds = FreshJvm.samples(runs, "seconds");
            if (trials == 1_000_000) {
                outcome.atMost(label + ", time", seconds, 60, "s");
            } else {
                outcome.number(label + ", time", seconds, "s");
            }
            outcome.number(label + ", CPU time of the run", FreshJvm.samples(runs, "cpuSeconds"), "s")
                    .number(label + ", an event", FreshJvm.samples(runs, "micros"), "us")
                    .number(label + ", memory that the results hold", FreshJvm.samples(runs, "mib"), "MiB");
            micros.add(FreshJvm.samples(runs, "micros").median());
        }
        return outcome.atMost(
                "time of an event, most trials to fewest",
                Simulation.one(micros.get(micros.size() - 1) / micros.get(0)),
                2,
                "");
    }

    /** Warm up, and run one study; the argument is its number of trials. */
    public static void main(String[] arguments) {
        run(WARM_UP);
        long start = System.nanoTime();
        long startCpu = cpu();
        ResultGrid results = run(Integer.parseInt(arguments[0]));
        FreshJvm.print("cpuSeconds", (cpu() - startCpu) / 1e9);
        double seconds = (System.nanoTime() - start) / 1e9;
        long events = 0;
        for (TrialResult trial : results) {
            events += trial.iterations() + 2L * trial.attempts();
        }
        FreshJvm.print("seconds", seconds);
        FreshJvm.print("micros", seconds * 1e6 / events);
        System.gc();
        Runtime memory = Runtime.getRuntime();
        FreshJvm.print("mib", (memory.totalMemory() - memory.freeMemory()) / BYTES_OF_MIB);
        if (results.size() != Integer.parseInt(arguments[0])) {
            throw new IllegalStateException(results.size() + " trials");
        }
    }

    private static ResultGrid run(int trials) {
        return Tuner.of(SimulatedTrainable.of("curve", Scale::steps))
                .paramSpace("rate = loguniform(1e-4, 1)", "units = randint(8, 257)")
                .metric("score", MAX)
                .numSamples(trials)
                .seed(1)
                .searcher(Searchers.random())
                .scheduler(Schedulers.asha(AshaSettings.DEFAULT.maxT(MAX_T)))
                .backend(() -> new SimulatedBackend(WORKERS))
                .fit();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** A curve that rises to a level of its own, in steps of one to two seconds. */
    private static Iterator<SimulatedTrainable.Step> steps(Config config) {
        double rate = config.getDouble("rate");
        SeededStream draws = SeededStream.of(1, "steps", Double.doubleToLongBits(rate));
        double level = draws.nextDouble();
        return IntStream.rangeClosed(1, MAX_T)
                .mapToObj(i -> SimulatedTrainable.step(
                        Duration.ofNanos(1_000_000_000L + draws.nextInt(1_000_000_000)),
                        "score",
                        level * i / (i + 4.0)))
                .iterator();
    }
}
