package dev.jtune.exec.sim;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.trainable.Hyperparameter;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import dev.jtune.trainable.TrainableFunction;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * What trials would report, and how long each report would take. Only a {@link SimulatedBackend} can run it.
 *
 * <pre>{@code
 * SimulatedTrainable.of("curve", config -> Stream.of(0.5, 0.7, 0.8)
 *         .map(score -> SimulatedTrainable.step(Duration.ofSeconds(10), "score", score))
 *         .iterator());
 * }</pre>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimulatedTrainable implements TrainableDefinition.OfFunction {
    private final String name;
    private final Function<Config, Iterator<Step>> steps;
    private final Function<Config, ResourceRequest> resources;
    private final boolean isRepeated;

    private SimulatedTrainable(
            String name,
            Function<Config, Iterator<Step>> steps,
            Function<Config, ResourceRequest> resources,
            boolean isRepeated) {
        this.name = name;
        this.steps = steps;
        this.resources = resources;
        this.isRepeated = isRepeated;
    }

    /**
     * Create a trainable.
     *
     * @param steps returns what a trial with a configuration reports; what it throws, and what its iterators throw, are errors
     *     of the trial
     */
    public static SimulatedTrainable of(String name, Function<Config, Iterator<Step>> steps) {
        return new SimulatedTrainable(name, steps, config -> ResourceRequest.ONE_CPU, false);
    }

    /** Return this trainable with trials that need something else than one CPU. */
    public SimulatedTrainable resources(Function<Config, ResourceRequest> needed) {
        return new SimulatedTrainable(name, steps, needed, isRepeated);
    }

    /**
     * Return this trainable with trials that do all over again when they go on after a pause: their next report takes as long as all until
     * then did. So it is where a training has no state that is worth keeping, as on samples that grow.
     */
    public SimulatedTrainable repeated() {
        return new SimulatedTrainable(name, steps, resources, true);
    }

    /** Create a step that reports a single metric. */
    public static Step step(Duration duration, String metric, double value) {
        return new Step(duration, Map.of(metric, value));
    }

    boolean isRepeated() {
        return isRepeated;
    }

    Iterator<Step> start(Config config) {
        return steps.apply(config);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<?> code() {
        return steps.getClass();
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of();
    }

    @Override
    public boolean takesConfig() {
        return true;
    }

    @Override
    public ResourceRequest resources(Config config) {
        return resources.apply(config);
    }

    @Override
    public TrainableFunction newFunction(SharedObjects shared) {
        throw new UnsupportedOperationException(name + " is simulated: only a SimulatedBackend runs it");
    }

    /**
     * A report.
     *
     * @param duration simulated time since the report before, or since the trial's start; not negative
     * @param metrics what is reported
     */
    public record Step(Duration duration, Map<String, Object> metrics) {}
}
