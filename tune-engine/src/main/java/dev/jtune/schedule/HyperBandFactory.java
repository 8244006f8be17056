package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class HyperBandFactory implements SchedulerFactory<HyperBand> {
    @Override
    public Scheduler create(HyperBand annotation, ScheduleContext context) {
        return Schedulers.hyperBand(settings(annotation)).create(context);
    }

    @Override
    public List<Problem> problems(HyperBand annotation, ScheduleContext context) {
        return settings(annotation).problems("HyperBand");
    }

    private static HyperBandSettings settings(HyperBand annotation) {
        return new HyperBandSettings(
                annotation.maxT(),
                annotation.gracePeriod(),
                annotation.reductionFactor(),
                annotation.order(),
                annotation.timeAttr(),
                annotation.stopLastTrials());
    }
}
