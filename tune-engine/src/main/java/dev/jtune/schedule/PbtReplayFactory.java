package dev.jtune.schedule;

import java.nio.file.Path;

final class PbtReplayFactory implements SchedulerFactory<PbtReplay> {
    @Override
    public Scheduler create(PbtReplay annotation, ScheduleContext context) {
        return PbtSchedule.read(Path.of(annotation.study()), annotation.trial())
                .scheduler()
                .create(context);
    }
}
