package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Percentile pruning: ends a trial whose best value so far is strictly worse than a percentile, interpolated linearly, of the values that
 * complete trials had at the same step.
 *
 * <p>A trial is complete that ran to its own end or met a stop condition; this scheduler's own cuts are not. A trial without a finite value
 * by its first decision ends; the complete ones' values that are not finite rank worst.
 *
 * <p>Source: {@code PercentilePruner} of Optuna.
 */
final class PercentilePruningScheduler implements Scheduler {
    /** Percentiles are kept to six digits, in whole numbers. */
    private static final long SCALE = 1_000_000;

    private final PercentilePruningSettings settings;
    private final Objective objective;
    private final Map<Double, Rung> complete = new HashMap<>();
    private final Map<Integer, Past> running = new HashMap<>();
    private int completed;

    PercentilePruningScheduler(PercentilePruningSettings settings, ScheduleContext context) {
        Wrong.throwIfAny(settings.problems());
        this.settings = settings;
        this.objective = context.objective();
    }

    @Override
    public String name() {
        return "percentile pruning";
    }

    @Override
    public Set<String> metrics() {
        return Set.of(settings.timeAttr());
    }

    @Override
    public void onTrialAdd(int trial, Config config) {
        running.put(trial, new Past());
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        Past past = running.remove(trial);
        if (past != null && isComplete(outcome)) {
            completed++;
            past.values.forEach((step, value) ->
                    complete.computeIfAbsent(step, s -> emptyRung()).add(value));
        }
    }

    private boolean isComplete(TrialOutcome outcome) {
        return outcome instanceof TrialOutcome.Completed
                || (outcome instanceof TrialOutcome.Stopped stopped
                        && !stopped.by().equals(name()));
    }

    private Rung emptyRung() {
        return new Rung(100 * SCALE - Math.round(settings.percentile() * SCALE), 100 * SCALE);
    }

    @Override
    public Decision onResult(Result result) {
        Past past = running.get(result.trial());
        if (past == null || !result.has(objective.metric()) || !result.has(settings.timeAttr())) {
            return Decision.CONTINUE;
        }
        double step = result.value(settings.timeAttr());
        if (!Double.isFinite(step)) {
            return Decision.CONTINUE;
        }
        double ranked = -objective.mode().loss(result.value(objective.metric()));
        past.values.put(step, ranked);
        past.best = Double.isFinite(ranked) ? Math.max(past.best, ranked) : past.best;
        boolean due = settings.checkSteps().isDue(past.latest, step);
        past.latest = Math.max(past.latest, step);
        return due && completed > 0 && completed >= settings.startupTrials() ? judge(past, step) : Decision.CONTINUE;
    }

    private Decision judge(Past past, double step) {
        String where = " until " + settings.timeAttr() + " " + Numbers.text(step);
        if (past.best == Double.NEGATIVE_INFINITY) {
            return new Decision.Stop("no finite " + objective.metric() + where);
        }
        Rung others = complete.get(step);
        if (others == null || others.size() < settings.minTrials() || past.best >= others.quantile()) {
            return Decision.CONTINUE;
        }
        double best = objective.mode().loss(-past.best);
        double cutOff = objective.mode().loss(-others.quantile());
        return new Decision.Stop("best " + Numbers.text(best, cutOff) + where + ", percentile "
                + Numbers.text(settings.percentile()) + " of " + others.size() + " complete trials "
                + Numbers.text(cutOff, best));
    }

    /** What a running trial reported, larger values better. */
    private static final class Past {
        private final Map<Double, Double> values = new LinkedHashMap<>();
        private double best = Double.NEGATIVE_INFINITY;
        private double latest = Double.NEGATIVE_INFINITY;
    }
}
