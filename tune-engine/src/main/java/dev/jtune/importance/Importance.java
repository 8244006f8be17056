package dev.jtune.importance;

import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.pareto.Domination;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How much a parameter matters for a score.
 *
 * <pre>{@code
 * for (Importance importance : Importance.of(space, results)) {
 *     System.out.println(importance);        // rate 61 % +-5
 * }
 * }</pre>
 *
 * <p>A parameter that exists under a condition is judged where it exists, and its share is that of the whole space: one that
 * decides everything in a branch of a tenth of the space has at most a tenth.
 *
 * @param param the parameter; constants and computed values have no importance
 * @param share from 0 to 1
 * @param standardError how far the share may be off: the standard deviation over resampled trials
 * @param samples how many trials it is read from: those that have a finite score, and the parameter
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Importance(Param param, double share, double standardError, int samples) {
    /** Fewer trials say nothing. */
    private static final int LEAST = 10;

    /** Return the importance of each parameter for the study's first objective by {@link ImportanceMethod#FANOVA}, largest first. */
    public static List<Importance> of(ParamSpace space, ResultGrid results) {
        return of(space, results, results.objectives().get(0), ImportanceMethod.FANOVA);
    }

    /**
     * Return the importance of each parameter for an objective, largest first; nothing where fewer than 10 trials have a finite score.
     *
     * <p>The same results give the same answer.
     */
    public static List<Importance> of(
            ParamSpace space, ResultGrid results, Objective objective, ImportanceMethod method) {
        List<TrialResult> trials = scored(results, List.of(objective));
        double[] losses =
                trials.stream().mapToDouble(trial -> loss(trial, objective)).toArray();
        Trials read = Trials.of(UnitCube.withGrid(space), trials, losses);
        if (read.size() < LEAST) {
            return List.of();
        }
        return sorted(method == ImportanceMethod.FANOVA ? Fanova.of(read) : PedAnova.of(read));
    }

    /**
     * Return by which parameters the trials near the Pareto front differ from the others, largest first: {@link
     * ImportanceMethod#PED_ANOVA} on the trials of the first domination ranks.
     *
     * @return nothing where fewer than 10 trials have finite scores by all objectives
     */
    public static List<Importance> ofFront(ParamSpace space, ResultGrid results) {
        List<Objective> objectives = results.objectives();
        List<TrialResult> trials = scored(results, objectives);
        double[][] losses = trials.stream()
                .map(trial -> objectives.stream()
                        .mapToDouble(objective -> loss(trial, objective))
                        .toArray())
                .toArray(double[][]::new);
        double[] ranks =
                Arrays.stream(Domination.ranks(losses)).asDoubleStream().toArray();
        Trials read = Trials.of(UnitCube.withGrid(space), trials, ranks);
        return read.size() < LEAST ? List.of() : sorted(PedAnova.of(read));
    }

    private static List<TrialResult> scored(ResultGrid results, List<Objective> objectives) {
        return results.trials().stream()
                .filter(trial -> trial.outcome() instanceof TrialOutcome.Completed
                        || trial.outcome() instanceof TrialOutcome.Stopped)
                .filter(trial -> objectives.stream().allMatch(objective -> Double.isFinite(trial.score(objective))))
                .toList();
    }

    private static double loss(TrialResult trial, Objective objective) {
        double score = trial.score(objective);
        return objective.mode() == Mode.MIN ? score : -score;
    }

    private static List<Importance> sorted(List<Importance> importances) {
        List<Importance> sorted = new ArrayList<>(importances);
        sorted.sort(Comparator.comparingDouble(Importance::share).reversed());
        return List.copyOf(sorted);
    }

    /** Show the parameter and its share with the standard error: {@code rate 61 % +-5}. */
    @Override
    public String toString() {
        return param.name() + " " + Math.round(100 * share) + " % +-" + Math.round(100 * standardError);
    }
}
