package dev.jtune.exec;

import java.nio.file.Path;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt tells the run: results and checkpoints, then exactly one {@link #ended}.
 *
 * <p>Called on the thread that runs the trial. Events of an attempt that the run has given up are ignored.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface AttemptEvents {

    /**
     * Tell whether the attempt's next event may come now, or has to wait for events of other attempts. On a thread of its own an attempt
     * need not ask: the call that brings the event waits. A backend that has one thread for all asks first, and again after each event.
     *
     * @param end the end that is to come, {@code null} for a result
     */
    default boolean admits(Launch launch, @Nullable End end) {
        return true;
    }

    /** The attempt has a result; the answer says what it does next. */
    Directive reported(Launch launch, Report report);

    /** A checkpoint lies complete in {@code directory}; it belongs to the last result. */
    void checkpointed(Launch launch, int iteration, Path directory);

    /** The attempt is over and its cleanup has run. */
    void ended(Launch launch, End end);

    /** What all trials together may use has changed: {@link Backend#capacity} says to what. */
    default void capacityChanged() {}

    /**
     * A result as the trial reported it, and its place in the trial's life.
     *
     * @param metrics what user code reported, nested names flattened with {@code /}; never changed after the call
     * @param counters where the trial is with this result
     * @param millis when it was reported, Unix time
     * @param checkpoint the checkpoint that was stored with it, {@code null} where there is none
     * @param last whether the code said that it is done
     */
    record Report(
            Map<String, Object> metrics,
            Counters counters,
            long millis,
            @Nullable Path checkpoint,
            boolean last) {}

    /**
     * What the attempt does after a result.
     *
     * @param checkpoint whether it saves a checkpoint first (class trainables)
     * @param stop whether it ends
     */
    record Directive(boolean checkpoint, boolean stop) {
        /** Go on. */
        public static final Directive CONTINUE = new Directive(false, false);
    }

    /** How an attempt ended. */
    sealed interface End {
        /** The code came to its own end, or obeyed a directive to stop. */
        record Completed() implements End {}

        /** The code said that the configuration cannot be evaluated. */
        record Infeasible(String reason) implements End {}

        /** The attempt was lost through no fault of its code, as with a machine that is taken away. */
        record Lost(String reason) implements End {}

        /** What it was to go on from is not whole, as this says with a code; no code of the trial ran. */
        record Unreadable(String damage) implements End {}

        /** The code threw. */
        record Failed(Throwable cause) implements End {}
    }
}
