package dev.jtune.verify;

import dev.jtune.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where objects are made, run and compared with the one uninterrupted run.
 *
 * <p>Whether that run can be repeated at all is measured: metrics that differ between two new objects with one seed are not compared
 * any more.
 */
final class Bench {
    private final SaveRestoreCheck check;
    private final Workspace workspace;
    private final List<Throwable> cleanupFailures = new ArrayList<>();
    private final Set<String> unstable = new TreeSet<>();
    private int objects;
    private Trace reference = new Trace(List.of());

    Bench(SaveRestoreCheck check, Workspace workspace) {
        this.check = check;
        this.workspace = workspace;
    }

    SaveRestoreCheck check() {
        return check;
    }

    Workspace workspace() {
        return workspace;
    }

    /** Return the configuration that all comparisons are made with. */
    Config config() {
        return check.configs().get(0);
    }

    /** Create an object and set it up. */
    Subject fresh() throws Throwable {
        return fresh(config());
    }

    Subject fresh(Config with) throws Throwable {
        objects++;
        return Subject.setUp(check.trainable(), with, check.shared(), workspace, check.seed(), cleanupFailures);
    }

    /** Run a new object from its first to its last step. */
    Trace wholeRun() throws Throwable {
        try (Subject subject = fresh()) {
            return subject.steps(check.before() + check.after());
        }
    }

    int objects() {
        return objects;
    }

    List<Throwable> cleanupFailures() {
        return cleanupFailures;
    }

    void judgeBy(Trace uninterrupted) {
        reference = uninterrupted;
    }

    /** Return the uninterrupted run. */
    Trace reference() {
        return reference;
    }

    /** Return after which step the checkpoint is made: as asked, or earlier if the run ends itself before. */
    int before() {
        return Math.max(1, Math.min(check.before(), reference.length() - 1));
    }

    /** Leave out of all comparisons in what a trace differs from the uninterrupted run; return the names. */
    Set<String> ignoreDifferences(Trace other) {
        unstable.addAll(other.differing(reference));
        return unstable;
    }

    /**
     * Compare a trace with the part of the uninterrupted run that begins at the same step.
     *
     * @param skipped how many steps come before the trace
     */
    Optional<Trace.Difference> difference(Trace found, int skipped) {
        return found.difference(reference.from(skipped), unstable, skipped + 1);
    }

    /** Name the metrics that are compared. */
    String compared() {
        Set<String> names = reference.names();
        names.removeAll(unstable);
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }
}
