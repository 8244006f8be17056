package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Checkpoint;
import dev.jtune.Config;
import dev.jtune.LoadCheckpoint;
import dev.jtune.Mode;
import dev.jtune.ResetConfig;
import dev.jtune.ResourceRequest;
import dev.jtune.ResourceRequest.Bundle;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialContext;
import dev.jtune.TrialOutcome;
import dev.jtune.exec.ThreadBackend;
import dev.jtune.exec.Ticker;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.Schedulers;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the code of a trial sees when it is paused, goes on, and takes over the state of another. */
@Timeout(60)
class PausedTrialsTests {
    private static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    /** Pauses each trial once, at a result, and lets them go on in that order when all have come. */
    private static class PauseOnce implements Scheduler {
        private final int at;
        private final Deque<Integer> paused = new ArrayDeque<>();
        private final List<Integer> before = new ArrayList<>();
        private boolean all;

        PauseOnce(int at) {
            this.at = at;
        }

        @Override
        public Decision onResult(Result result) {
            if (result.iteration() != at || before.contains(result.trial())) {
                return Decision.CONTINUE;
            }
            before.add(result.trial());
            paused.add(result.trial());
            return new Decision.Pause("lets others begin");
        }

        @Override
        public void onLastTrialAdd() {
            all = true;
        }

        @Override
        public @Nullable Resumption resume() {
            Integer next = all ? paused.poll() : null;
            return next == null ? null : resumption(next);
        }

        Resumption resumption(int trial) {
            return Resumption.of(trial);
        }
    }

    @Trainable
    static class Counting {
        private int count;
        private int rate;

        @Setup
        void setup(Config config) {
            rate = config.getInt("rate");
            SEEN.add("setup " + rate);
        }

        @Step
        double step() {
            count += rate;
            SEEN.add("step to " + count);
            return count;
        }

        @SaveCheckpoint
        Map<String, Object> save() {
            return Map.of("count", count);
        }

        @LoadCheckpoint
        void load(Map<String, Object> saved) {
            count = ((Number) saved.get("count")).intValue();
            SEEN.add("load " + count);
        }
    }

    @Trainable
    static class Reused extends Counting {
        @ResetConfig
        boolean reset(Config config) {
            SEEN.add("reset to " + config.getInt("rate"));
            super.setup(config);
            SEEN.remove(SEEN.size() - 1);
            super.count = 0;
            return true;
        }
    }

    private static Tuner study(Class<?> trainable, Scheduler scheduler) {
        return Tuner.of(trainable)
                .paramSpace("rate = grid_search(1, 10)")
                .metric("score", MAX)
                .stop("training_iteration >= 3")
                .scheduler(context -> scheduler)
                .backend(() -> new ThreadBackend(Bundle.of(1, 0), Ticker.SYSTEM));
    }

    @Test
    void should_go_on_in_another_object_where_it_was(@TempDir Path directory) {
        ResultGrid results =
                study(Counting.class, new PauseOnce(2)).directory(directory).fit();
        // both begin before either goes on: the slot of the first was free when it paused
        assertThat(SEEN)
                .containsExactly(
                        "setup 1",
                        "step to 1",
                        "step to 2",
                        "setup 10",
                        "step to 10",
                        "step to 20",
                        "setup 1",
                        "load 2",
                        "step to 3",
                        "setup 10",
                        "load 20",
                        "step to 30");
        assertThat(results.get(2).series("score")).containsExactly(10, 20, 30);
        assertThat(results.get(2).outcome()).isInstanceOf(TrialOutcome.Stopped.class);
        assertThat(journal(directory, JournalEvent.TrialPaused.class)).hasSize(2);
    }

    @Test
    void should_reset_an_object_for_a_trial_that_goes_on() {
        ResultGrid results = study(Reused.class, new PauseOnce(2)).fit();
        assertThat(SEEN)
                .contains("reset to 10", "reset to 1")
                .containsOnlyOnce("setup 1")
                .doesNotContain("setup 10");
        assertThat(results.get(1).series("score")).containsExactly(1, 2, 3);
        assertThat(results.get(2).series("score")).containsExactly(10, 20, 30);
    }

    @Test
    void should_begin_a_function_again_from_the_checkpoint_that_it_reported_last() {
        ResultGrid results = Tuner.of("function", trial -> {
                    int done = trial.checkpoint()
                            .map(checkpoint -> checkpoint.as(Integer.class))
                            .orElse(0);
                    SEEN.add(trial.number() + " from " + done);
                    for (int i = done + 1; i <= 3; i++) {
                        trial.report(Map.of("score", i), Checkpoint.of(i));
                    }
                    return null;
                })
                .paramSpace("rate = grid_search(1, 10)")
                .metric("score", MAX)
                .scheduler(context -> new PauseOnce(2))
                .backend(() -> new ThreadBackend(Bundle.of(1, 0), Ticker.SYSTEM))
                .fit();
        assertThat(SEEN).containsExactly("1 from 0", "2 from 0", "1 from 2", "2 from 2");
        assertThat(results.get(1).series("score")).containsExactly(1, 2, 3);
    }

