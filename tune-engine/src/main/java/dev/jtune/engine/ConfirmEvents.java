package dev.jtune.engine;

import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.run.RunListener;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;

/**
 * Tells the platform of the evaluations of a confirm phase. One that fails is aborted, not failed: the gate that asked for it says what follows.
 */
final class ConfirmEvents implements RunListener {
    private final StudyDescriptor study;
    private final TuneExecution execution;
    private final EngineExecutionListener listener;
    private final Map<Integer, TrialDescriptor> running = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private int number;

    ConfirmEvents(StudyDescriptor study, TuneExecution execution) {
        this.study = study;
        this.execution = execution;
        this.listener = execution.listener();
    }

    /** Tell whether the platform wants no further evaluation. */
    boolean isCancelled() {
        return execution.cancellation().isCancellationRequested();
    }

    @Override
    public void trialStarted(TrialStarted event) {
        String id = event.seed() + "-" + event.config().shortDigest();
        int time = times.merge(id, 1, Integer::sum);
        TrialDescriptor evaluation =
                study.nodes().confirmation(++number, time == 1 ? id : id + "-" + time, event.seed(), event.config());
        running.put(event.number(), evaluation);
        listener.dynamicTestRegistered(evaluation);
        listener.executionStarted(evaluation);
    }

    @Override
    public void trialEnded(TrialResult result) {
        TrialDescriptor evaluation = running.remove(result.number());
        if (evaluation == null) {
            return; // it never began
        }
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("outcome", result.outcome().getClass().getSimpleName());
        if (!Double.isNaN(result.score())) {
            entries.put(study.declaration().objectives().get(0).metric(), Double.toString(result.score()));
        }
        entries.put("iterations", Integer.toString(result.iterations()));
        entries.put("config", result.config().toJson());
        entries.put("seed", Long.toString(result.seed()));
        listener.reportingEntryPublished(evaluation, ReportEntry.from(entries));
        listener.executionFinished(
                evaluation,
                result.outcome() instanceof TrialOutcome.Failed failed
                        ? TestExecutionResult.aborted(Outcomes.aborted("failed: " + failed.cause(), failed.cause()))
                        : Outcomes.of(result.outcome()));
    }
}
