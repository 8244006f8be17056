package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.exec.ManualAttempt;
import dev.jtune.exec.Ticker;
import dev.jtune.run.ReportedResult.Site;
import dev.jtune.run.ReportedResult.TrialFacts;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import java.nio.file.Path;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * An object of a {@code @Trainable} class without a study: trained step by step, saved, restored and reset by hand.
 *
 * <p>What the class's own code throws comes out as it is. Not safe for use by several threads at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StandaloneTrainable implements AutoCloseable {
    private final ManualAttempt attempt;
    private TrialFacts facts;
    private boolean closed;

    private StandaloneTrainable(ManualAttempt attempt, Config config) {
        this.attempt = attempt;
        this.facts = facts(config);
    }

    /** Create an object and set it up. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static StandaloneTrainable create(
            TrainableDefinition.OfClass definition, Config config, SharedObjects shared, Ticker ticker)
            throws Exception {
        Path directory = Scratch.directory("trainable");
        return call(() ->
                new StandaloneTrainable(new ManualAttempt(definition, config, shared, directory, ticker), config));
    }

    private static TrialFacts facts(Config config) {
        return new TrialFacts(1, "1-" + config.shortDigest(), config);
    }

    /** Do one step and return its metrics, the auto-filled ones of {@link dev.jtune.Metrics} included. */
    public Map<String, Object> train() throws Exception {
        return open(() -> new ReportedResult(facts, Site.HERE, attempt.train()).metrics());
    }

    /**
     * Write a checkpoint.
     *
     * @param directory where; it does not exist yet, or is empty
     * @throws dev.jtune.CheckpointException if it is not empty
     */
    public void save(Path directory) throws Exception {
        open(() -> {
            attempt.save(directory);
            return true;
        });
    }

    /**
     * Go on from a checkpoint, its iteration and times included.
     *
     * @throws dev.jtune.CheckpointException if there is none in the directory
     */
    public void restore(Path directory) throws Exception {
        open(() -> {
            attempt.restore(directory);
            return true;
        });
    }

    /** Take another configuration and count from 0; {@code false} if the class has no {@code @ResetConfig}, or it declined. */
    public boolean reset(Config config) throws Exception {
        return open(() -> {
            boolean reset = attempt.reset(config);
            if (reset) {
                facts = facts(config);
            }
            return reset;
        });
    }

    /**
     * Clean up; nothing happens at a second call.
     *
     * @throws IllegalStateException if a cleanup method threw a checked exception, which is its cause
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            attempt.close();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the cleanup failed: " + e, e);
        }
    }

    private interface Call<T> {
        T run() throws Throwable;
    }

    private <T> T open(Call<T> body) throws Exception {
        if (closed) {
            throw new IllegalStateException("the trainable is closed");
        }
        return call(body);
    }

    private static <T> T call(Call<T> body) throws Exception {
        try {
            return body.run();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
