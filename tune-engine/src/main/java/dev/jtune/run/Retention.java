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

    /** Take up the checkpoints of an interrupted run: delete what was to be deleted, and let trials go on from what is whole. */
    void takeUp(Recovery recovery) {
        recovery.due().forEach((checkpoint, owner) -> delete(owner, checkpoint));
        for (LiveTrial trial : course.trials()) {
            if (!trial.hasEnded()) {
                distrustDamaged(trial);
                sweep(trial);
            }
        }
    }

    /** Let a trial go on from its newest checkpoint that is whole, as if those after it had never been made. */
    private void distrustDamaged(LiveTrial trial) {
        for (Path from = trial.restoreFrom(); from != null; from = trial.restoreFrom()) {
            String damage = backend.damage(from);
            if (damage == null) {
                return;
            }
            distrust(trial, damage);
        }
    }

    /** Delete what nobody knows of: checkpoints that were not finished, or did not come to the journal. */
    private static void sweep(LiveTrial trial) {
        try {
            StudyDirectory.clean(trial);
        } catch (IOException e) {
            warn("TUNE-451 cannot delete checkpoints in " + trial.directory(), e);
        }
    }

    /** Let a trial go on from another checkpoint than the one that it was to, which is not whole, and say so. */
    void distrust(LiveTrial trial, String damage) {
        Path from = trial.restoreFrom();
        if (from == null) {
            return;
        }
        chronicle.distrusted(trial, from, damage);
        release(trial.distrust(from));
        Path instead = trial.restoreFrom();
        warn(
                damage + "; " + trial.name() + " goes on from "
                        + (instead == null ? "its start" : "its " + instead.getFileName()) + " instead",
                null);
    }

    /** Record that a checkpoint is deleted, and do it. */
    private void delete(LiveTrial trial, Path checkpoint) {
        chronicle.deleted(trial, checkpoint);
        try {
            backend.deleteCheckpoint(checkpoint);
        } catch (IOException e) {
            warn("TUNE-451 cannot delete the checkpoint " + checkpoint, e);
        }
    }

    private static void warn(String text, @Nullable Throwable cause) {
        System.getLogger(StudyRun.class.getName()).log(System.Logger.Level.WARNING, text, cause);
    }
}
