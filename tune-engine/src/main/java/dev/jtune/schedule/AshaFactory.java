package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class AshaFactory implements SchedulerFactory<Asha> {
    @Override
    public Scheduler create(Asha annotation, ScheduleContext context) {
        return Schedulers.asha(settings(annotation)).create(context);
    }

    @Override
    public List<Problem> problems(Asha annotation, ScheduleContext context) {
        return settings(annotation).problems();
    }

    private static AshaSettings settings(Asha annotation) {
        return new AshaSettings(
                annotation.maxT(),
                annotation.gracePeriod(),
                annotation.reductionFactor(),
                annotation.brackets(),
                annotation.variant(),
                annotation.timeAttr(),
                annotation.stopLastTrials());
    }
}
