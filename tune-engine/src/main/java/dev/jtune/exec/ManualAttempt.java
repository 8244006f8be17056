package dev.jtune.exec;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.ResourceRequest;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.trainable.MetricValues;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import dev.jtune.trainable.TrainableObject;
import java.nio.file.Path;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * An object of a class trainable that somebody drives by hand; what {@link AttemptDriver} does in one go, step by step.
 *
 * <p>Every method throws what user code threw, unwrapped. Used by one thread at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ManualAttempt {
    private static final String BARE_NUMBER = "score";

    private final TrainableDefinition.OfClass definition;
    private final SharedObjects shared;
    private final Path directory;
    private final Ticker ticker;
    private final TrainableObject object;
    private RunningTrial trial;
    private Counters counters = Counters.START;

    /**
     * Create an object and set it up.
     *
     * @param directory what the code sees as its trial's directory
     */
    public ManualAttempt(
            TrainableDefinition.OfClass definition, Config config, SharedObjects shared, Path directory, Ticker ticker)
            throws Throwable {
        this.definition = definition;
        this.shared = shared;
        this.directory = directory;
        this.ticker = ticker;
        Launch launch = launch(config);
        this.trial = trial(launch);
        this.object = new ObjectPool().take(definition, launch, trial);
    }

    private Launch launch(Config config) throws Exception {
        ResourceRequest resources = definition.resources(config);
        String id = "1-" + config.shortDigest();
        return new Launch(
                1,
                id,
                definition.name(),
                1,
                config,
                0,
                resources,
                BARE_NUMBER,
                directory,
                null,
                definition,
                shared,
                false,
                false);
    }

    private RunningTrial trial(Launch launch) {
        return new RunningTrial(launch, new AttemptDriver(launch, NOBODY, ticker, new ObjectPool()));
    }

    /** Do one step. */
    public Report train() throws Throwable {
        long start = ticker.nanos();
        Map<String, Object> metrics = MetricValues.of(object.step(trial), BARE_NUMBER);
        counters = counters.after(metrics, (ticker.nanos() - start) / 1e9);
        return new Report(metrics, counters, ticker.millis(), null, Boolean.TRUE.equals(metrics.get(Metrics.DONE)));
    }

    /** Write a checkpoint; the directory does not exist yet, or is empty. */
    public void save(Path target) throws Throwable {
        CheckpointDirectories.writeTo(target.toAbsolutePath(), counters, object::save, false);
    }

    /** Go on from a checkpoint. */
    public void restore(Path source) throws Throwable {
        Counters saved = CheckpointDirectories.read(source);
        object.load(source);
        counters = saved;
    }

    /** Take another configuration; {@code false} if the class cannot, or declined. */
    public boolean reset(Config config) throws Throwable {
        RunningTrial next = trial(launch(config));
        if (!definition.canReset() || !object.reset(next)) {
            return false;
        }
        trial.close();
        trial = next;
        counters = Counters.START;
        return true;
    }

    /** Clean up. */
    public void close() throws Throwable {
        try {
            object.cleanup();
        } finally {
            trial.close();
        }
    }

    /** A class trainable reports by what its steps return, and nobody else is there. */
    private static final AttemptEvents NOBODY = new AttemptEvents() {
        @Override
        public Directive reported(Launch launch, Report report) {
            return Directive.CONTINUE;
        }

        @Override
        public void checkpointed(Launch launch, int iteration, Path checkpoint) {}

        @Override
        public void ended(Launch launch, End end) {}
    };
}
