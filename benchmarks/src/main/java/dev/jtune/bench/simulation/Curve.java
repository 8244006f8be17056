package dev.jtune.bench.simulation;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.search.cube.SeededStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.IntStream;

/** A trial that gets better with each step, and whose every result can be computed again from its configuration. */
final class Curve {
    /** The metric. */
    static final String SCORE = "score";

    private static final int FEWEST_STEPS = 3;
    private static final int MOST_STEPS = 12;
    private static final int LONGEST_STEP = 20_000_000;

    private Curve() {}

    static SimulatedTrainable trainable() {
        return SimulatedTrainable.of("curve", Curve::steps);
    }

    static ResourceRequest resources(Config config) {
        return ResourceRequest.cpu(1 + (int) (3 * config.getDouble("y")));
    }

    /** Return how many results a trial has that nobody stops. */
    static int length(Config config) {
        return FEWEST_STEPS + (int) ((MOST_STEPS - FEWEST_STEPS) * config.getDouble("y"));
    }

    static double score(double x, int iteration) {
        return x * iteration / (iteration + 2.0);
    }

    private static Iterator<SimulatedTrainable.Step> steps(Config config) {
        double x = config.getDouble("x");
        SeededStream time = SeededStream.of(1, "time", Double.doubleToLongBits(x));
        return IntStream.rangeClosed(1, length(config))
                .mapToObj(i ->
                        SimulatedTrainable.step(Duration.ofNanos(1 + time.nextInt(LONGEST_STEP)), SCORE, score(x, i)))
                .iterator();
    }
}
