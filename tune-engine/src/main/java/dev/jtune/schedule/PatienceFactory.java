package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class PatienceFactory implements SchedulerFactory<Patience> {
    @Override
    public Scheduler create(Patience annotation, ScheduleContext context) {
        return Schedulers.patience(settings(annotation)).create(context);
    }

    @Override
    public List<Problem> problems(Patience annotation, ScheduleContext context) {
        return settings(annotation).problems();
    }

    private static PatienceSettings settings(Patience annotation) {
        return new PatienceSettings(annotation.value(), annotation.minDelta());
    }
}
