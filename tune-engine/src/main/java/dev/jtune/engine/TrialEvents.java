package dev.jtune.engine;

import dev.jtune.Config;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.run.RunListener;
import dev.jtune.run.StudyCommand;
import dev.jtune.run.StudyRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;

/** Tells the platform of trials, and the run of a cancellation. The run calls it one event at a time. */
final class TrialEvents implements RunListener {
    private final StudyDescriptor study;
    private final TuneExecution execution;
    private final EngineExecutionListener listener;
    private final Map<Integer, TrialDescriptor> running = new HashMap<>();
    private @Nullable StudyRun run;

    TrialEvents(StudyDescriptor study, TuneExecution execution) {
        this.study = study;
        this.execution = execution;
        this.listener = execution.listener();
    }

    /** Cancel this run when the platform is cancelled. */
    void follow(StudyRun followed) {
        run = followed;
    }

    /** A run that goes on shows the trials that ended before, too: a test run that has fewer would look as if they were gone. */
    @Override
    public void studyStarted(StudyStarted event) {
        event.finished().forEach(this::trialEnded);
    }

    @Override
    public void trialStarted(TrialStarted event) {
        start(event.number(), event.id(), event.config(), event.seed());
        obeyCancellation();
    }

    @Override
    public void resultReported(Result result) {
        obeyCancellation();
    }

    @Override
    public void trialExploited(int trial, int from, Config config, String reason) {
        TrialDescriptor descriptor = running.get(trial);
        if (descriptor != null) {
            listener.reportingEntryPublished(
                    descriptor,
                    ReportEntry.from(Map.of("took over from", from + ": " + reason, "config", config.toString())));
        }
    }

    private void obeyCancellation() {
        StudyRun followed = run;
        if (followed != null && execution.cancellation().isCancellationRequested()) {
            followed.cancel("the test run was cancelled");
        }
    }

    @Override
    public void trialEnded(TrialResult result) {
        if (!running.containsKey(result.number())) {
            if (result.outcome() instanceof TrialOutcome.Cancelled) {
                return;
            }
            start(result.number(), result.id(), result.config(), result.seed());
        }
        finish(result);
        obeyCancellation();
    }

    void start(int number, String id, Config config, long seed) {
        begin(number, study.nodes().trial(number, id, config));
    }

    void startUnknown(String id) {
        begin(0, study.nodes().unknownTrial(id));
    }

    private void begin(int number, TrialDescriptor trial) {
        running.put(number, trial);
        listener.dynamicTestRegistered(trial);
        listener.executionStarted(trial);
    }

    void finish(TrialResult result) {
        TrialDescriptor trial = running.get(result.number());
        if (trial != null) {
            listener.reportingEntryPublished(trial, ReportEntry.from(entries(result)));
            Path log = result.directory().resolve("log");
            if (Files.exists(log)) {
                listener.fileEntryPublished(trial, FileEntry.from(log, "text/plain"));
            }
        }
        finish(result.number(), Outcomes.of(result.outcome()));
    }

    void finish(int number, TestExecutionResult result) {
        TrialDescriptor trial = running.remove(number);
        if (trial != null) {
            listener.executionFinished(trial, result);
        }
    }

    private Map<String, String> entries(TrialResult result) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("outcome", result.outcome().getClass().getSimpleName());
        if (result.outcome() instanceof TrialOutcome.Stopped stopped) {
            entries.put("stopped by", stopped.by() + ": " + stopped.reason());
        }
        if (!Double.isNaN(result.score())) {
            entries.put(study.declaration().objectives().get(0).metric(), Double.toString(result.score()));
        }
        if (!result.isFeasible()) {
            entries.put(
                    "violation", Double.isNaN(result.violation()) ? "unknown" : Double.toString(result.violation()));
        }
        entries.put("iterations", Integer.toString(result.iterations()));
        if (!result.config().names().isEmpty()) {
            entries.put("config", result.config().toJson());
        }
        entries.put("seed", Long.toString(result.seed()));
        entries.put("again", StudyCommand.ofTrial(study.command(), result.number()));
        return entries;
    }
}
