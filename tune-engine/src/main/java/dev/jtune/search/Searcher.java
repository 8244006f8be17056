package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.TrialOutcome;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * Suggests configurations, and learns from what became of them.
 *
 * <p>A run calls it from one thread at a time. Its state must be a pure function of the calls it received, so that replaying
 * a journal rebuilds it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Searcher {
    /** Who chose a configuration that a person did. */
    String BY_HAND = "hand";

    /**
     * Suggest the configuration of trial {@code number}.
     *
     * <p>Numbers ascend from 1. The same number is asked again after {@link Suggestion.Wait}, which must leave no trace.
     */
    Suggestion suggest(int number);

    /**
     * Suggest a configuration that a person chose, as soon as the points to evaluate are suggested: in place of one of its own, and by {@link
     * #BY_HAND}.
     *
     * @param config a configuration of the space, complete
     * @return whether it will; the default does not, nor does one that suggests every cell of a grid, or has nothing more to suggest
     */
    default boolean insert(Config config) {
        return false;
    }

    /** Learn how a trial ended; called exactly once for each suggested trial. */
    default void onTrialEnd(Observation observation) {}

    /**
     * Learn how far a trial has come that pauses, as its scheduler decided; its outcome is {@link TrialOutcome.Stopped}. Called each time that
     * it pauses, and before {@link #onTrialEnd}: it may go on later.
     */
    default void onTrialPaused(Observation observation) {}

    /**
     * Learn how far a trial has come that goes on past a rung, where others end or pause, as its scheduler decided; its outcome is {@link
     * TrialOutcome.Stopped}, though it runs. Called before {@link #onTrialEnd}, once a rung at most.
     */
    default void onTrialAdvanced(Observation observation) {}

    /**
     * Return the trial whose configuration it holds for the best, where it knows better than the best score that was observed: a model
     * of a noisy objective does. Asked at the end of a study that is declared noisy.
     */
    default OptionalInt recommend() {
        return OptionalInt.empty();
    }

    /** Return how many configurations it suggests in all; empty, the default, if it would go on for as long as it is asked. */
    default OptionalInt total() {
        return OptionalInt.empty();
    }

    /** Return the name shown in the run's header, such as {@code TPE}. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** What a searcher answers. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    sealed interface Suggestion {
        /**
         * Try this one.
         *
         * @param by the algorithm that suggests it, where the searcher chooses between several, or {@link #BY_HAND}; else an empty text
         * @param seed the seed of the trial, where it is to have another than that which follows from its number
         */
        record Try(Config config, String by, OptionalLong seed) implements Suggestion {
            /** Try this one, of the only algorithm there is. */
            public Try(Config config) {
                this(config, "");
            }

            /** Try this one, with the seed that follows from its number. */
            public Try(Config config, String by) {
                this(config, by, OptionalLong.empty());
            }
        }

        /** Nothing now: ask again when a running trial has ended. */
        record Wait() implements Suggestion {}

        /** Nothing any more: everything worth trying was suggested. */
        record Exhausted() implements Suggestion {}
    }
}
