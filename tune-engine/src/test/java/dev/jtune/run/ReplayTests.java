package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.LoadCheckpoint;
import dev.jtune.Metrics;
import dev.jtune.ResourceRequest;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.trainable.TrialFunction;
import dev.jtune.tuner.Tuner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes of a recorded trial that is run again. */
@Timeout(30)
class ReplayTests {
    private static final Config CONFIG = Config.of(Map.of("x", 0.25));

    private static Tuner tuner(Tuner tuner) {
        return tuner.paramSpace("x = uniform(0, 1)").metric("score", MAX).seed(7);
    }

    private static TrialResult replay(TrialFunction function, int iterations) throws Exception {
        return Replay.run(Specs.of(tuner(Tuner.of("study", function))), 3, CONFIG, iterations);
    }

    /** A trial that reports 1, 2, 3, a second apart. */
    private static TrialResult simulated(int iterations) throws Exception {
        SimulatedTrainable trainable = SimulatedTrainable.of(
                "simulated",
                config -> Stream.of(1, 2, 3)
                        .map(score -> SimulatedTrainable.step(Duration.ofSeconds(1), "score", score))
                        .iterator());
        Tuner tuner = tuner(Tuner.of(trainable)).backend(() -> new SimulatedBackend(1));
        return Replay.run(Specs.of(tuner), 3, CONFIG, iterations);
    }

    @Test
    void should_come_to_the_iteration_that_the_recorded_trial_reached() throws Exception {
        TrialResult result = simulated(2);
        assertThat(result.series("score")).containsExactly(1, 2);
        assertThat(result.outcome()).isEqualTo(new TrialOutcome.Stopped("replay", "the recorded trial ended here"));
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(result.metrics()).containsEntry(Metrics.DONE, true);
    }

    @Test
    void should_run_to_its_own_end_where_no_iteration_is_known_or_it_comes_before() throws Exception {
        for (int iterations : new int[] {0, 4}) {
            TrialResult result = simulated(iterations);
            assertThat(result.series("score")).containsExactly(1, 2, 3);
            assertThat(result.outcome()).isEqualTo(new TrialOutcome.Completed());
        }
    }

    @Test
    void should_be_completed_by_what_it_says_is_its_last_result() throws Exception {
        TrialResult result = replay(
                trial -> {
                    trial.report("score", 1);
                    return 2;
                },
                2);
        assertThat(result.series("score")).containsExactly(1, 2);
        assertThat(result.outcome()).isEqualTo(new TrialOutcome.Completed());
    }

    @Test
    void should_run_the_trial_of_that_number_with_its_seed_and_configuration() throws Exception {
        List<Object> seen = new ArrayList<>();
        TrialResult result = replay(
                trial -> {
                    seen.addAll(List.of(trial.number(), trial.seed(), trial.config()));
                    return 1;
                },
                1);
        assertThat(seen).containsExactly(3, Seeds.ofTrial(7, 3), CONFIG);
        assertThat(result.id()).isEqualTo("3-" + CONFIG.shortDigest());
    }

    @Test
    void should_give_it_what_its_study_or_else_its_code_asks_for() throws Exception {
        List<Double> cpus = new ArrayList<>();
        RequestingDefinition definition = new RequestingDefinition(config -> ResourceRequest.cpu(0.5), trial -> {
            cpus.add(trial.resources().total().cpu());
            return 1;
        });
        Replay.run(Specs.of(tuner(Tuner.of(definition))), 1, CONFIG, 1);
        Replay.run(Specs.of(tuner(Tuner.of(definition)).resources(ResourceRequest.cpu(0.25))), 1, CONFIG, 1);
        assertThat(cpus).containsExactly(0.5, 0.25);
    }

    @Test
    void should_fail_of_what_its_code_throws_whatever_the_study_tolerates() throws Exception {
        IllegalStateException thrown = new IllegalStateException("no");
        Tuner tuner = tuner(Tuner.of("study", trial -> {
                    throw thrown;
                }))
                .failures(new FailurePolicy(5, false, 5));
        TrialResult result = Replay.run(Specs.of(tuner), 3, CONFIG, 1);
        assertThat(result.outcome()).isEqualTo(new TrialOutcome.Failed(thrown, false));
        assertThat(result.attempts()).isEqualTo(1);
    }

    @Test
    void should_say_where_a_configuration_cannot_be_evaluated() throws Exception {
        TrialResult result = replay(
                trial -> {
                    throw trial.infeasible("too small");
                },
                1);
        assertThat(result.outcome()).isEqualTo(new TrialOutcome.Infeasible("too small"));
    }

    @Trainable
    static class Saving {
        private static final List<String> SEEN = new ArrayList<>();

        @Step
        double step() {
            return 1;
        }

        @SaveCheckpoint
        Map<String, Object> save() {
            SEEN.add("save");
            return Map.of();
        }

        @LoadCheckpoint
        void load(Map<String, Object> saved) {
            SEEN.add("load");
        }
    }

    @Test
    void should_save_no_checkpoint() throws Exception {
        Tuner tuner = tuner(Tuner.of(Saving.class)).checkpoints(new CheckpointPolicy(1, true, 0, null, MAX));
        assertThat(Replay.run(Specs.of(tuner), 3, CONFIG, 3).iterations()).isEqualTo(3);
        assertThat(Saving.SEEN).isEmpty();
    }
}
