package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.Backend;
import dev.jtune.exec.Launch;
import dev.jtune.search.Searcher.Suggestion;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;

/**
 * Runs one recorded trial again: its configuration and seed, up to the iteration it reached, with no searcher, scheduler or
 * restart. The journal is not touched.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Replay implements AttemptEvents {
    private final StudySpec spec;
    private final int iterations;
    private final LiveTrial trial;
    private final CompletableFuture<End> ended = new CompletableFuture<>();

    private Replay(StudySpec spec, int number, Config config, int iterations, Path directory) {
        this.spec = spec;
        this.iterations = iterations;
        this.trial = new LiveTrial(number, new Suggestion.Try(config), spec, directory);
    }

    /**
     * Run a trial again and return what came of it.
     *
     * @param iterations results after which it ends; 0 for none but its own end
     */
    public static TrialResult run(StudySpec spec, int number, Config config, int iterations) throws Exception {
        Path directory = Scratch.directory("replay");
        try (Backend backend = spec.backend().get()) {
            spec.trainable().prepare();
            Replay replay = new Replay(spec, number, config, iterations, directory);
            return replay.run(backend);
        }
    }

    private TrialResult run(Backend backend) throws Exception {
        ResourceRequest request = spec.resources();
        trial.request(request != null ? request : spec.trainable().resources(trial.config()), 1);
        trial.begin(backend.ticker().nanos());
        backend.start(
                new Launch(
                        trial.number(),
                        trial.id(),
                        trial.name(),
                        1,
                        trial.config(),
                        trial.seed(),
                        trial.resources(),
                        spec.objective().metric(),
                        trial.directory(),
                        null,
                        spec.trainable(),
                        spec.shared(),
                        false,
                        false),
                this);
        while (!ended.isDone() && backend.work(Long.MAX_VALUE)) {
            // a backend without threads of its own works here
        }
        trial.end(outcome(ended.get()), backend.ticker().nanos());
        return trial.toResult();
    }

    private TrialOutcome outcome(End end) {
        if (end instanceof End.Failed failed) {
            return new TrialOutcome.Failed(failed.cause(), false);
        }
        if (end instanceof End.Infeasible infeasible) {
            return new TrialOutcome.Infeasible(infeasible.reason());
        }
        TrialOutcome decided = trial.decidedEnd();
        return decided == null ? new TrialOutcome.Completed() : decided;
    }

    @Override
    public Directive reported(Launch launch, Report report) {
        trial.add(report, 0);
        boolean stop = iterations > 0 && trial.iterations() >= iterations;
        if (stop && !report.last()) {
            trial.decide(new Fate.End(new TrialOutcome.Stopped("replay", "the recorded trial ended here")));
        }
        return new Directive(false, stop);
    }

    @Override
    public void checkpointed(Launch launch, int iteration, Path directory) {}

    @Override
    public void ended(Launch launch, End end) {
        ended.complete(end);
    }
}
