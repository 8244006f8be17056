package dev.jtune.run;

import dev.jtune.TrialOutcome;
import dev.jtune.exec.AttemptEvents.End;
import org.jspecify.annotations.Nullable;

/** Says what a trial came to, from how its last attempt ended and what was decided about it. */
final class Outcomes {
    private final Course course;

    Outcomes(Course course) {
        this.course = course;
    }

    /** Return the outcome of a trial; {@code failure} is what the run itself failed of, if it did. */
    TrialOutcome of(LiveTrial trial, End end, @Nullable Throwable failure) {
        if (failure != null) {
            return runFailed(failure);
        }
        if (end instanceof End.Infeasible infeasible) {
            return new TrialOutcome.Infeasible(infeasible.reason());
        }
        TrialOutcome decided = trial.decidedEnd();
        if (end instanceof End.Failed failed) {
            return decided instanceof TrialOutcome.Cancelled cancelled && failed.cause() instanceof InterruptedException
                    ? cancelled
                    : failed(failed.cause());
        }
        if (decided != null && (decided == course.closing() || trial.iterations() == 0)) {
            // cut short by the end of the study, it may not have come to its metric yet
            return decided;
        }
        String missing = trial.missing(decided != null);
        if (missing != null) {
            return failed(new MissingMetricException(missingText(trial, missing)));
        }
        return decided == null ? new TrialOutcome.Completed() : decided;
    }

    TrialOutcome.Failed failed(Throwable cause) {
        return new TrialOutcome.Failed(cause, course.toleratesFailure());
    }

    static TrialOutcome.Cancelled runFailed(Throwable cause) {
        return new TrialOutcome.Cancelled("the run failed: " + Errors.headline(cause));
    }

    private static String missingText(LiveTrial trial, String missing) {
        String place = "TUNE-310 " + trial.name() + " ended without the metric '" + missing + "'";
        if (trial.iterations() == 0) {
            return place + ": it reported nothing; return it, or call trial.report(...)";
        }
        return place + ": it reported "
                + String.join(", ", trial.lastResult().reported().keySet())
                + "; report it, or name another metric in @Tune";
    }
}
