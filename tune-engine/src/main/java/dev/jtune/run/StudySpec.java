package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.ResourceRequest;
import dev.jtune.ResultConstraint;
import dev.jtune.exec.Backend;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.StopperProvider;
import dev.jtune.search.SearcherProvider;
import dev.jtune.space.ParamSpace;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Everything that defines a study, whichever way it was written: annotations and the programmatic face both end here.
 *
 * @param name unique in a build, such as {@code com.acme.DigitsTest.network}
 * @param trainable the code
 * @param space what is searched
 * @param objectives at least one; the first ranks the results
 * @param resultConstraints what the result of a trial keeps to be the best
 * @param numSamples samples; with a grid each is a whole grid
 * @param timeBudget wall time after which no trial starts and the running ones end; {@code null} for none
 * @param maxConcurrentTrials at most so many at a time; 0 for as many as the resources allow
 * @param seed the study's seed
 * @param pointsToEvaluate what to try first; a point may leave parameters open
 * @param searcher makes the searcher
 * @param scheduler makes the scheduler
 * @param stoppers make what else ends trials or the study
 * @param backend makes what runs trials
 * @param resources what each trial needs, whatever its trainable says; {@code null} to ask the trainable
 * @param checkpoints when checkpoints are made, and which are kept
 * @param failures what follows from errors
 * @param search what the search may count on
 * @param shared objects that all trials share; closed by who made them
 * @param reuse whether an object may serve several trials, where its class can reset
 * @param resume whether it goes on with an interrupted run in its directory
 * @param directory where the journal, logs and checkpoints go; {@code null} keeps the journal in memory and files in a
 *     temporary directory
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record StudySpec(
        String name,
        TrainableDefinition trainable,
        ParamSpace space,
        List<Objective> objectives,
        List<ResultConstraint> resultConstraints,
        int numSamples,
        @Nullable Duration timeBudget,
        int maxConcurrentTrials,
        long seed,
        List<Config> pointsToEvaluate,
        SearcherProvider searcher,
        SchedulerProvider scheduler,
        List<StopperProvider> stoppers,
        Supplier<Backend> backend,
        @Nullable ResourceRequest resources,
        CheckpointPolicy checkpoints,
        FailurePolicy failures,
        SearchPolicy search,
        SharedObjects shared,
        boolean reuse,
        ResumePolicy resume,
        @Nullable Path directory) {

    public StudySpec {
        objectives = List.copyOf(objectives);
        resultConstraints = List.copyOf(resultConstraints);
        pointsToEvaluate = List.copyOf(pointsToEvaluate);
        stoppers = List.copyOf(stoppers);
    }

    /** Return the objective that ranks the results. */
    public Objective objective() {
        return objectives.get(0);
    }
}
