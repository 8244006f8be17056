package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class WilcoxonPruningFactory implements SchedulerFactory<WilcoxonPruning> {
    @Override
    public Scheduler create(WilcoxonPruning annotation, ScheduleContext context) {
        return new WilcoxonPruningScheduler(settings(annotation), context);
    }

    @Override
    public List<Problem> problems(WilcoxonPruning annotation, ScheduleContext context) {
        return settings(annotation).problems();
    }

    private static WilcoxonPruningSettings settings(WilcoxonPruning annotation) {
        return new WilcoxonPruningSettings(annotation.pThreshold(), annotation.startupSteps(), annotation.instance());
    }
}
