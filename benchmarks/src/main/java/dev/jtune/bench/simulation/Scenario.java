package dev.jtune.bench.simulation;

import static dev.jtune.Mode.MAX;

import dev.jtune.Objective;
import dev.jtune.bench.simulation.Scenario.Ending;
import dev.jtune.exec.Backend;
import dev.jtune.exec.sim.SimulatedFaults;
import dev.jtune.exec.sim.SimulatedFaults.Fault;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.run.CheckpointPolicy;
import dev.jtune.run.FailurePolicy;
import dev.jtune.run.ResumePolicy;
import dev.jtune.run.SearchPolicy;
import dev.jtune.run.StudySpec;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.HyperBandSettings;
import dev.jtune.schedule.MedianStoppingSettings;
import dev.jtune.schedule.PbtSettings;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.Searchers;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.space.ParamSpace;
import dev.jtune.trainable.SharedObjects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A study and what goes wrong with it; all of it follows from the seed.
 *
 * @param seed of everything
 * @param workers of the cluster
 * @param scheduler its place among {@link #SCHEDULERS}
 * @param ending what happens to the run as a whole
 * @param moment of that, in calls of the backend
 */
record Scenario(
        long seed,
        int workers,
        int trials,
        int scheduler,
        boolean mixedResources,
        CheckpointPolicy checkpoints,
        FailurePolicy failures,
        SimulatedFaults faults,
        Ending ending,
        int moment,
        @Nullable Duration timeBudget) {
    /** The schedulers that take turns. */
    static final List<String> SCHEDULERS =
            List.of("FIFO", "ASHA", "HyperBand", "PBT", "synchronous PBT", "median stopping");

    private static final int PBT = 3;
    private static final Duration DELAY = Duration.ofMillis(30);
    /** The highest rate of each. */
    private static final Map<Fault, Double> RATES = Map.of(
            Fault.WORKER_LOST, 0.03,
            Fault.NODE_LOST, 0.01,
            Fault.SLOW, 0.1,
            Fault.LATE, 0.2,
            Fault.DUPLICATE, 0.2,
            Fault.CHECKPOINT_LOST, 0.1,
            Fault.CHECKPOINT_TORN, 0.1,
            Fault.CHECKPOINT_UNWRITABLE, 0.03);

    /** What happens to a run as a whole. */
    enum Ending {
        NONE,
        TIME_BUDGET,
        CANCEL,
        /** Its process is killed, and another goes on with it; up to three times. */
        KILL
    }

    static Scenario of(long seed, int workers) {
        SeededStream draws = SeededStream.of(seed, "scenario", workers);
        int scheduler = (int) (seed % SCHEDULERS.size());
        boolean isPopulation = scheduler == PBT || scheduler == PBT + 1;
        int frequency = draws.nextInt(isPopulation ? 3 : 4);
        SimulatedFaults faults =
                SimulatedFaults.of(seed).delay(DELAY).workersPerNode(Math.max(2, workers / (5 + draws.nextInt(45))));
        for (Fault fault : Fault.values()) {
            faults =
                    faults.with(fault, draws.nextInt(4) == 0 ? 0 : draws.nextDouble() * RATES.getOrDefault(fault, 0.0));
        }
        FailurePolicy failures = new FailurePolicy(draws.nextInt(5) - 1, draws.nextInt(40) == 0, Integer.MAX_VALUE)
                .backOff(draws.nextInt(4) == 0 ? Duration.ofMillis(5) : Duration.ZERO);
        Ending ending = Ending.values()[draws.nextInt(Ending.values().length)];
        int trials = isPopulation ? workers / 2 + draws.nextInt(workers) : workers + draws.nextInt(2 * workers);
        return new Scenario(
                seed,
                workers,
                trials,
                scheduler,
                draws.nextInt(3) == 0,
                new CheckpointPolicy(
                        frequency,
                        draws.nextInt(2) == 0,
                        draws.nextInt(4),
                        draws.nextInt(2) == 0 ? null : Curve.SCORE,
                        MAX),
                draws.nextInt(4) == 0 ? failures.timeLimit(Duration.ofMillis(100)) : failures,
                faults,
                ending,
                1 + draws.nextInt(10 * trials),
                ending == Ending.TIME_BUDGET ? Duration.ofMillis(1 + draws.nextInt(200)) : null);
    }

    String schedulerName() {
        return SCHEDULERS.get(scheduler);
    }

    /** Return the study, on a backend, in a directory. */
    StudySpec study(Backend backend, Path directory, ResumePolicy resume) {
        SimulatedTrainable trainable = Curve.trainable();
        return new StudySpec(
                "simulation",
                mixedResources ? trainable.resources(Curve::resources) : trainable,
                ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)"),
                List.of(Objective.of(Curve.SCORE, MAX)),
                List.of(),
                trials,
                timeBudget,
                0,
                seed,
                List.of(),
                Searchers.random(),
                provider(),
                List.of(),
                () -> backend,
                null,
                checkpoints,
                failures,
                SearchPolicy.DEFAULT,
                SharedObjects.NONE,
                false,
                resume,
                directory);
    }

    private SchedulerProvider provider() {
        PbtSettings population = PbtSettings.every(3).mutate("x");
        return switch (schedulerName()) {
            case "FIFO" -> Schedulers.fifo();
            case "ASHA" -> Schedulers.asha(AshaSettings.DEFAULT.maxT(9).reductionFactor(2));
            case "HyperBand" -> Schedulers.hyperBand(HyperBandSettings.DEFAULT.maxT(9));
            case "PBT" -> Schedulers.pbt(population);
            case "synchronous PBT" -> Schedulers.pbt(population.synchronous(true));
            default -> Schedulers.medianStopping(MedianStoppingSettings.DEFAULT);
        };
    }
}
