package dev.jtune.schedule;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.stream.DoubleStream;

final class PbtFactory implements SchedulerFactory<Pbt> {
    @Override
    public Scheduler create(Pbt annotation, ScheduleContext context) {
        PbtSettings settings = settings(annotation);
        return Schedulers.pbt(
                        annotation.explore() == Exploration.class
                                ? settings
                                : settings.explore(exploration(annotation.explore())))
                .create(context);
    }

    @Override
    public List<Problem> problems(Pbt annotation, ScheduleContext context) {
        return settings(annotation).problems();
    }

    private static PbtSettings settings(Pbt annotation) {
        return new PbtSettings(
                annotation.perturbationInterval(),
                annotation.burnIn(),
                annotation.quantileFraction(),
                annotation.resampleProbability(),
                DoubleStream.of(annotation.perturbationFactors()).boxed().toList(),
                List.of(annotation.mutate()),
                Exploration.NONE,
                annotation.synchronous(),
                annotation.timeAttr());
    }

    private static Exploration exploration(Class<? extends Exploration> type) {
        try {
            Constructor<? extends Exploration> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new InvalidDeclarationException(List.of(new Problem(
                    "TUNE-487",
                    "PBT",
                    "no object of " + type.getName() + " can be made: " + e,
                    "give it a constructor without parameters")));
        }
    }
}
