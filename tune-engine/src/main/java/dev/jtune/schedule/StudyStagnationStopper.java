package dev.jtune.schedule;

import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.search.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a study when no trial was better than the best for a while. */
final class StudyStagnationStopper implements Stopper {
    private static final int LEAST = 30;

    private final int patience;
    private final Objective objective;
    private double best = Double.NaN;
    private int bestTrial;
    private int since;

    StudyStagnationStopper(int patience, ScheduleContext context) {
        this.patience = patience;
        this.objective = context.objective();
    }

    /** Create the stopper with the default patience. */
    static StudyStagnationStopper ofBudget(ScheduleContext context) {
        return new StudyStagnationStopper(Math.max(LEAST, context.numSamples() / 5), context);
    }

    /** Return what is wrong with a patience. */
    static List<Problem> problems(int patience) {
        return patience >= 1
                ? List.of()
                : List.of(Problem.of("TUNE-444", "study stagnation", "trials must be at least 1, was " + patience));
    }

    /** Tell whether a trial has a score that may be the best of its study. */
    static boolean counts(Observation observation) {
        return observation.outcome().isSuccess()
                && observation.violation() <= 0
                && Double.isFinite(observation.scores()[0]);
    }

    @Override
    public @Nullable String stopTrial(Result result) {
        return null;
    }

    @Override
    public void onTrialEnd(Observation observation) {
        if (observation.outcome() instanceof TrialOutcome.Cancelled) {
            return;
        }
        since++;
        if (counts(observation) && objective.mode().isBetter(observation.scores()[0], best)) {
            best = observation.scores()[0];
            bestTrial = observation.number();
            since = 0;
        }
    }

    @Override
    public @Nullable String stopStudy() {
        return bestTrial == 0 || since < patience
                ? null
                : since + " trials ended since trial " + bestTrial + ", the best with " + objective.metric() + " "
                        + Numbers.text(best) + ", and none was better";
    }
}
