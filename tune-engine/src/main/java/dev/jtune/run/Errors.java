package dev.jtune.run;

import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.journal.JournalEvent;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Puts outcomes and errors into the journal's words. */
final class Errors {
    private Errors() {}

    /** Return an error with its stack trace; one whose own code throws is named by its class. */
    static String describe(Throwable error) {
        try {
            StringWriter text = new StringWriter();
            error.printStackTrace(new PrintWriter(text));
            return text.toString();
        } catch (Throwable e) {
            return error.getClass().getName();
        }
    }

    /** Return an error's class and message; one whose own code throws is named by its class. */
    static String headline(Throwable error) {
        try {
            return error.toString();
        } catch (Throwable e) {
            return error.getClass().getName();
        }
    }

    static JournalEvent.TrialEnded toEvent(TrialResult trial, long millis) {
        TrialOutcome outcome = trial.outcome();
        boolean tolerated = false;
        String by = "";
        String reason = "";
        if (outcome instanceof TrialOutcome.Stopped stopped) {
            by = stopped.by();
            reason = stopped.reason();
        } else if (outcome instanceof TrialOutcome.Infeasible infeasible) {
            reason = infeasible.reason();
        } else if (outcome instanceof TrialOutcome.Failed failed) {
            tolerated = failed.tolerated();
            reason = describe(failed.cause());
        } else if (outcome instanceof TrialOutcome.Cancelled cancelled) {
            reason = cancelled.reason();
        }
        return new JournalEvent.TrialEnded(
                trial.number(),
                outcome.getClass().getSimpleName(),
                tolerated,
                by,
                reason,
                trial.score(),
                millis,
                trial.duration().toNanos() / 1e9);
    }

    /** Return the outcome that an event tells of; an error keeps its text, and has no class any more. */
    static TrialOutcome toOutcome(JournalEvent.TrialEnded event) {
        return switch (event.outcome()) {
            case "Completed" -> new TrialOutcome.Completed();
            case "Stopped" -> new TrialOutcome.Stopped(event.by(), event.reason());
            case "Infeasible" -> new TrialOutcome.Infeasible(event.reason());
            case "Failed" -> new TrialOutcome.Failed(new RecordedError(event.reason()), event.tolerated());
            default -> new TrialOutcome.Cancelled(event.reason());
        };
    }
}
