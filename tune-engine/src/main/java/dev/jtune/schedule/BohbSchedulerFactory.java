package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class BohbSchedulerFactory implements SchedulerFactory<Bohb> {
    @Override
    public Scheduler create(Bohb annotation, ScheduleContext context) {
        return Schedulers.hyperBand(settings(annotation)).create(context);
    }

    @Override
    public List<Problem> problems(Bohb annotation, ScheduleContext context) {
        return settings(annotation).problems("BOHB");
    }

    private static HyperBandSettings settings(Bohb annotation) {
        return HyperBandSettings.DEFAULT
                .maxT(annotation.maxT())
                .gracePeriod(annotation.gracePeriod())
                .reductionFactor(annotation.reductionFactor())
                .timeAttr(annotation.timeAttr());
    }
}
