package dev.jtune;

import org.apiguardian.api.API;

/** How a trial ended. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface TrialOutcome {
    /** Tell whether the trial ran as long as its scheduler lets any, and was not stopped before. */
    default boolean isComplete() {
        return this instanceof Completed || (this instanceof Stopped stopped && stopped.isAtMaxT());
    }

    /** Tell whether the trial was stopped before it had come as far as its scheduler lets any. */
    default boolean isStoppedEarly() {
        return this instanceof Stopped && !isComplete();
    }

    /**
     * Tell whether the trial evaluated its configuration as far as the study lets any, so that its score compares with that of the
     * others: to its own end, a stop condition, or its scheduler's {@code maxT}.
     */
    default boolean isWhole() {
        return isComplete() || (this instanceof Stopped stopped && stopped.by().equals("stop"));
    }

    /** Tell whether the trial evaluated its configuration, so that its score counts: it ran to its own end, or was stopped early. */
    default boolean isSuccess() {
        return this instanceof Completed || this instanceof Stopped;
    }

    /** It ran to its own end. */
    record Completed() implements TrialOutcome {}

    /**
     * A scheduler or a stop condition ended it: a success, with less spent.
     *
     * @param by what ended it, such as {@code ASHA} or {@code stop}
     * @param reason why, with the numbers
     */
    record Stopped(String by, String reason) implements TrialOutcome {
        /** What the reason of a scheduler says of a trial that came to its {@code maxT}, and of no other. */
        public static final String AT_MAX_T = " reached maxT ";

        /** Tell whether it came to its scheduler's {@code maxT}: it was not stopped early, but ran as long as any trial may. */
        public boolean isAtMaxT() {
            return reason.contains(AT_MAX_T);
        }
    }

    /** Its configuration cannot be evaluated, as its own code said. */
    record Infeasible(String reason) implements TrialOutcome {}

    /**
     * It threw, or broke a rule of the run; {@code cause} is the user's own throwable, not a wrapper of it.
     *
     * @param tolerated whether the study's failure policy accepts it
     */
    record Failed(Throwable cause, boolean tolerated) implements TrialOutcome {}

    /** The run ended before it did: cancelled, out of time, or failing fast. */
    record Cancelled(String reason) implements TrialOutcome {}
}
