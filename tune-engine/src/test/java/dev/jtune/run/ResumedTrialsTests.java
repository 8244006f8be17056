package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Metrics;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedStorage;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalEvent.AttemptFailed;
import dev.jtune.journal.JournalEvent.CheckpointSaved;
import dev.jtune.journal.JournalEvent.ResultReported;
import dev.jtune.journal.JournalEvent.TrialEnded;
import dev.jtune.journal.JournalEvent.TrialPaused;
import dev.jtune.journal.JournalException;
import dev.jtune.schedule.Scheduler;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a trial that another process goes on with knows of its past. */
@Timeout(30)
class ResumedTrialsTests {
    @TempDir
    private Path directory;

    private final SimulatedStorage storage = new SimulatedStorage();
    private final List<String> heard = new ArrayList<>();

    /** A trial of four results, a second each, with a checkpoint at the second and the fourth. */
    private Tuner study() {
        return Tuner.of(SimulatedTrainable.of(
                        "study",
                        config -> IntStream.rangeClosed(1, 4)
                                .mapToObj(i -> SimulatedTrainable.step(Duration.ofSeconds(1), "score", i))
                                .iterator()))
                .metric("score", MAX)
                .numSamples(1)
                .checkpoints(new CheckpointPolicy(2, false, 0, null, MAX))
                .backend(() -> new SimulatedBackend(1, storage))
                .listener(new RunListener() {
                    @Override
                    public void trialStarted(TrialStarted event) {
                        heard.add("start " + event.number());
                    }

                    @Override
                    public void resultReported(Result result) {
                        heard.add("result " + result.iteration());
                    }
                })
                .directory(directory);
    }

    private List<JournalEvent> events() {
        return FileJournal.read(directory.resolve("trials.jsonl"));
    }

    /** Leave the run as it was when it had recorded the {@code nth} such event; its checkpoints stay where they are. */
    private void interruptAfter(int nth, Predicate<JournalEvent> such) throws IOException {
        List<JournalEvent> events = events();
        int length = 0;
        for (int left = nth; left > 0; length++) {
            left -= such.test(events.get(length)) ? 1 : 0;
        }
        Files.delete(directory.resolve("trials.jsonl"));
        try (FileJournal journal = FileJournal.open(directory.resolve("trials.jsonl"))) {
            events.subList(0, length).forEach(journal::append);
        }
        heard.clear();
    }

    private static List<Object> each(TrialResult trial, String metric) {
        return trial.history().stream().map(row -> row.get(metric)).toList();
    }

