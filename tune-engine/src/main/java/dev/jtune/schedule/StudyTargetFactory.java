package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class StudyTargetFactory implements StopperFactory<StudyTarget> {
    @Override
    public Stopper create(StudyTarget annotation, ScheduleContext context) {
        return Stoppers.studyTarget(annotation.value()).create(context);
    }

    @Override
    public List<Problem> problems(StudyTarget annotation, ScheduleContext context) {
        return StudyTargetStopper.problems(annotation.value());
    }
}
