package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends a trial that is significantly worse than the best complete one on the instances of both, unless its mean is at least as good.
 *
 * <p>The best trial is the one with the best mean of its instances, the first of equals. A value that is not finite is worse than any that
 * is, and as bad as another one; of several values of one instance the last one counts.
 *
 * <p>Source: {@code WilcoxonPruner} of Optuna.
 */
final class WilcoxonPruningScheduler implements Scheduler {
    private final WilcoxonPruningSettings settings;
    private final Objective objective;
    private final Map<Integer, Instances> running = new HashMap<>();
    private @Nullable Instances best;
    private int bestTrial;

    WilcoxonPruningScheduler(WilcoxonPruningSettings settings, ScheduleContext context) {
        Wrong.throwIfAny(settings.problems());
        this.settings = settings;
        this.objective = context.objective();
    }

    @Override
    public String name() {
        return "Wilcoxon pruning";
    }

    @Override
    public Set<String> metrics() {
        return Set.of(settings.instance());
    }

    @Override
    public void onTrialAdd(int trial, Config config) {
        running.put(trial, new Instances());
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        Instances ended = running.remove(trial);
        boolean complete = outcome instanceof TrialOutcome.Completed
                || (outcome instanceof TrialOutcome.Stopped stopped
                        && !stopped.by().equals(name()));
        if (ended != null && complete && ended.mean() > (best == null ? Double.NEGATIVE_INFINITY : best.mean())) {
            best = ended;
            bestTrial = trial;
        }
    }

    @Override
    public Decision onResult(Result result) {
        Instances instances = running.get(result.trial());
        if (instances == null || !result.has(objective.metric()) || !result.has(settings.instance())) {
            return Decision.CONTINUE;
        }
        double ranked = -objective.mode().loss(result.value(objective.metric()));
        instances.values.put(
                result.value(settings.instance()), Double.isFinite(ranked) ? ranked : Double.NEGATIVE_INFINITY);
        return best == null || instances.mean() >= best.mean() ? Decision.CONTINUE : judge(instances.behind(best));
    }

    private Decision judge(double[] behind) {
        if (behind.length < Math.max(2, settings.startupSteps())) {
            return Decision.CONTINUE;
        }
        double p = SignedRanks.probability(behind);
        return p < settings.pThreshold()
                ? new Decision.Stop("worse than trial " + bestTrial + " on " + behind.length + " instances, p "
                        + Numbers.text(p, settings.pThreshold()))
                : Decision.CONTINUE;
    }

    /** The values of one trial by instance, larger ones better. */
    private static final class Instances {
        private final Map<Double, Double> values = new LinkedHashMap<>();

        double mean() {
            double sum = 0;
            for (double value : values.values()) {
                sum += value;
            }
            return values.isEmpty() ? Double.NEGATIVE_INFINITY : sum / values.size();
        }

        /** Return by how much this trial is behind another, for each instance of both. */
        double[] behind(Instances other) {
            return values.entrySet().stream()
                    .filter(entry -> other.values.containsKey(entry.getKey()))
                    .mapToDouble(entry -> {
                        double theirs = other.values.getOrDefault(entry.getKey(), 0.0);
                        return theirs == entry.getValue() ? 0 : theirs - entry.getValue();
                    })
                    .toArray();
        }
    }
}
