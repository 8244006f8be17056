package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Ends a trial whose value leaves its bounds or is not finite. */
final class ThresholdPruningScheduler implements Scheduler {
    private final ThresholdPruningSettings settings;
    private final Objective objective;
    private final Map<Integer, Double> latest = new HashMap<>();

    ThresholdPruningScheduler(ThresholdPruningSettings settings, ScheduleContext context) {
        Wrong.throwIfAny(settings.problems());
        this.settings = settings;
        this.objective = context.objective();
    }

    @Override
    public String name() {
        return "threshold pruning";
    }

    @Override
    public boolean comparesTrials() {
        return false;
    }

    @Override
    public Set<String> metrics() {
        return Set.of(settings.timeAttr());
    }

    @Override
    public void onTrialAdd(int trial, Config config) {
        latest.put(trial, Double.NEGATIVE_INFINITY);
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        latest.remove(trial);
    }

    @Override
    public Decision onResult(Result result) {
        Double before = latest.get(result.trial());
        if (before == null || !result.has(objective.metric()) || !result.has(settings.timeAttr())) {
            return Decision.CONTINUE;
        }
        double step = result.value(settings.timeAttr());
        double value = result.value(objective.metric());
        if (!settings.checkSteps().isDue(before, step)) {
            return Decision.CONTINUE;
        }
        latest.put(result.trial(), step);
        String where = " at " + settings.timeAttr() + " " + Numbers.text(step);
        if (!Double.isFinite(value)) {
            return new Decision.Stop(value + where + " is not finite");
        }
        if (value < settings.lower()) {
            return new Decision.Stop(Numbers.text(value, settings.lower()) + where + " is below "
                    + Numbers.text(settings.lower(), value));
        }
        if (value > settings.upper()) {
            return new Decision.Stop(Numbers.text(value, settings.upper()) + where + " is above "
                    + Numbers.text(settings.upper(), value));
        }
        return Decision.CONTINUE;
    }
}
