package dev.jtune.exec.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.exec.sim.SimulatedTrainable.Step;
import dev.jtune.run.CheckpointPolicy;
import dev.jtune.run.FailurePolicy;
import dev.jtune.run.ResumePolicy;
import dev.jtune.run.RunListener;
import dev.jtune.run.SearchPolicy;
import dev.jtune.run.StudyRun;
import dev.jtune.run.StudySpec;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.Searchers;
import dev.jtune.space.ParamSpace;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.tuner.Tuner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SimulatedBackendTests {
    private static final ParamSpace SPEEDS = ParamSpace.parse("seconds = grid_search([3, 2, 5])");

    private final List<String> reports = new ArrayList<>();

    @Test
    void should_report_in_the_order_of_simulated_time() {
        run(SPEEDS, config -> steps(config.getInt("seconds"), 2), Schedulers.fifo(), null);

        // The first two trials start at once; the third takes the place of the second, which ends at 4.
        assertThat(reports).containsExactly("2 at 2", "1 at 3", "2 at 4", "1 at 6", "3 at 9", "3 at 14");
    }

    @Test
    void should_measure_results_in_simulated_time() {
        ResultGrid results = run(SPEEDS, config -> steps(config.getInt("seconds"), 2), Schedulers.fifo(), null);

        assertThat(results.get(3).metrics())
                .containsEntry(Metrics.TRAINING_ITERATION, 2L)
                .containsEntry(Metrics.TIME_THIS_ITER_S, 5.0)
                .containsEntry(Metrics.TIME_TOTAL_S, 10.0);
        assertThat(results.get(3).duration()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void should_end_a_trial_that_the_scheduler_stops() {
        ResultGrid results = run(
                ParamSpace.parse("x = grid_search([9, 8, 7, 6])"),
                config -> constantSteps(config.getDouble("x"), 4),
                Schedulers.asha(AshaSettings.DEFAULT.maxT(4).reductionFactor(2).brackets(1)),
                null);

        assertThat(results.get(1).iterations()).isEqualTo(4);
        assertThat(results.get(2).outcome())
                .isEqualTo(new TrialOutcome.Stopped("ASHA", "8 at training_iteration 1, cut-off 9 (rung of 1)"));
        assertThat(results.get(4).iterations()).isEqualTo(1);
    }

    @Test
    void should_end_the_study_at_the_next_reports_after_its_time() {
        ResultGrid results =
                run(SPEEDS, config -> steps(config.getInt("seconds"), 1_000), Schedulers.fifo(), Duration.ofSeconds(7));

        // The time is over at 7: both trials end at their next report.
        assertThat(reports).containsExactly("2 at 2", "1 at 3", "2 at 4", "1 at 6", "2 at 6", "2 at 8", "1 at 9");
        assertThat(results.get(1).outcome())
                .isEqualTo(new TrialOutcome.Stopped("time budget", "the study's time is over"));
        assertThat(results.size()).isEqualTo(2);
    }

    @Test
    void should_make_an_error_of_what_a_simulation_throws() {
        IllegalStateException broken = new IllegalStateException("broken");
        ResultGrid results = run(
                SPEEDS,
                config -> IntStream.rangeClosed(1, 2)
                        .mapToObj(i -> {
                            if (i == 2 && config.getInt("seconds") == 2) {
                                throw broken;
                            }
                            return SimulatedTrainable.step(Duration.ofSeconds(1), "score", i);
                        })
                        .iterator(),
                Schedulers.fifo(),
                null);

        assertThat(results.get(2).error()).containsSame(broken);
        assertThat(results.get(2).iterations()).isEqualTo(1);
        assertThat(results.numErrors()).isEqualTo(1);
    }

    @Test
    void should_run_the_same_twice() {
        run(SPEEDS, config -> steps(config.getInt("seconds"), 20), Schedulers.fifo(), Duration.ofSeconds(60));
        List<String> first = List.copyOf(reports);
        reports.clear();
        run(SPEEDS, config -> steps(config.getInt("seconds"), 20), Schedulers.fifo(), Duration.ofSeconds(60));

        assertThat(reports).isEqualTo(first);
    }

    private ResultGrid run(
            ParamSpace space,
            Function<Config, Iterator<Step>> steps,
            SchedulerProvider scheduler,
            @Nullable Duration timeBudget) {
        SimulatedBackend workers = new SimulatedBackend(2);
        RunListener listener = new RunListener() {
            @Override
            public void resultReported(Result result) {
                reports.add(result.trial() + " at "
                        + Duration.ofNanos(workers.ticker().nanos()).toSeconds());
            }
        };
        StudySpec spec = new StudySpec(
                "simulated",
                SimulatedTrainable.of("simulated", steps),
                space,
                List.of(Objective.of("score", Mode.MAX)),
                List.of(),
                1,
                timeBudget,
                0,
                1,
                List.of(),
                Searchers.auto(),
                scheduler,
                List.of(),
                () -> workers,
                null,
                CheckpointPolicy.NONE,
                FailurePolicy.STRICT,
                SearchPolicy.DEFAULT,
                SharedObjects.NONE,
                false,
                ResumePolicy.NEVER,
                null);
        return StudyRun.of(spec, listener).execute();
    }

    @Test
    void should_do_all_over_again_after_a_pause_where_a_training_keeps_nothing() {
        // GIVEN steps of a second, and a scheduler that pauses the trial after two of them
        Scheduler pausing = new Scheduler() {
            private boolean isPaused;

            @Override
            public Decision onResult(Result result) {
                isPaused = result.iteration() == 2;
                return isPaused ? new Decision.Pause("gives way") : Decision.CONTINUE;
            }

            @Override
            public @Nullable Resumption resume() {
                boolean wasPaused = isPaused;
                isPaused = false;
                return wasPaused ? Resumption.of(1) : null;
            }
        };
        SimulatedTrainable kept = SimulatedTrainable.of("study", config -> constantSteps(1, 4));

        // WHEN it goes on, THEN it is there at once, or does two steps again first; the next one takes its second
        assertThat(timesOf(kept, pausing)).containsExactly(1, 1, 1, 1);
        assertThat(timesOf(kept.repeated(), pausing)).containsExactly(1, 1, 3, 1);
    }

    private static double[] timesOf(SimulatedTrainable trainable, Scheduler scheduler) {
        return Tuner.of(trainable)
                .paramSpace("x = uniform(0, 1)")
                .metric("score", Mode.MAX)
                .scheduler(context -> scheduler)
                .backend(() -> new SimulatedBackend(1))
                .fit()
                .get(1)
                .series(Metrics.TIME_THIS_ITER_S);
    }

    private static Iterator<Step> steps(int seconds, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> SimulatedTrainable.step(Duration.ofSeconds(seconds), "score", i))
                .iterator();
    }

    private static Iterator<Step> constantSteps(double score, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> SimulatedTrainable.step(Duration.ofSeconds(1), "score", score))
                .iterator();
    }
}
