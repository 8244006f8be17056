package dev.jtune.run;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Metrics;
import dev.jtune.Problem;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.Stopper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a run needs in order to repeat itself whatever the timing of its trials. */
final class Determinism {
    /** How many trials run at a time where a deterministic study does not say: no number that depends on the machine. */
    static final int SLOTS = 4;

    /** Metrics that come from a clock. */
    private static final Set<String> MEASURED =
            Set.of(Metrics.TIME_THIS_ITER_S, Metrics.TIME_TOTAL_S, Metrics.TIME_SINCE_RESTORE, Metrics.TIMESTAMP);

    private Determinism() {}

    /** Refuse what goes by a clock. */
    static void check(StudySpec spec, Scheduler scheduler, List<Stopper> stoppers) {
        List<Problem> problems = new ArrayList<>();
        if (spec.timeBudget() != null) {
            problems.add(new Problem(
                    "TUNE-411",
                    spec.name() + ", deterministic",
                    "how many trials end within a time budget is another number each time",
                    "give numSamples instead of timeBudget"));
        }
        Set<String> metrics = new TreeSet<>(scheduler.metrics());
        stoppers.forEach(stopper -> metrics.addAll(stopper.metrics()));
        metrics.retainAll(MEASURED);
        if (!metrics.isEmpty()) {
            problems.add(new Problem(
                    "TUNE-411",
                    spec.name() + ", deterministic",
                    "a stop condition or the scheduler goes by " + String.join(", ", metrics)
                            + ", which is another number each time",
                    "go by " + Metrics.TRAINING_ITERATION + ", or by a metric that the trials count"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
    }

    /** Results keep their order only where something goes by the results of several trials: to wait for each other costs time. */
    static Turns turns(StudySpec spec, Scheduler scheduler, List<Stopper> stoppers) {
        return Turns.kept(spec.failures().failFast()
                || scheduler.comparesTrials()
                || stoppers.stream().anyMatch(Stopper::comparesTrials));
    }
}
