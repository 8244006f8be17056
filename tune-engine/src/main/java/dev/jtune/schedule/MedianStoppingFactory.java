package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class MedianStoppingFactory implements SchedulerFactory<MedianStopping> {
    @Override
    public Scheduler create(MedianStopping annotation, ScheduleContext context) {
        return new MedianStoppingScheduler(settings(annotation), context);
    }

    @Override
    public List<Problem> problems(MedianStopping annotation, ScheduleContext context) {
        return settings(annotation).problems();
    }

    private static MedianStoppingSettings settings(MedianStopping annotation) {
        return new MedianStoppingSettings(annotation.gracePeriod(), annotation.minSamples(), annotation.timeAttr());
    }
}
