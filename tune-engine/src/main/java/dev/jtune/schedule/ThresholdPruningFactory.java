package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class ThresholdPruningFactory implements SchedulerFactory<ThresholdPruning> {
    @Override
    public Scheduler create(ThresholdPruning annotation, ScheduleContext context) {
        return new ThresholdPruningScheduler(settings(annotation), context);
    }

    @Override
    public List<Problem> problems(ThresholdPruning annotation, ScheduleContext context) {
        return settings(annotation).problems();
    }

    private static ThresholdPruningSettings settings(ThresholdPruning annotation) {
        return new ThresholdPruningSettings(
                annotation.lower(),
                annotation.upper(),
                annotation.warmupSteps(),
                annotation.intervalSteps(),
                annotation.timeAttr());
    }
}
