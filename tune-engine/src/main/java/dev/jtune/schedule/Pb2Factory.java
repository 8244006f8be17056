package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class Pb2Factory implements SchedulerFactory<Pb2> {
    @Override
    public Scheduler create(Pb2 annotation, ScheduleContext context) {
        return Schedulers.pb2(settings(annotation)).create(context);
    }

    @Override
    public List<Problem> problems(Pb2 annotation, ScheduleContext context) {
        return settings(annotation).problems();
    }

    private static Pb2Settings settings(Pb2 annotation) {
        return new Pb2Settings(
                annotation.perturbationInterval(),
                annotation.burnIn(),
                annotation.quantileFraction(),
                List.of(annotation.mutate()),
                annotation.synchronous(),
                annotation.timeAttr());
    }
}
