package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class PercentilePruningFactory implements SchedulerFactory<PercentilePruning> {
    @Override
    public Scheduler create(PercentilePruning annotation, ScheduleContext context) {
        return new PercentilePruningScheduler(settings(annotation), context);
    }

    @Override
    public List<Problem> problems(PercentilePruning annotation, ScheduleContext context) {
        return settings(annotation).problems();
    }

    private static PercentilePruningSettings settings(PercentilePruning annotation) {
        return new PercentilePruningSettings(
                annotation.percentile(),
                annotation.startupTrials(),
                annotation.warmupSteps(),
                annotation.intervalSteps(),
                annotation.minTrials(),
                annotation.timeAttr());
    }
}
