package dev.jtune.schedule;

import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.Result;
import dev.jtune.search.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a study once a trial has a score that is as good as a target. */
final class StudyTargetStopper implements Stopper {
    private final double target;
    private final Objective objective;
    private @Nullable String reached;

    StudyTargetStopper(double target, ScheduleContext context) {
        this.target = target;
        this.objective = context.objective();
    }

    /** Return what is wrong with a target. */
    static List<Problem> problems(double target) {
        return Double.isNaN(target)
                ? List.of(Problem.of("TUNE-444", "study target", "the target must be a number, was NaN"))
                : List.of();
    }

    @Override
    public @Nullable String stopTrial(Result result) {
        return null;
    }

    @Override
    public void onTrialEnd(Observation observation) {
        if (reached == null
                && StudyStagnationStopper.counts(observation)
                && !objective.mode().isBetter(target, observation.scores()[0])) {
            reached = objective.metric() + " " + Numbers.text(observation.scores()[0], target) + " of trial "
                    + observation.number() + " is as good as "
                    + Numbers.text(target, observation.scores()[0]);
        }
    }

    @Override
    public @Nullable String stopStudy() {
        return reached;
    }
}
