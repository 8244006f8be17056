package dev.jtune.report;

import dev.jtune.Objective;
import dev.jtune.TrialResult;
import dev.jtune.pareto.Domination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The trials that keep the constraints on results and that none so far is as good as in every objective: with one objective the best. */
final class Front {
    private final List<Objective> objectives;
    private final List<Member> members = new ArrayList<>();

    // Compared by domination only.
    @SuppressWarnings("ArrayRecordComponent")
    private record Member(TrialResult trial, double[] losses) {}

    Front(List<Objective> objectives) {
        this.objectives = objectives;
    }

    /** Let a trial in and those that it dominates out; tell whether it came in. */
    boolean add(TrialResult trial) {
        double[] losses = new double[objectives.size()];
        for (int i = 0; i < losses.length; i++) {
            Objective objective = objectives.get(i);
            double score = i == 0 ? trial.score() : trial.score(objective); // the first is at hand
            losses[i] = objective.mode().loss(score);
        }
        if (!trial.outcome().isSuccess()
                || !trial.isFeasible()
                || !Arrays.stream(losses).allMatch(Double::isFinite)
                || members.stream().anyMatch(member -> isAsGood(member.losses(), losses))) {
            return false;
        }
        members.removeIf(member -> Domination.dominates(losses, member.losses()));
        members.add(new Member(trial, losses));
        return true;
    }

    private static boolean isAsGood(double[] losses, double[] others) {
        return Domination.dominates(losses, others) || Arrays.equals(losses, others);
    }

    List<Objective> objectives() {
        return objectives;
    }

    /** Return the trials in the order in which they came in. */
    List<TrialResult> trials() {
        return members.stream().map(Member::trial).toList();
    }
}
