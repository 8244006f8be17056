package dev.jtune;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * The running trial of a function: reports results and reads the checkpoint to go on from.
 *
 * <p>A {@link Trainable} class has no {@code Trial}: its results are what {@link Step} returns.
 *
 * <pre>{@code
 * @Tune(mode = MAX, metric = "accuracy", paramSpace = "rate = loguniform(1e-4, 1)")
 * void network(double rate, Trial trial) {
 *   Net net = trial.resumeOr(Net::load, () -> new Net(rate, trial.random()));
 *   while (net.epoch() < 27) {
 *     trial.report(Map.of("accuracy", net.trainOneEpoch()), Checkpoint.of(net::save));
 *   }
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Trial extends TrialContext {

    /**
     * Report a result and go on, or end the trial if a scheduler or stop condition says so.
     *
     * @param metrics numbers, strings, booleans, or maps of them; a record's components are metrics as well
     * @throws TrialStopped (an {@link Error}, so that {@code catch (Exception e)} does not swallow it) if the trial ends here;
     *     after that every report throws again
     * @throws IllegalStateException from a thread other than the trial's
     */
    void report(Map<String, ?> metrics);

    /**
     * Report a result together with a checkpoint, which is stored before the call returns.
     *
     * @see #report(Map)
     */
    void report(Map<String, ?> metrics, Checkpoint checkpoint);

    /** Report a record whose components are the metrics; see {@link #report(Map)}. */
    void report(Record metrics);

    /** Report a record whose components are the metrics, with a checkpoint; see {@link #report(Map, Checkpoint)}. */
    void report(Record metrics, Checkpoint checkpoint);

    /** Report a single metric; see {@link #report(Map)}. */
    default void report(String metric, double value) {
        report(Map.of(metric, value));
    }

    /** Return the number of results so far, those before a restore included. */
    int iteration();

    /**
     * Return the checkpoint to go on from: set after a failure or a restore, empty at a fresh start; after a report with a
     * checkpoint it is that one.
     */
    Optional<Checkpoint> checkpoint();

    /**
     * Load from the checkpoint's directory where there is one, else start afresh.
     *
     * @throws CheckpointException if the loader throws
     */
    default <T> T resumeOr(Checkpoint.Loader<? extends T> load, Supplier<? extends T> fresh) {
        Optional<Checkpoint> checkpoint = checkpoint();
        return checkpoint.isPresent() ? checkpoint.get().load(load) : fresh.get();
    }

    /** Tell whether the next report would end the trial, for those who prefer to poll. */
    boolean shouldStop();

    /**
     * End the trial as infeasible: it has no score, does not fail the study, and is reported as aborted.
     *
     * @return never; declared so that {@code throw trial.infeasible("...")} satisfies the compiler
     */
    TrialStopped infeasible(String reason);
}
