package dev.jtune.schedule;

import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.Result;
import dev.jtune.search.Observation;
import dev.jtune.search.cube.Expectations;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.search.gp.RegretBound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a study in which hardly anything is left to gain, as a model of its trials sees it. */
final class StudyRegretStopper implements Stopper {
    private static final int FIRST = 20;

    private final double bound;
    private final Objective objective;
    private final long seed;
    private final UnitCube cube;
    private final History history;
    private int next = FIRST;
    private @Nullable String reason;

    StudyRegretStopper(double bound, ScheduleContext context) {
        this.bound = bound;
        this.objective = context.objective();
        this.seed = context.seed();
        this.cube = UnitCube.withGrid(context.space());
        // values may be noisy: nobody says so to a stopper, and a model that is told can still find that they are not
        this.history = new History(
                cube,
                1,
                new Expectations(
                        context.numSamples(), 1, true, Expectations.ofBudget(1).secondsPerTrial()));
    }

    /** Return what is wrong with a bound. */
    static List<Problem> problems(double bound) {
        return bound >= 0 && bound < Double.POSITIVE_INFINITY
                ? List.of()
                : List.of(Problem.of(
                        "TUNE-444", "study regret", "bound must be a finite number of at least 0, was " + bound));
    }

    @Override
    public @Nullable String stopTrial(Result result) {
        return null;
    }

    @Override
    public void onTrialEnd(Observation observation) {
        if (!StudyStagnationStopper.counts(observation)) {
            return;
        }
        history.begin(observation.number(), cube.toPoint(observation.config()));
        history.end(observation.number(), objective.mode().loss(observation.scores()[0]));
        if (history.size() >= next && reason == null) {
            next = history.size() + Math.max(1, history.size() / 10);
            RegretBound.of(history, seed)
                    .filter(left -> left.regret() <= (bound > 0 ? bound : left.noise()))
                    .ifPresent(left -> reason = describe(left));
        }
    }

    private String describe(RegretBound left) {
        return "at most " + Numbers.text(left.regret()) + " of " + objective.metric() + " can be gained, "
                + (bound > 0 ? "the bound is " + Numbers.text(bound) : "its noise is " + Numbers.text(left.noise()));
    }

    @Override
    public @Nullable String stopStudy() {
        return reason;
    }
}
