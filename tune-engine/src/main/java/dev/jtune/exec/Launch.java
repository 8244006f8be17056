package dev.jtune.exec;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The order to run one attempt of one trial.
 *
 * @param trial the trial's number
 * @param id the trial's id
 * @param name the trial's name
 * @param attempt 1 for the first attempt, counted up with each restart
 * @param config what to run
 * @param seed the trial's seed
 * @param resources what was reserved for it
 * @param metric the metric that a bare number goes under
 * @param directory the trial's directory, created when first needed
 * @param restoreFrom the checkpoint directory to go on from, {@code null} for a fresh start
 * @param trainable the code
 * @param shared objects that all trials share
 * @param reuse whether an object that served another trial may be reset for this one
 * @param durable whether its checkpoints are to survive the loss of power
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Launch(
        int trial,
        String id,
        String name,
        int attempt,
        Config config,
        long seed,
        ResourceRequest resources,
        String metric,
        Path directory,
        @Nullable Path restoreFrom,
        TrainableDefinition trainable,
        SharedObjects shared,
        boolean reuse,
        boolean durable) {}
