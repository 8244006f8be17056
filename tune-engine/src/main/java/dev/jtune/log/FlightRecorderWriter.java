package dev.jtune.log;

import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.run.RunListener;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Commits an event for the study, each trial, each result and each checkpoint.
 *
 * <p>A recording may begin at any time, so that only {@code shouldCommit} tells whether there is something to fill in. What has a
 * duration is an event from its beginning on; one that began before the recording has none.
 */
final class FlightRecorderWriter implements RunListener {
    private final FlightEvent.Study study = new FlightEvent.Study();
    private final Map<Integer, FlightEvent.Trial> running = new HashMap<>();
    private String name = "";
    private String metric = "";

    @Override
    public void studyStarted(StudyStarted event) {
        name = event.spec().name();
        metric = event.spec().objective().metric();
        study.study = name;
        study.runId = event.runId();
        study.searcher = event.searcher();
        study.scheduler = event.scheduler();
        study.begin();
    }

    @Override
    public void trialStarted(TrialStarted event) {
        FlightEvent.Trial trial = new FlightEvent.Trial();
        trial.begin();
        running.put(event.number(), trial);
    }

    @Override
    public void resultReported(Result result) {
        FlightEvent.Result event = new FlightEvent.Result();
        if (event.shouldCommit()) {
            event.study = name;
            event.trial = result.trial();
            event.iteration = result.iteration();
            event.metric = metric;
            event.value = result.value(metric);
            event.commit();
        }
    }

    @Override
    public void checkpointSaved(int trial, int iteration, Path checkpoint) {
        FlightEvent.Checkpoint event = new FlightEvent.Checkpoint();
        if (event.shouldCommit()) {
            event.study = name;
            event.trial = trial;
            event.iteration = iteration;
            event.directory = checkpoint.toString();
            event.commit();
        }
    }

    @Override
    public void trialEnded(TrialResult result) {
        FlightEvent.Trial begun = running.remove(result.number());
        FlightEvent.Trial event =
                begun == null ? new FlightEvent.Trial() : begun; // paused when the run was interrupted
        event.end();
        if (event.shouldCommit()) {
            event.study = name;
            event.trial = result.number();
            event.config = result.config().toString();
            event.suggestedBy = result.by().isEmpty() ? study.searcher : result.by();
            event.outcome = result.outcome().getClass().getSimpleName();
            event.reason = Reasons.of(result.outcome());
            event.score = result.score();
            event.results = result.iterations();
            event.attempts = result.attempts();
            event.commit();
        }
    }

    @Override
    public void studyEnded(ResultGrid results) {
        study.end();
        if (study.shouldCommit()) {
            study.trials = results.size();
            results.bestOrEmpty().ifPresent(best -> {
                study.bestTrial = best.number();
                study.bestScore = best.score();
            });
            study.commit();
        }
    }
}
