package dev.jtune.bench.simulation;

import dev.jtune.bench.Command;
import dev.jtune.bench.Options;
import dev.jtune.bench.Outcome;
import dev.jtune.bench.Samples;
import dev.jtune.bench.ScratchDirectory;
import java.io.IOException;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.DoubleStream;

/** Runs studies on simulated clusters where everything goes wrong, one for each seed, and checks what must hold. */
public final class Simulation {
    private static final int SEEDS = 2_000;
    private static final int FEW_SEEDS = 200;
    private static final int WORKERS = 500;
    /** Held, because a logger that nobody holds forgets its level: what runs warn of is the point here, a thousand times. */
    private static final Logger WARNINGS = Logger.getLogger("dev.jtune");

    private Simulation() {}

    /** Run the benchmark; see {@code benchmarks/README.md} for its options. */
    public static void main(String[] arguments) throws Exception {
        WARNINGS.setLevel(Level.SEVERE);
        Command.run(Set.of("--scale"), Set.of("--seeds", "--from", "--workers"), Simulation::measure, arguments);
    }

    private static Outcome measure(Options options) throws IOException {
        Outcome outcome = new Outcome("simulation");
        if (options.has("--scale")) {
            return Scale.measure(outcome, options.has("--quick"));
        }
        int from = number(options, "--from", 0);
        int seeds = number(options, "--seeds", options.has("--quick") ? FEW_SEEDS : SEEDS);
        return faults(outcome, from, from + seeds, number(options, "--workers", WORKERS));
    }

    private static int number(Options options, String name, int otherwise) {
        return options.value(name).map(Integer::parseInt).orElse(otherwise);
    }

    private static Outcome faults(Outcome outcome, int from, int to, int workers) throws IOException {
        long trials = 0;
        long events = 0;
        long launches = 0;
        long kills = 0;
        int broken = 0;
        long start = System.nanoTime();
        for (int seed = from; seed < to; seed++) {
            try (ScratchDirectory directory = ScratchDirectory.create()) {
                SimulatedStudy.Seen seen = SimulatedStudy.run(Scenario.of(seed, workers), directory.path());
                trials += seen.trials();
                events += seen.events();
                launches += seen.launches();
                kills += seen.kills();
            } catch (AssertionError e) {
                broken++;
                System.out.println(e.getMessage());
            }
        }
        return outcome.atMost("seeds with an invariant that does not hold", one(broken), 0, "of " + (to - from))
                .number("trials", one((double) trials), "")
                .number("attempts", one((double) launches), "")
                .number("events in journals", one((double) events), "")
                .number("processes killed, and their runs gone on with", one((double) kills), "")
                .number("time", one((System.nanoTime() - start) / 1e9), "s");
    }

    static Samples one(double value) {
        return Samples.of(DoubleStream.of(value));
    }
}
