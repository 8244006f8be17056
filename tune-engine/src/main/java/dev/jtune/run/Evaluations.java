package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.exec.CheckpointDirectories;
import dev.jtune.schedule.Schedulers;
import dev.jtune.schedule.Stopper;
import dev.jtune.schedule.StopperProvider;
import dev.jtune.schedule.Stoppers;
import dev.jtune.search.Searcher;
import dev.jtune.search.Searcher.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Runs configurations to the end of their budget, each on a seed of its own: by the code, backend and stop conditions of a study, without its
 * searcher and scheduler. The study's directory and journal are not touched.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Evaluations {
    private Evaluations() {}

    /** A configuration, and the seed to evaluate it with. */
    public record Evaluation(Config config, long seed) {}

    /**
     * Run evaluations, as many at a time as trials of the study, and return what came of them in their order.
     *
     * @param iterations results after which an evaluation ends that does not end before; 0 for none
     * @param cancelled tells whether no further result is wanted; asked with each one
     * @throws StudyFailedException if a run itself broke, or was cancelled before all were done
     */
    public static List<TrialResult> run(
            StudySpec study,
            List<Evaluation> evaluations,
            int iterations,
            BooleanSupplier cancelled,
            RunListener listener) {
        Cancelling cancelling = new Cancelling(cancelled);
        StudyRun run = StudyRun.of(spec(study, evaluations, iterations), listener, cancelling);
        cancelling.run = run;
        ResultGrid results = run.execute();
        Path files =
                results.size() == 0 ? null : results.trials().get(0).directory().getParent();
        if (files != null) {
            try {
                CheckpointDirectories.delete(files);
            } catch (IOException e) {
                // in the directory of temporary files, which is cleaned up by others
            }
        }
        if (results.size() < evaluations.size()) {
            throw new StudyFailedException(
                    study.name(),
                    new IllegalStateException(results.size() + " of " + evaluations.size()
                            + " evaluations were run before it was cancelled"));
        }
        return results.trials();
    }

    private static StudySpec spec(StudySpec study, List<Evaluation> evaluations, int iterations) {
        List<StopperProvider> stoppers = new ArrayList<>();
        study.stoppers().forEach(stopper -> stoppers.add(context -> new OfTrials(stopper.create(context))));
        if (iterations > 0) {
            stoppers.add(Stoppers.maxIterations(iterations));
        }
        FailurePolicy failures = study.failures();
        return new StudySpec(
                study.name(),
                study.trainable(),
                study.space(),
                study.objectives(),
                study.resultConstraints(),
                evaluations.size(),
                null,
                study.maxConcurrentTrials(),
                study.seed(),
                List.of(),
                context -> new Planned(evaluations),
                Schedulers.fifo(),
                stoppers,
                study.backend(),
                study.resources(),
                new CheckpointPolicy(0, false, 1, null, study.checkpoints().scoreOrder()),
                new FailurePolicy(failures.maxFailures(), false, 0, failures.backOff(), failures.timeLimit()),
                SearchPolicy.DEFAULT,
                study.shared(),
                study.reuse(),
                ResumePolicy.NEVER,
                null);
    }

    /** Cancels a run. */
    private static final class Cancelling implements RunListener {
        private final BooleanSupplier cancelled;
        private @Nullable StudyRun run;

        Cancelling(BooleanSupplier cancelled) {
            this.cancelled = cancelled;
        }

        @Override
        public void resultReported(Result result) {
            obey();
        }

        @Override
        public void trialEnded(TrialResult result) {
            obey();
        }

        private void obey() {
            if (run != null && cancelled.getAsBoolean()) {
                run.cancel("the test run was cancelled");
            }
        }
    }

    /** Suggests what was planned. */
    private record Planned(List<Evaluation> evaluations) implements Searcher {
        @Override
        public Suggestion suggest(int number) {
            Evaluation next = evaluations.get(number - 1);
            return new Suggestion.Try(next.config(), "", OptionalLong.of(next.seed()));
        }
    }

    /** Ends trials as a stop condition of the study does, and never the study. */
    private record OfTrials(Stopper stopper) implements Stopper {
        @Override
        public @Nullable String stopTrial(Result result) {
            return stopper.stopTrial(result);
        }

        @Override
        public Set<String> metrics() {
            return stopper.metrics();
        }
    }
}