    @Test
    void should_count_the_results_and_the_time_of_each_process() throws IOException {
        study().fit();
        interruptAfter(3, ResultReported.class::isInstance);
        TrialResult trial = study().restore().fit().get(1);
        assertThat(trial.series("score")).containsExactly(1, 2, 3, 4);
        assertThat(trial.attempts()).isEqualTo(2);
        assertThat(trial.duration())
                .as("three seconds, and two from its checkpoint on")
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(each(trial, Metrics.TRAINING_ITERATION)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(each(trial, Metrics.TIME_TOTAL_S)).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(each(trial, Metrics.TIME_SINCE_RESTORE)).containsExactly(1.0, 2.0, 1.0, 2.0);
        assertThat(each(trial, Metrics.CHECKPOINT_DIR_NAME))
                .containsExactly(null, "checkpoint-000002", null, "checkpoint-000004.2");
        assertThat(heard).as("each result is told once").containsExactly("start 1", "result 4");
    }

    @Test
    void should_keep_the_time_of_a_trial_that_had_ended() throws IOException {
        Tuner two = study().numSamples(2);
        two.fit();
        interruptAfter(1, TrialEnded.class::isInstance);
        ResultGrid results = study().numSamples(2).restore().fit();
        assertThat(results.trials())
                .extracting(TrialResult::duration)
                .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4));
        assertThat(heard).containsExactly("start 2", "result 1", "result 2", "result 3", "result 4");
    }

    @Test
    void should_save_the_checkpoint_again_that_it_did_not_come_to() throws IOException {
        study().fit();
        interruptAfter(2, ResultReported.class::isInstance);
        TrialResult trial = study().restore().fit().get(1);
        assertThat(each(trial, Metrics.CHECKPOINT_DIR_NAME))
                .containsExactly(null, "checkpoint-000002.2", null, "checkpoint-000004.2");
        assertThat(trial.duration()).as("two seconds, and all four").isEqualTo(Duration.ofSeconds(6));
        assertThat(events().stream().filter(CheckpointSaved.class::isInstance)).hasSize(2);
    }

    /** A trial that fails each time after its second result. */
    private Tuner failing() {
        Tuner failing = Tuner.of(SimulatedTrainable.of(
                "study",
                config -> IntStream.rangeClosed(1, 4)
                        .mapToObj(i -> {
                            if (i > 2) {
                                throw new IllegalStateException("no third");
                            }
                            return SimulatedTrainable.step(Duration.ofSeconds(1), "score", i);
                        })
                        .iterator()));
        return failing.metric("score", MAX)
                .numSamples(1)
                .failures(new FailurePolicy(2, false, 0))
                .backend(() -> new SimulatedBackend(1, storage))
                .directory(directory);
    }

    @Test
    void should_count_the_failures_of_each_process() throws IOException {
        assertThat(failing().fit().get(1).attempts()).isEqualTo(3);
        interruptAfter(1, AttemptFailed.class::isInstance);
        TrialResult trial = failing().restore().fit().get(1);
        assertThat(trial.attempts()).as("one before, and two after").isEqualTo(3);
        assertThat(trial.outcome()).isInstanceOf(TrialOutcome.Failed.class);
        assertThat(trial.series("score")).containsExactly(1, 2);
    }

    @Test
    void should_count_the_errors_of_each_process_as_tolerated() throws IOException {
        Tuner two = failing().numSamples(2).failures(new FailurePolicy(0, false, 1));
        two.fit();
        interruptAfter(1, TrialEnded.class::isInstance);
        ResultGrid results = failing()
                .numSamples(2)
                .failures(new FailurePolicy(0, false, 1))
                .restore()
                .fit();
        assertThat(results.trials())
                .extracting(trial -> ((TrialOutcome.Failed) trial.outcome()).tolerated())
                .containsExactly(true, false);
    }

    /** Pauses a trial at its second result, and lets it go on when another has come so far, or there is none. */
    private static final class Pairs implements Scheduler {
        private final List<Integer> paused = new ArrayList<>();
        private final boolean ready;

        Pairs(boolean ready) {
            this.ready = ready;
        }

        @Override
        public Decision onResult(Result result) {
            if (result.iteration() != 2) {
                return Decision.CONTINUE;
            }
            paused.add(result.trial());
            return new Decision.Pause("waits");
        }

        @Override
        public @Nullable Resumption resume() {
            return !ready || paused.isEmpty() ? null : Resumption.of(paused.remove(0));
        }
    }

    @Test
    void should_go_on_with_a_trial_that_was_paused() throws IOException {
        study().scheduler(context -> new Pairs(true)).fit();
        interruptAfter(1, TrialPaused.class::isInstance);
        TrialResult trial =
                study().scheduler(context -> new Pairs(true)).restore().fit().get(1);
        assertThat(trial.series("score")).containsExactly(1, 2, 3, 4);
        assertThat(trial.duration()).isEqualTo(Duration.ofSeconds(4));
        assertThat(heard).containsExactly("start 1", "result 3", "result 4");
    }

    @Test
    void should_refuse_a_scheduler_that_would_not_have_let_it_go_on() throws IOException {
        study().scheduler(context -> new Pairs(true)).fit();
        interruptAfter(1, JournalEvent.TrialResumed.class::isInstance);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() ->
                        study().scheduler(context -> new Pairs(false)).restore().fit())
                .withMessage(
                        "TUNE-407 the scheduler let trial 1 go on, and now none: the searcher, the scheduler, their"
                                + " settings or the space have changed; delete the study's directory to start anew");
    }
}