    @Test
    void should_hear_each_iteration_once_of_a_function_without_checkpoints() {
        List<String> heard = new ArrayList<>();
        Scheduler scheduler = new PauseOnce(2) {
            @Override
            public Decision onResult(Result result) {
                heard.add(result.trial() + " at " + result.iteration());
                return super.onResult(result);
            }
        };
        ResultGrid results = Tuner.of("function", trial -> {
                    for (int i = 1; i <= 3; i++) {
                        trial.report("score", i);
                    }
                    return null;
                })
                .paramSpace("rate = grid_search(1, 10)")
                .metric("score", MAX)
                .scheduler(context -> scheduler)
                .backend(() -> new ThreadBackend(Bundle.of(1, 0), Ticker.SYSTEM))
                .fit();
        assertThat(heard).containsExactly("1 at 1", "1 at 2", "2 at 1", "2 at 2", "1 at 3", "2 at 3");
        assertThat(results.get(1).series("score")).containsExactly(1, 2, 3);
    }

    @Test
    void should_take_over_the_state_of_another_with_a_configuration_of_its_own(@TempDir Path directory) {
        // GIVEN a scheduler that lets trial 1 go on from where trial 2 is, at rate 5
        Scheduler scheduler = new PauseOnce(2) {
            @Override
            Resumption resumption(int trial) {
                return trial == 2
                        ? Resumption.of(2)
                        : new Resumption(
                                1, new Decision.Exploit(2, Config.of(Map.of("rate", 5L)), "2 is the better one"));
            }
        };
        List<String> heard = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void trialPaused(int trial, String reason) {
                heard.add(trial + " " + reason);
            }

            @Override
            public void trialExploited(int trial, int from, Config config, String reason) {
                heard.add(trial + " from " + from + " with " + config + ", " + reason);
            }
        };
        // WHEN only one checkpoint of each is kept
        ResultGrid results = study(Counting.class, scheduler)
                .listener(listener)
                .checkpoints(new CheckpointPolicy(1, false, 1, null, Mode.MAX))
                .directory(directory)
                .fit();
        assertThat(heard)
                .containsExactly(
                        "1 lets others begin", "2 lets others begin", "1 from 2 with rate=5, 2 is the better one");
        // THEN it counts on from the other's count, at the other's iteration
        assertThat(results.get(1).series("score")).containsExactly(1, 2, 25);
        assertThat(results.get(1).config()).isEqualTo(Config.of(Map.of("rate", 5L)));
        assertThat(journal(directory, JournalEvent.TrialExploited.class))
                .singleElement()
                .isEqualTo(new JournalEvent.TrialExploited(
                        1, 2, "checkpoint-000002", Config.of(Map.of("rate", 5L)), "2 is the better one"));
        assertThat(RecordedStudy.read(directory).orElseThrow().results().get(1).config())
                .isEqualTo(results.get(1).config());
    }

    @Test
    void should_not_wait_for_ever_for_a_scheduler_that_forgets_what_it_paused() {
        ResultGrid results = study(Counting.class, result -> new Scheduler.Decision.Pause("for ever"))
                .fit();
        assertThat(results.trials())
                .extracting(trial -> ((TrialOutcome.Stopped) trial.outcome()).reason())
                .containsExactly("nothing let it go on", "nothing let it go on");
    }

    private static <E> List<E> journal(Path directory, Class<E> type) {
        Stream<JournalEvent> events = FileJournal.read(directory.resolve("trials.jsonl")).stream();
        return events.filter(type::isInstance).map(type::cast).toList();
    }

    @Trainable
    static class Growing {
        private double cpu;

        @Setup
        void setup(TrialContext trial) {
            cpu = trial.resources().total().cpu();
        }

        @Step
        double step() {
            return cpu;
        }

        @SaveCheckpoint
        Map<String, Object> save() {
            return Map.of();
        }

        @LoadCheckpoint
        void load(Map<String, Object> saved) {}
    }

    @Test
    void should_hold_a_larger_share_where_slots_are_free(@TempDir Path directory) {
        ResultGrid results = Tuner.of(Growing.class)
                .paramSpace("rate = grid_search(1, 10)")
                .metric("score", MAX)
                .stop("training_iteration >= 3")
                .resources(ResourceRequest.cpu(0.5))
                .scheduler(Schedulers.distributeResources(Schedulers.fifo()))
                .maxConcurrentTrials(4)
                .deterministic(true)
                .backend(() -> new ThreadBackend(Bundle.of(2, 0), Ticker.SYSTEM))
                .directory(directory)
                .fit();
        // four slots of half a CPU are two for each of two trials, from their first result on
        assertThat(results.get(1).series("score")).containsExactly(0.5, 1.0, 1.0);
        assertThat(results.get(2).series("score")).containsExactly(0.5, 1.0, 1.0);
        assertThat(journal(directory, JournalEvent.AttemptStarted.class))
                .extracting(JournalEvent.AttemptStarted::resources)
                .contains("cpu 0.5", "cpu 1");
    }
}
