package dev.jtune.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.ResourceRequest;
import dev.jtune.TrialContext;
import dev.jtune.exec.AttemptEvents.Directive;
import dev.jtune.exec.AttemptEvents.End;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.trainable.Hyperparameter;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableDefinition;
import dev.jtune.trainable.TrainableObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a class's object within an attempt, in the order of its calls. */
class AttemptDriverTests {
    private final List<String> calls = new ArrayList<>();
    private final Scripted definition = new Scripted();
    private final Recorder recorder = new Recorder();
    private final ObjectPool pool = new ObjectPool();

    @TempDir
    private Path directory;

    /** What the class does: {@code fails} names the method that throws. */
    private final class Scripted implements TrainableDefinition.OfClass {
        private String fails = "";
        private boolean canReset;
        private boolean resets = true;
        private int objects;
        private @Nullable Object result = 1.0;

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public ResourceRequest resources(Config config) {
            return ResourceRequest.ONE_CPU;
        }

        @Override
        public Class<?> code() {
            return Scripted.class;
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of();
        }

        @Override
        public boolean takesConfig() {
            return true;
        }

        @Override
        public Class<?> type() {
            return Scripted.class;
        }

        @Override
        public boolean canCheckpoint() {
            return true;
        }

        @Override
        public boolean canReset() {
            return canReset;
        }

        @Override
        public TrainableObject newObject(SharedObjects shared) {
            return new ScriptedObject(++objects);
        }
    }

    private final class ScriptedObject implements TrainableObject {
        private final int number;

        ScriptedObject(int number) {
            this.number = number;
        }

        private void call(String method) throws IOException {
            calls.add(number + " " + method);
            if (definition.fails.contains(method)) {
                throw new IOException("no " + method);
            }
        }

        @Override
        public Object target() {
            return this;
        }

        @Override
        public void setup(TrialContext trial) throws IOException {
            call("setup");
        }

        @Override
        public @Nullable Object step(TrialContext trial) throws IOException {
            call("step");
            return definition.result;
        }

        @Override
        public void save(Path emptyDirectory) throws IOException {
            Files.writeString(emptyDirectory.resolve("half"), "written");
            call("save");
        }

        @Override
        public void load(Path directory) throws IOException {
            call("load");
        }

        @Override
        public boolean reset(TrialContext trial) throws IOException {
            call("reset");
            return definition.resets;
        }

        @Override
        public void cleanup() throws IOException {
            call("cleanup");
        }
    }

    /** Lets an attempt make two results, and a checkpoint with each if asked. */
    private static final class Recorder implements AttemptEvents {
        private final List<Report> reports = new ArrayList<>();
        private final List<Path> checkpoints = new ArrayList<>();
        private boolean checkpoint;

        @Override
        public Directive reported(Launch launch, Report report) {
            reports.add(report);
            return new Directive(checkpoint, reports.size() % 2 == 0);
        }

        @Override
        public void checkpointed(Launch launch, int iteration, Path stored) {
            checkpoints.add(stored);
        }

        @Override
        public void ended(Launch launch, End end) {
            throw new AssertionError("the backend says so, not the driver");
        }
    }

    private End run(@Nullable Path restoreFrom, double cpu) {
        Launch launch = new Launch(
                1,
                "1",
                "scripted trial 001",
                1,
                Config.of(Map.of()),
                1,
                ResourceRequest.cpu(cpu),
                "score",
                directory,
                restoreFrom,
                definition,
                SharedObjects.NONE,
                true,
                true);
        return new AttemptDriver(launch, recorder, Ticker.SYSTEM, pool).run();
    }

    private End run() {
        return run(null, 1);
    }

    @Test
    void should_set_up_step_and_clean_up() {
        assertThat(run()).isInstanceOf(End.Completed.class);
        assertThat(calls).containsExactly("1 setup", "1 step", "1 step", "1 cleanup");
    }

