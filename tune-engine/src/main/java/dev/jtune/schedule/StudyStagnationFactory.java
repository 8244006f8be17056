package dev.jtune.schedule;

import dev.jtune.Problem;
import java.util.List;

final class StudyStagnationFactory implements StopperFactory<StudyStagnation> {
    @Override
    public Stopper create(StudyStagnation annotation, ScheduleContext context) {
        return annotation.trials() == 0
                ? Stoppers.studyStagnation().create(context)
                : Stoppers.studyStagnation(annotation.trials()).create(context);
    }

    @Override
    public List<Problem> problems(StudyStagnation annotation, ScheduleContext context) {
        return annotation.trials() == 0 ? List.of() : StudyStagnationStopper.problems(annotation.trials());
    }
}
