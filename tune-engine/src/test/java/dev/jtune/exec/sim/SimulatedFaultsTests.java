package dev.jtune.exec.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Mode;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.sim.SimulatedFaults.Fault;
import dev.jtune.run.CheckpointPolicy;
import dev.jtune.run.FailurePolicy;
import dev.jtune.run.RunListener;
import dev.jtune.run.Warnings;
import dev.jtune.tuner.Tuner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class SimulatedFaultsTests {
    private final List<String> seen = new ArrayList<>();

    private ResultGrid run(SimulatedFaults faults, int maxFailures, boolean deterministic) {
        SimulatedBackend backend = new SimulatedBackend(20, new SimulatedStorage(), faults);
        return Tuner.of(SimulatedTrainable.of(
                        "steps",
                        config -> IntStream.rangeClosed(1, 10)
                                .mapToObj(i -> SimulatedTrainable.step(Duration.ofSeconds(10 + i), "score", i))
                                .iterator()))
                .metric("score", Mode.MAX)
                .numSamples(40)
                .deterministic(deterministic)
                .checkpoints(new CheckpointPolicy(2, false, 1, null, Mode.MAX))
                .failures(new FailurePolicy(maxFailures, false, 40))
                .backend(() -> backend)
                .listener(new RunListener() {
                    @Override
                    public void resultReported(Result result) {
                        seen.add(result.trial() + " " + result.iteration() + " at "
                                + backend.ticker().nanos());
                    }
                })
                .fit();
    }

    private static SimulatedFaults faults(Fault fault) {
        return SimulatedFaults.of(7).with(fault, fault == Fault.NODE_LOST ? 0.3 : 0.2);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void should_make_the_same_of_the_same_seed(Fault fault) {
        // GIVEN a run
        run(faults(fault), -1, false);
        List<String> first = List.copyOf(seen);
        seen.clear();
        // WHEN it is repeated
        run(faults(fault), -1, false);
        // THEN the same happens at the same times
        assertThat(seen).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void should_complete_each_trial_with_each_iteration_once(Fault fault) {
        // GIVEN a fault of one kind, and any number of restarts
        // WHEN trials run
        ResultGrid results = run(faults(fault), -1, false);
        // THEN all of them come to their end
        double[] all = IntStream.rangeClosed(1, 10).asDoubleStream().toArray();
        assertThat(results.trials()).hasSize(40).allSatisfy(trial -> {
            assertThat(trial.outcome()).isInstanceOf(TrialOutcome.Completed.class);
            assertThat(trial.series("score")).containsExactly(all);
        });
    }

    @Test
    void should_name_the_seed_where_a_worker_is_lost() {
        TrialOutcome outcome = run(faults(Fault.WORKER_LOST).with(Fault.WORKER_LOST, 1), 0, false)
                .get(1)
                .outcome();

        assertThat(((TrialOutcome.Failed) outcome).cause())
                .isInstanceOf(WorkerLostException.class)
                .hasMessage("TUNE-495 the worker of steps trial 001, attempt 1, was lost (simulated, seed 7)");
    }

    @Test
    void should_name_the_seed_where_a_checkpoint_cannot_be_written() {
        TrialResult trial = run(faults(Fault.CHECKPOINT_UNWRITABLE).with(Fault.CHECKPOINT_UNWRITABLE, 1), 0, false)
                .get(1);

        assertThat(trial.error().orElseThrow())
                .hasMessage("TUNE-496 a checkpoint in " + trial.directory() + " cannot be written (simulated, seed 7)");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CHECKPOINT_LOST", "CHECKPOINT_TORN"})
    void should_notice_a_broken_checkpoint_when_it_is_read(Fault fault) {
        // GIVEN nodes that are lost, checkpoints of which many are broken, and no restart
        List<ResultGrid> results = new ArrayList<>();
        // WHEN trials run
        List<String> warnings =
                Warnings.during(() -> results.add(run(faults(fault).with(Fault.NODE_LOST, 0.3), 0, false)));
        // THEN each broken one is told of, and is no failure of its trial
        String code = fault == Fault.CHECKPOINT_LOST ? "TUNE-330" : "TUNE-331";
        assertThat(warnings)
                .isNotEmpty()
                .allSatisfy(warning -> assertThat(warning).startsWith(code).endsWith(" instead"));
        assertThat(results.get(0).numErrors()).isZero();
    }

    @Test
    void should_not_count_the_loss_of_a_node_as_a_failure() {
        // GIVEN nodes that are lost, and no restart
        // WHEN trials run
        ResultGrid results = run(faults(Fault.NODE_LOST), 0, false);
        // THEN there were more attempts than trials, and no error
        assertThat(results.trials().stream().mapToInt(TrialResult::attempts).sum())
                .isGreaterThan(40);
        assertThat(results.numErrors()).isZero();
    }

    @Test
    void should_not_change_a_deterministic_run_by_the_time_that_anything_takes() {
        // GIVEN a run without faults
        List<Map<String, Object>> undisturbed = run(SimulatedFaults.NONE, 0, true).trials().stream()
                .map(SimulatedFaultsTests::shown)
                .toList();
        // WHEN workers are slow, and messages late or doubled
        ResultGrid disturbed = run(faults(Fault.SLOW).with(Fault.LATE, 0.3).with(Fault.DUPLICATE, 0.3), 0, true);
        // THEN nothing differs
        assertThat(disturbed.trials()).map(SimulatedFaultsTests::shown).isEqualTo(undisturbed);
    }

    private static Map<String, Object> shown(TrialResult trial) {
        return Map.of("id", trial.id(), "outcome", trial.outcome(), "iterations", trial.iterations());
    }
}
