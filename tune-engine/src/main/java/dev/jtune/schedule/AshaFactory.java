package dev.jtune.schedule;

final class AshaFactory implements SchedulerFactory<Asha> {
    @Override
    public Scheduler create(Asha annotation, ScheduleContext context) {
        AshaSettings settings = new AshaSettings(
                annotation.maxT(),
                annotation.gracePeriod(),
                annotation.reductionFactor(),
                annotation.brackets(),
                annotation.timeAttr(),
                annotation.stopLastTrials());
        return new AshaScheduler(settings, context);
    }
}
