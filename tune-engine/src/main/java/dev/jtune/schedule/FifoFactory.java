package dev.jtune.schedule;

final class FifoFactory implements SchedulerFactory<Fifo> {
    @Override
    public Scheduler create(Fifo annotation, ScheduleContext context) {
        return new FifoScheduler();
    }
}
