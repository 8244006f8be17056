package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class StudyRegretFactory implements StopperFactory<StudyRegret> {
    @Override
    public Stopper create(StudyRegret annotation, ScheduleContext context) {
        return Stoppers.studyRegret(annotation.bound()).create(context);
    }

    @Override
    public List<Problem> problems(StudyRegret annotation, ScheduleContext context) {
        return StudyRegretStopper.problems(annotation.bound());
    }
}