    @Test
    void should_end_with_a_result_that_says_so() {
        definition.result = Map.of("score", 1, Metrics.DONE, true);
        assertThat(run()).isInstanceOf(End.Completed.class);
        assertThat(calls).containsExactly("1 setup", "1 step", "1 cleanup");
        assertThat(recorder.reports).singleElement().matches(Report::last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup", "load", "step", "save"})
    void should_clean_up_after_an_error_anywhere(String method) {
        recorder.checkpoint = true;
        definition.fails = method;
        End end = run(method.equals("load") ? directory : null, 1);
        assertThat(end)
                .isInstanceOfSatisfying(
                        End.Failed.class, failed -> assertThat(failed.cause()).hasMessage("no " + method));
        assertThat(calls).endsWith("1 cleanup").containsOnlyOnce("1 cleanup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup", "step"})
    void should_show_the_first_error_and_keep_that_of_the_cleanup_with_it(String method) {
        definition.fails = method + " cleanup";
        assertThat(run()).isInstanceOfSatisfying(End.Failed.class, failed -> {
            assertThat(failed.cause()).hasMessage("no " + method);
            assertThat(failed.cause().getSuppressed())
                    .singleElement()
                    .asInstanceOf(THROWABLE)
                    .hasMessage("no cleanup");
        });
    }

    @Test
    void should_fail_of_a_cleanup_alone() {
        definition.fails = "cleanup";
        assertThat(run())
                .isInstanceOfSatisfying(
                        End.Failed.class, failed -> assertThat(failed.cause()).hasMessage("no cleanup"));
    }

    @Test
    void should_refuse_a_step_without_a_result() {
        definition.result = null;
        assertThat(run())
                .isInstanceOfSatisfying(
                        End.Failed.class,
                        failed -> assertThat(failed.cause())
                                .hasMessage("TUNE-301 a result is a number, a map or a record of metrics, not null"));
    }

    @Test
    void should_name_the_metric_that_is_none() {
        definition.result = Map.of("eval", Map.of("model", new StringBuilder()));
        assertThat(run())
                .isInstanceOfSatisfying(
                        End.Failed.class,
                        failed -> assertThat(failed.cause())
                                .hasMessage(
                                        "TUNE-302 the metric 'eval/model' is a java.lang.StringBuilder; a metric is a number,"
                                                + " a boolean, a string, or a list, map or record of these"));
    }

    @Test
    void should_take_an_error_in_a_metrics_own_code_as_the_trials() {
        Object name = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("nameless");
            }
        };
        definition.result = Map.of(name, 1);
        assertThat(run())
                .isInstanceOfSatisfying(
                        End.Failed.class, failed -> assertThat(failed.cause()).hasMessage("nameless"));
    }

    @Test
    void should_write_checkpoints_whole_or_not_at_all() throws IOException {
        recorder.checkpoint = true;
        definition.fails = "save";
        run();
        assertThat(recorder.checkpoints).isEmpty();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void should_number_checkpoints_by_iteration_and_count_repetitions() {
        recorder.checkpoint = true;
        run();
        run();
        assertThat(recorder.checkpoints)
                .extracting(path -> directory.relativize(path).toString())
                .containsExactly(
                        "checkpoint-000001", "checkpoint-000002", "checkpoint-000001.2", "checkpoint-000002.2");
    }

    @Test
    void should_go_on_counting_from_a_checkpoint() {
        recorder.checkpoint = true;
        definition.result = Map.of("score", 1, Metrics.TIME_THIS_ITER_S, 2.5, Metrics.TIMESTEPS_THIS_ITER, 7);
        run();
        run(recorder.checkpoints.get(1), 1);
        Counters counters = recorder.reports.get(2).counters();
        assertThat(counters).isEqualTo(new Counters(3, 1, 2.5, 7.5, 2.5, 21, 7, -1));
        assertThat(calls).containsSubsequence("2 setup", "2 load", "2 step");
    }

    @Test
    void should_begin_nothing_from_a_checkpoint_that_is_gone() {
        assertThat(run(directory.resolve("gone"), 1))
                .isEqualTo(new End.Unreadable(
                        "TUNE-330 the checkpoint " + directory.resolve("gone") + " does not exist (any more)"));
        assertThat(calls).isEmpty();
    }

    @Test
    void should_load_nothing_of_a_checkpoint_that_is_not_what_was_written() throws IOException {
        recorder.checkpoint = true;
        run();
        Path checkpoint = recorder.checkpoints.get(0);
        calls.clear();
        Files.writeString(checkpoint.resolve("half"), "wrutten");
        assertThat(run(checkpoint, 1))
                .isEqualTo(new End.Unreadable("TUNE-334 the checkpoint " + checkpoint
                        + " is damaged: half has other contents than were written"));
        assertThat(calls).isEmpty();
    }

    @Test
    void should_reset_an_object_for_the_next_trial_and_clean_it_up_in_the_end() {
        definition.canReset = true;
        run();
        run();
        pool.close();
        assertThat(calls).containsExactly("1 setup", "1 step", "1 step", "1 reset", "1 step", "1 step", "1 cleanup");
    }

    @Test
    void should_make_a_new_object_where_the_old_declines() {
        definition.canReset = true;
        definition.resets = false;
        run();
        assertThat(run()).isInstanceOf(End.Completed.class);
        assertThat(calls)
                .containsExactly("1 setup", "1 step", "1 step", "1 reset", "1 cleanup", "2 setup", "2 step", "2 step");
    }

    @Test
    void should_clean_up_an_object_whose_reset_throws() {
        definition.canReset = true;
        run();
        definition.fails = "reset";
        assertThat(run()).isInstanceOf(End.Failed.class);
        assertThat(calls).endsWith("1 reset", "1 cleanup");
    }

    @Test
    void should_never_reuse_an_object_that_failed() {
        definition.canReset = true;
        definition.fails = "step";
        run();
        definition.fails = "";
        run();
        assertThat(calls).containsExactly("1 setup", "1 step", "1 cleanup", "2 setup", "2 step", "2 step");
    }

    @Test
    void should_not_reuse_an_object_for_a_trial_with_other_resources() {
        definition.canReset = true;
        run(null, 1);
        run(null, 2);
        assertThat(calls).contains("2 setup").doesNotContain("1 reset");
    }
}
