package dev.jtune.bench.curves;

import dev.jtune.Config;
import dev.jtune.Result;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.run.CheckpointPolicy;
import dev.jtune.run.FailurePolicy;
import dev.jtune.run.ResumePolicy;
import dev.jtune.run.RunListener;
import dev.jtune.run.SearchPolicy;
import dev.jtune.run.StudyRun;
import dev.jtune.run.StudySpec;
import dev.jtune.trainable.SharedObjects;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One study on a problem by simulated workers, for as long as the last mark of effort asks. */
final class CurveRun {
    /** More than any study gets to before its time is over. */
    private static final int ENOUGH_SAMPLES = 1_000_000;

    private CurveRun() {}

    /** Return the best loss after the effort of so many full runs, for each of the marks. */
    static List<Double> bestLosses(
            CurveProblem problem, CurveMethod method, int workers, long seed, List<Integer> marks) {
        SimulatedBackend backend = new SimulatedBackend(workers);
        double secondsOfFullRun = problem.fullRun() / workers;
        EffortTrack track =
                new EffortTrack(marks.stream().map(Integer::doubleValue).toList());
        RunListener listener = new RunListener() {
            @Override
            public void resultReported(Result result) {
                double loss = problem.value(result.value(problem.objective().metric()));
                track.see(backend.ticker().nanos() / 1e9 / secondsOfFullRun, loss);
            }
        };
        StudyRun.of(
                        spec(problem, method, seed, backend, nanos(secondsOfFullRun * marks.get(marks.size() - 1))),
                        listener)
                .execute();
        return track.close();
    }

    private static StudySpec spec(
            CurveProblem problem, CurveMethod method, long seed, SimulatedBackend backend, Duration budget) {
        SimulatedTrainable trainable = SimulatedTrainable.of(problem.name(), config -> steps(problem, config));
        return new StudySpec(
                problem.name(),
                problem.isRepeated() ? trainable.repeated() : trainable,
                problem.space(),
                List.of(problem.objective()),
                List.of(),
                ENOUGH_SAMPLES,
                budget,
                0,
                seed,
                List.of(),
                method.searcher().apply(problem.longestRun()),
                method.scheduler().apply(problem.longestRun()),
                List.of(),
                () -> backend,
                null,
                CheckpointPolicy.NONE,
                FailurePolicy.STRICT,
                SearchPolicy.DEFAULT,
                SharedObjects.NONE,
                false,
                ResumePolicy.NEVER,
                null);
    }

    /** A run that diverges ends with the result that shows it. */
    private static Iterator<SimulatedTrainable.Step> steps(CurveProblem problem, Config config) {
        double[] losses = problem.curve(config).losses();
        double[] costs = problem.curve(config).costs();
        int diverged = IntStream.range(0, losses.length)
                .filter(i -> !Double.isFinite(losses[i]))
                .findFirst()
                .orElse(losses.length - 1);
        String metric = problem.objective().metric();
        return IntStream.rangeClosed(0, diverged)
                .mapToObj(i -> new SimulatedTrainable.Step(nanos(costs[i]), Map.of(metric, problem.value(losses[i]))))
                .iterator();
    }

    private static Duration nanos(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
