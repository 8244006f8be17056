package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class TrialPlateauFactory implements StopperFactory<TrialPlateau> {
    @Override
    public Stopper create(TrialPlateau annotation, ScheduleContext context) {
        return new TrialPlateauStopper(settings(annotation), context);
    }

    @Override
    public List<Problem> problems(TrialPlateau annotation, ScheduleContext context) {
        return settings(annotation).problems(context);
    }

    private static TrialPlateauSettings settings(TrialPlateau annotation) {
        return new TrialPlateauSettings(
                annotation.metric().isEmpty() ? null : annotation.metric(),
                annotation.std(),
                annotation.numResults(),
                annotation.gracePeriod(),
                annotation.threshold(),
                annotation.mode().length == 0 ? null : annotation.mode()[0]);
    }
}
