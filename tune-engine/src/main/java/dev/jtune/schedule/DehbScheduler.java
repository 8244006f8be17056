package dev.jtune.schedule;

import dev.jtune.Result;
import dev.jtune.search.dehb.DehbPlan;
import java.util.Set;

/** Ends each trial of DEHB at the time that its number has in the plan; it compares nothing, the searcher does. */
final class DehbScheduler implements Scheduler {
    private final DehbSettings settings;
    private final DehbPlan plan;

    /** Create a scheduler; its settings must be right. */
    DehbScheduler(DehbSettings settings) {
        this.settings = settings;
        this.plan = new DehbPlan(settings.brackets());
    }

    @Override
    public Decision onResult(Result result) {
        long end = plan.time(result.trial());
        if (!result.has(settings.timeAttr()) || !(result.value(settings.timeAttr()) >= end)) {
            return Decision.CONTINUE;
        }
        double time = result.value(settings.timeAttr());
        return end == settings.maxT()
                ? Ends.atMaxT(settings.timeAttr(), time, end)
                : new Decision.Stop(
                        settings.timeAttr() + " " + Numbers.text(time) + " reached the " + end + " of its rung");
    }

    @Override
    public boolean comparesTrials() {
        return false;
    }

    @Override
    public String name() {
        return "DEHB";
    }

    @Override
    public Set<String> metrics() {
        return Set.of(settings.timeAttr());
    }
}
