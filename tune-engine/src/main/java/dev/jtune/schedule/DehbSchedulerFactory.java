package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class DehbSchedulerFactory implements SchedulerFactory<Dehb> {
    @Override
    public Scheduler create(Dehb annotation, ScheduleContext context) {
        return Schedulers.dehb(settings(annotation)).create(context);
    }

    @Override
    public List<Problem> problems(Dehb annotation, ScheduleContext context) {
        return settings(annotation).problems();
    }

    private static DehbSettings settings(Dehb annotation) {
        return new DehbSettings(
                annotation.maxT(), annotation.gracePeriod(), annotation.reductionFactor(), annotation.timeAttr());
    }
}
