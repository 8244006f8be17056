package dev.jtune.verify;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.trainable.MetricValues;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import dev.jtune.trainable.TrainableObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An object under check. */
final class Subject implements AutoCloseable {
    private static final String METRIC = "score";

    private final TrainableDefinition.OfClass definition;
    private final Workspace workspace;
    private final long seed;
    private final List<Throwable> cleanupFailures;
    private final TrainableObject object;
    private CheckedTrial trial;

    private Subject(
            TrainableDefinition.OfClass definition,
            Config config,
            SharedObjects shared,
            Workspace workspace,
            long seed,
            List<Throwable> cleanupFailures)
            throws Throwable {
        this.definition = definition;
        this.workspace = workspace;
        this.seed = seed;
        this.cleanupFailures = cleanupFailures;
        this.object = definition.newObject(shared);
        this.trial = trial(config);
    }

    /** Create an object and set it up; it is cleaned up if that fails. */
    static Subject setUp(
            TrainableDefinition.OfClass definition,
            Config config,
            SharedObjects shared,
            Workspace workspace,
            long seed,
            List<Throwable> cleanupFailures)
            throws Throwable {
        Subject subject = new Subject(definition, config, shared, workspace, seed, cleanupFailures);
        try {
            subject.object.setup(subject.trial);
            return subject;
        } catch (Throwable e) {
            subject.close();
            throw e;
        }
    }

    private CheckedTrial trial(Config config) throws Exception {
        return CheckedTrial.of(config, seed, definition.resources(config), workspace.newDirectory("trial"));
    }

    Map<String, Object> step() throws Throwable {
        return MetricValues.of(object.step(trial), METRIC);
    }

    /** Do some steps, or fewer if the object says that it is done. */
    Trace steps(int count) throws Throwable {
        List<Map<String, Object>> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> metrics = step();
            results.add(metrics);
            if (Boolean.TRUE.equals(metrics.get(Metrics.DONE))) {
                break;
            }
        }
        return new Trace(results);
    }

    void save(Path directory) throws Throwable {
        object.save(directory);
    }

    void load(Path directory) throws Throwable {
        object.load(directory);
    }

    boolean reset(Config config) throws Throwable {
        trial = trial(config);
        return object.reset(trial);
    }

    @Override
    public void close() {
        try {
            object.cleanup();
        } catch (Throwable e) {
            cleanupFailures.add(e);
        }
    }
}
