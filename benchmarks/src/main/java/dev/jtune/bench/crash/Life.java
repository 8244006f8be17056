package dev.jtune.bench.crash;

import dev.jtune.Errored;
import dev.jtune.Mode;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.run.CheckpointPolicy;
import dev.jtune.run.RecordedStudy;
import dev.jtune.run.RunListener;
import dev.jtune.search.Searchers;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The process that is killed: begins the run, or goes on with it, and writes the final table. */
final class Life {
    private Life() {}

    /** Run; the arguments are the experiment, the study's directory, and that of everything else. */
    public static void main(String[] arguments) throws IOException {
        Experiment experiment = Experiment.valueOf(arguments[0]);
        Path directory = Path.of(arguments[1]);
        Traces traces = Traces.in(Path.of(arguments[2]));
        Acknowledged.open(traces.acknowledged());
        Tuner tuner = Tuner.of(Walk.class)
                .paramSpace("x = uniform(0, 1)")
                .metric("score", Mode.MAX)
                .numSamples(Experiment.TRIALS)
                .seed(7)
                .deterministic(true)
                .searcher(Searchers.tpe())
                .scheduler(experiment.scheduler())
                .stop("training_iteration >= " + experiment.steps())
                .checkpoints(new CheckpointPolicy(1, true, 2, null, Mode.MAX))
                .directory(directory)
                .listener(new Acknowledged())
                .listener(new Ready());
        if (RecordedStudy.read(directory).isPresent()) {
            tuner.restore(Errored.KEEP);
        }
        Files.write(traces.table(), table(tuner.fit()));
    }

    /** What is to be the same: each trial, all its results, and why it ended. */
    static List<String> table(ResultGrid results) {
        return results.trials().stream().map(Life::row).toList();
    }

    private static String row(TrialResult trial) {
        return trial.id() + " " + trial.config() + " " + Arrays.toString(trial.series("training_iteration")) + " "
                + Arrays.toString(trial.series("n")) + " " + Arrays.toString(trial.series("score")) + " "
                + trial.outcome();
    }

    /** Tells the process that kills this one that trials run. */
    private static final class Ready implements RunListener {
        @Override
        public void studyStarted(StudyStarted event) {
            System.out.println("ready");
            System.out.flush();
        }
    }
}
