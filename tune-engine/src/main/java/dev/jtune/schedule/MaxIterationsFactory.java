package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class MaxIterationsFactory implements StopperFactory<MaxIterations> {
    @Override
    public Stopper create(MaxIterations annotation, ScheduleContext context) {
        return Stoppers.maxIterations(annotation.value()).create(context);
    }

    @Override
    public List<Problem> problems(MaxIterations annotation, ScheduleContext context) {
        return Stoppers.maxIterationsProblems(annotation.value());
    }
}
