package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class StudyPlateauFactory implements StopperFactory<StudyPlateau> {
    @Override
    public Stopper create(StudyPlateau annotation, ScheduleContext context) {
        return new StudyPlateauStopper(settings(annotation), context);
    }

    @Override
    public List<Problem> problems(StudyPlateau annotation, ScheduleContext context) {
        return settings(annotation).problems();
    }

    private static StudyPlateauSettings settings(StudyPlateau annotation) {
        return new StudyPlateauSettings(annotation.std(), annotation.top(), annotation.patience());
    }
}
