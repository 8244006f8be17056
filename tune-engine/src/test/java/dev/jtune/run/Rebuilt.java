package dev.jtune.run;

import dev.jtune.ResourceRequest;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.JournalEvent;
import dev.jtune.schedule.ScheduleContext;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.Searcher;
import dev.jtune.search.Searchers;
import dev.jtune.space.ParamSpace;
import dev.jtune.trainable.SharedObjects;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** Rebuilds a searcher from a journal, as a run that is gone on with does. */
final class Rebuilt {
    private Rebuilt() {}

    /** Tell a searcher that was asked nothing yet of everything in a journal. */
    static void tell(List<JournalEvent> events, Searcher searcher) {
        tell(events, searcher, Schedulers.fifo());
    }

    static void tell(List<JournalEvent> events, Searcher searcher, SchedulerProvider scheduler) {
        StudySpec spec = spec((JournalEvent.RunStarted) events.get(0));
        Course course = new Course(
                spec,
                searcher,
                scheduler.create(new ScheduleContext(spec.objectives(), spec.seed())),
                List.of(),
                Integer.MAX_VALUE,
                Path.of("unused"));
        new Recovery(course, Turns.none(), false).tell(events);
    }

    /** Return as much of a study as its journal knows. */
    private static StudySpec spec(JournalEvent.RunStarted start) {
        return new StudySpec(
                start.study(),
                SimulatedTrainable.of("unused", config -> Collections.emptyIterator()),
                ParamSpace.parse(),
                start.objectives(),
                start.resultConstraints(),
                start.totalTrials(),
                null,
                0,
                start.seed(),
                List.of(),
                Searchers.random(),
                Schedulers.fifo(),
                List.of(),
                () -> new SimulatedBackend(1),
                ResourceRequest.ONE_CPU,
                CheckpointPolicy.NONE,
                FailurePolicy.STRICT,
                SearchPolicy.DEFAULT,
                SharedObjects.NONE,
                false,
                ResumePolicy.NEVER,
                null);
    }
}
