package dev.jtune.log;

import dev.jtune.TrialOutcome;

/** Why trials ended, in a line for other tools. */
final class Reasons {
    private Reasons() {}

    /** Return why a trial ended, empty where it ran to its own end. */
    static String of(TrialOutcome outcome) {
        if (outcome instanceof TrialOutcome.Stopped stopped) {
            return stopped.by() + ": " + stopped.reason();
        }
        if (outcome instanceof TrialOutcome.Infeasible infeasible) {
            return infeasible.reason();
        }
        if (outcome instanceof TrialOutcome.Failed failed) {
            return failed.cause().toString();
        }
        return outcome instanceof TrialOutcome.Cancelled cancelled ? cancelled.reason() : "";
    }
}
