package dev.jtune.schedule;

final class MaxIterationsFactory implements StopperFactory<MaxIterations> {
    @Override
    public Stopper create(MaxIterations annotation, ScheduleContext context) {
        return Stoppers.maxIterations(annotation.value()).create(context);
    }
}
