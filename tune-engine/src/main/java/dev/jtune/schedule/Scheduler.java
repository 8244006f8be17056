package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Decides from intermediate results which trials go on.
 *
 * <p>A trial that {@linkplain Decision.Pause pauses} saves a checkpoint and gives its resources back. From then on it is in the scheduler's
 * hands: {@link #resume} lets it go on, {@link #cuts} ends it.
 *
 * <p>A run calls it from one thread at a time. Its state must be a pure function of the calls it received, so that replaying
 * a journal rebuilds it. Each iteration of a trial is told once: an attempt that starts again from an older checkpoint is not heard
 * before it has caught up.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Scheduler {

    /** Take note of a new trial, before its first result. */
    default void onTrialAdd(int trial, Config config) {}

    /** Take note that no further trial will be added: a group of trials that is not full stays so. */
    default void onLastTrialAdd() {}

    /**
     * Take note that no trial runs, and that none can begin unless a paused one goes on or ends, because the searcher waits for that: a
     * group of trials need not wait any longer until it is full.
     */
    default void onStandstill() {}

    /** Decide what the trial of this result does next. */
    Decision onResult(Result result);

    /** Take note that a trial ended, by whatever cause; a paused one too. */
    default void onTrialEnd(int trial, TrialOutcome outcome) {}

    /**
     * Return the paused trials that end now, each named once; asked after every other call but {@link #resume}.
     */
    default List<Cut> cuts() {
        return List.of();
    }

    /**
     * Return the paused trial that goes on now, or {@code null} for none; asked whenever there is room for a trial, before a new one is
     * begun. Where it answers {@code null} it must leave no trace.
     */
    default @Nullable Resumption resume() {
        return null;
    }

    /** Return the name shown in the run's header and in stop reasons, such as {@code ASHA}. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Tell whether what it decides of a trial depends on other trials, the default; where it does not, trials of a deterministic run
     * need not wait for each other's results.
     */
    default boolean comparesTrials() {
        return true;
    }

    /** Return the names of the metrics it goes by beside the objective, so that one which no trial ever reports can be told. */
    default Set<String> metrics() {
        return Set.of();
    }

    /**
     * The end of a paused trial: a success that cost less.
     *
     * @param reason why, with the numbers
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Cut(int trial, String reason) {}

    /**
     * A paused trial goes on: from its own newest checkpoint, or from that of another with another configuration.
     *
     * @param exploit what it takes over first, {@code null} for nothing
     * @param share how many times what a trial needs it holds from now on, at least 1, as far as there is so much; 0 for as much as before
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Resumption(int trial, Decision.@Nullable Exploit exploit, int share) {
        /** Go on with as much as before. */
        public Resumption(int trial, Decision.@Nullable Exploit exploit) {
            this(trial, exploit, 0);
        }

        /** Go on as it was. */
        public static Resumption of(int trial) {
            return new Resumption(trial, null);
        }
    }

    /** What a scheduler decides. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    sealed interface Decision {
        /** The trial goes on. */
        Decision CONTINUE = new Continue();

        /** The trial goes on, past a rung. */
        Decision ADVANCE = new Advance();

        /** The trial goes on, and saves a checkpoint first, from which others may go on. */
        Decision SAVE = new Save();

        /** The trial goes on. */
        record Continue() implements Decision {}

        /**
         * The trial goes on, past a rung where others end or pause: {@link dev.jtune.search.Searcher#onTrialAdvanced} tells the searcher, so
         * that it learns of good trials too, and as soon as of bad ones.
         */
        record Advance() implements Decision {}

        /** The trial goes on, and saves a checkpoint first; a function decides itself when it saves. */
        record Save() implements Decision {}

        /**
         * The trial ends here, as a success that cost less.
         *
         * @param reason why, with the numbers: {@code 0.61 at 3, cut-off 0.66}
         */
        record Stop(String reason) implements Decision {}

        /**
         * The trial saves a checkpoint, gives its resources back and waits. One whose code has just ended by itself ends instead, and
         * is told by {@link Scheduler#onTrialEnd}.
         *
         * @param reason why, with the numbers
         */
        record Pause(String reason) implements Decision {}

        /**
         * The trial goes on from the newest checkpoint of another, with another configuration, in a new attempt that counts on from that
         * checkpoint's iteration. Where the other has no checkpoint, it goes on as it was: {@link Result#config} tells.
         *
         * @param from the other trial
         * @param config the configuration it has from now on
         * @param reason why, with the numbers
         */
        record Exploit(int from, Config config, String reason) implements Decision {}
    }
}
