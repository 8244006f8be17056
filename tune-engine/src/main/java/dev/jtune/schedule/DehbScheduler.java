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
        long time = plan.time(result.trial());
        return result.has(settings.timeAttr()) && result.value(settings.timeAttr()) >= time
                ? new Decision.Stop(settings.timeAttr() + " " + Numbers.text(result.value(settings.timeAttr()))
                        + (time == settings.maxT() ? " reached maxT " + time : " reached the " + time + " of its rung"))
                : Decision.CONTINUE;
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
