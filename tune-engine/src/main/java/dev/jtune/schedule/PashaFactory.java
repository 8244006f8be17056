package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class PashaFactory implements SchedulerFactory<Pasha> {
    @Override
    public Scheduler create(Pasha annotation, ScheduleContext context) {
        return Schedulers.pasha(settings(annotation)).create(context);
    }

    @Override
    public List<Problem> problems(Pasha annotation, ScheduleContext context) {
        return settings(annotation).problems();
    }

    private static PashaSettings settings(Pasha annotation) {
        return new PashaSettings(
                annotation.maxT(), annotation.gracePeriod(), annotation.reductionFactor(), annotation.timeAttr());
    }
}
