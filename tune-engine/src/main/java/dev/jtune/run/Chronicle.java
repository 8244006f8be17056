package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Machine;
import dev.jtune.exec.Ticker;
import dev.jtune.journal.Journal;
import dev.jtune.journal.JournalEvent;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts what happens in a run on record: in the journal, and then before listeners, who hear of nothing that is not in it. */
final class Chronicle {
    /** A loss of power costs at most the results of this time. */
    private static final long FORCE_MILLIS = 5000;

    /** A checkpoint is worth more than a result, and many a trial makes one at each. */
    private static final long FORCE_AT_CHECKPOINT_MILLIS = 1000;

    private final Journal journal;
    private final Listeners listeners;
    private final Ticker ticker;
    private long forcedAt;
    private @Nullable ResourceRequest shownRequest;
    private String shown = "";

    Chronicle(Journal journal, Listeners listeners, Ticker ticker) {
        this.journal = journal;
        this.listeners = listeners;
        this.ticker = ticker;
        this.forcedAt = ticker.millis();
    }

    /** Write nothing more: what follows cannot be relied on. */
    void breakOff() {
        journal.breakOff();
    }

    /** Hand what was recorded to the file: a process that is killed now loses nothing. */
    void flush() {
        journal.flush();
    }

    /** Tell listeners what is recorded already. */
    void tell(Consumer<RunListener> event) {
        if (!listeners.isEmpty()) {
            journal.flush();
            listeners.tell(event);
        }
    }

    void added(Config config) {
        journal.append(new JournalEvent.PointAdded(config, ticker.millis()));
    }

    void suggested(LiveTrial trial, String by) {
        journal.append(new JournalEvent.TrialSuggested(trial.number(), trial.config(), trial.seed(), by));
    }

    void searchEnded() {
        journal.append(new JournalEvent.SearchEnded());
    }

    void stoodStill() {
        journal.append(new JournalEvent.RunStoodStill());
    }

    void started(LiveTrial trial) {
        Path restoreFrom = trial.restoreFrom();
        journal.append(new JournalEvent.AttemptStarted(
                trial.number(),
                trial.attempt(),
                ticker.millis(),
                Machine.pid(),
                Machine.host(),
                Machine.address(),
                shown(trial.resources()),
                restoreFrom == null ? null : nameOf(restoreFrom)));
        if (trial.isNew()) {
            tell(listener -> listener.trialStarted(new RunListener.TrialStarted(
                    trial.number(), trial.id(), trial.name(), trial.config(), trial.seed(), trial.directory())));
        }
        journal.flush();
    }

    /** Most trials make the same request, which is not put into words again for each. */
    private String shown(ResourceRequest request) {
        if (!Objects.equals(shownRequest, request)) {
            shownRequest = request;
            shown = request.toString();
        }
        return shown;
    }

    /** Record a result; whether it is news for listeners is for others to say. */
    void reported(LiveTrial trial, Report report) {
        Path checkpoint = report.checkpoint();
        journal.append(new JournalEvent.ResultReported(
                trial.number(),
                trial.attempt(),
                report.counters().iteration(),
                report.metrics(),
                report.counters().seconds(),
                report.millis(),
                checkpoint == null ? null : nameOf(checkpoint)));
        force(FORCE_MILLIS);
    }

    /** Record a checkpoint that came after its result. */
    void saved(LiveTrial trial, int iteration, Path checkpoint) {
        journal.append(
                new JournalEvent.CheckpointSaved(trial.number(), trial.attempt(), iteration, nameOf(checkpoint)));
    }

    /** Bring the record of a checkpoint to the disk, and tell of it. */
    void kept(LiveTrial trial, int iteration, Path checkpoint) {
        force(FORCE_AT_CHECKPOINT_MILLIS);
        tell(listener -> listener.checkpointSaved(trial.number(), iteration, checkpoint));
    }

    /** Record, before it is done, that a checkpoint is deleted. */
    void deleted(LiveTrial trial, Path checkpoint) {
        journal.append(new JournalEvent.CheckpointDeleted(trial.number(), nameOf(checkpoint)));
        journal.flush();
    }

    void distrusted(LiveTrial trial, Path checkpoint, String damage) {
        journal.append(new JournalEvent.CheckpointDistrusted(trial.number(), nameOf(checkpoint), damage));
    }

    void lost(LiveTrial trial, String reason) {
        journal.append(new JournalEvent.AttemptLost(trial.number(), trial.attempt(), reason));
    }

    void failed(LiveTrial trial, Throwable cause) {
        int attempt = trial.attempt();
        journal.append(new JournalEvent.AttemptFailed(trial.number(), attempt, Errors.describe(cause)));
        tell(listener -> listener.trialRestarted(trial.number(), attempt, cause));
    }

    void paused(LiveTrial trial, String reason) {
        journal.append(new JournalEvent.TrialPaused(trial.number(), trial.attempt(), reason, ticker.millis()));
        tell(listener -> listener.trialPaused(trial.number(), reason));
    }

    void resumed(int trial) {
        journal.append(new JournalEvent.TrialResumed(trial));
    }

    void exploited(LiveTrial trial, Fate.Exploit exploit) {
        int from = exploit.from();
        Config config = exploit.config();
        journal.append(new JournalEvent.TrialExploited(
                trial.number(), from, nameOf(exploit.checkpoint()), config, exploit.reason()));
        tell(listener -> listener.trialExploited(trial.number(), from, config, exploit.reason()));
    }

    /** Record the end of a trial and return the seconds that it took; listeners are told when what follows from it is done. */
    double ended(LiveTrial trial) {
        JournalEvent.TrialEnded event = Errors.toEvent(trial.toResult(), ticker.millis());
        journal.append(event);
        return event.seconds();
    }

    /** Bring the journal to the disk, unless that was done within the last {@code millis}: a trial waits for it. */
    private void force(long millis) {
        long now = ticker.millis();
        if (now - forcedAt >= millis) {
            forcedAt = now;
            journal.force();
        }
    }

    private static String nameOf(Path checkpoint) {
        return checkpoint.getFileName().toString();
    }
}
