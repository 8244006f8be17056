package dev.jtune.run;

import dev.jtune.exec.Backend;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps the checkpoints that a run still needs, and deletes the others. */
final class Retention {
    private final Backend backend;
    private final Chronicle chronicle;
    private final Course course;

    Retention(Backend backend, Chronicle chronicle, Course course) {
        this.backend = backend;
        this.chronicle = chronicle;
        this.course = course;
    }

    /** Take a new checkpoint of a trial in: it may replace earlier ones, and that of another trial from which this one began. */
    void keep(LiveTrial trial, ReportedResult result, Path checkpoint) {
        chronicle.kept(trial, result.iteration(), checkpoint);
        for (Path dropped : trial.checkpoints().add(checkpoint, result)) {
            delete(trial, dropped);
        }
        release(trial.takeBase());
    }

    /** Let go of the checkpoint of another trial that was held for one that is past it; {@code null} for none. */
    void release(Fate.@Nullable Exploit base) {
        if (base != null) {
            LiveTrial other = course.trial(base.from());
            if (other.checkpoints().release(base.checkpoint())) {
                delete(other, base.checkpoint());
            }
        }
    }

    private void delete(LiveTrial trial, Path checkpoint) {
        chronicle.deleted(trial, checkpoint);
        try {
            backend.deleteCheckpoint(checkpoint);
        } catch (IOException e) {
            System.getLogger(StudyRun.class.getName())
                    .log(System.Logger.Level.WARNING, "TUNE-451 cannot delete the checkpoint " + checkpoint, e);
        }
    }
}
