package dev.jtune;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * The names of the metrics that every result carries without being reported: the glossary.
 *
 * <p>The meanings are those of Ray Tune. A name in {@link #OVERRIDABLE} keeps the value that a trial reports for it; all
 * others are always filled in by the run. Times are wall-clock seconds.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Metrics {
    /** Results of the trial over its whole life, this one included; restored from a checkpoint. */
    public static final String TRAINING_ITERATION = "training_iteration";
    /** Seconds of this step, or since the report before. */
    public static final String TIME_THIS_ITER_S = "time_this_iter_s";
    /** Sum of {@link #TIME_THIS_ITER_S} over the trial's life; restored from a checkpoint. */
    public static final String TIME_TOTAL_S = "time_total_s";
    /** Results since the trial was started, restored or reset. */
    public static final String ITERATIONS_SINCE_RESTORE = "iterations_since_restore";
    /** Sum of {@link #TIME_THIS_ITER_S} since the trial was started, restored or reset. */
    public static final String TIME_SINCE_RESTORE = "time_since_restore";
    /** Input: timesteps of this result, such as environment steps. */
    public static final String TIMESTEPS_THIS_ITER = "timesteps_this_iter";
    /** Sum of {@link #TIMESTEPS_THIS_ITER} over the trial's life; present only where a trial reports them. */
    public static final String TIMESTEPS_TOTAL = "timesteps_total";
    /** Sum of {@link #TIMESTEPS_THIS_ITER} since the trial was started, restored or reset. */
    public static final String TIMESTEPS_SINCE_RESTORE = "timesteps_since_restore";
    /** Input: episodes of this result. */
    public static final String EPISODES_THIS_ITER = "episodes_this_iter";
    /** Sum of {@link #EPISODES_THIS_ITER} over the trial's life; present only where a trial reports them. */
    public static final String EPISODES_TOTAL = "episodes_total";
    /** Unix seconds at which the result was reported. */
    public static final String TIMESTAMP = "timestamp";
    /** Local time of the report, {@code yyyy-MM-dd_HH-mm-ss}. */
    public static final String DATE = "date";
    /** Whether this is the trial's last result; a trial that reports {@code true} ends with it. */
    public static final String DONE = "done";
    /** The trial's id. */
    public static final String TRIAL_ID = "trial_id";
    /** Trial number and configuration, as {@code 7_rate=0.01,hidden=32}. */
    public static final String EXPERIMENT_TAG = "experiment_tag";
    /** Process id of the worker. */
    public static final String PID = "pid";
    /** Host name of the worker. */
    public static final String HOSTNAME = "hostname";
    /** Address of the worker. */
    public static final String NODE_IP = "node_ip";
    /** The trial's configuration, one entry a hyperparameter: {@code config/rate}. */
    public static final String CONFIG = "config";
    /** Name of the checkpoint directory that came with the result, where one did. */
    public static final String CHECKPOINT_DIR_NAME = "checkpoint_dir_name";
    /** Input: a step that returns {@code true} under this name is checkpointed. */
    public static final String SHOULD_CHECKPOINT = "should_checkpoint";

    /** Metrics of this page that keep the value a trial reports for them. */
    public static final Set<String> OVERRIDABLE = Set.of(
            TRAINING_ITERATION,
            TIME_THIS_ITER_S,
            TIMESTEPS_THIS_ITER,
            TIMESTEPS_TOTAL,
            EPISODES_THIS_ITER,
            EPISODES_TOTAL,
            TIMESTAMP,
            DONE,
            SHOULD_CHECKPOINT);

    private static final Set<String> FILLED_IN = Set.of(
            TRAINING_ITERATION,
            TIME_THIS_ITER_S,
            TIME_TOTAL_S,
            ITERATIONS_SINCE_RESTORE,
            TIME_SINCE_RESTORE,
            TIMESTEPS_THIS_ITER,
            TIMESTEPS_TOTAL,
            TIMESTEPS_SINCE_RESTORE,
            EPISODES_THIS_ITER,
            EPISODES_TOTAL,
            TIMESTAMP,
            DATE,
            DONE,
            TRIAL_ID,
            EXPERIMENT_TAG,
            PID,
            HOSTNAME,
            NODE_IP,
            CHECKPOINT_DIR_NAME,
            SHOULD_CHECKPOINT);

    private Metrics() {}

    /** Tell whether a metric is one of this page, entries of the configuration included, and not one of the trial's own. */
    public static boolean isFilledIn(String name) {
        return FILLED_IN.contains(name) || name.startsWith(CONFIG + "/");
    }
}
