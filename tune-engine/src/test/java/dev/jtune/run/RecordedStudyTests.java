package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Checkpoint;
import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Objective;
import dev.jtune.ResultConstraint;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalEvent.AttemptFailed;
import dev.jtune.journal.JournalEvent.AttemptStarted;
import dev.jtune.journal.JournalEvent.CheckpointDeleted;
import dev.jtune.journal.JournalEvent.CheckpointDistrusted;
import dev.jtune.journal.JournalEvent.CheckpointSaved;
import dev.jtune.journal.JournalEvent.ResultReported;
import dev.jtune.journal.JournalEvent.RunEnded;
import dev.jtune.journal.JournalEvent.RunResumed;
import dev.jtune.journal.JournalEvent.RunStarted;
import dev.jtune.journal.JournalEvent.TrialEnded;
import dev.jtune.journal.JournalEvent.TrialExploited;
import dev.jtune.journal.JournalEvent.TrialSuggested;
import dev.jtune.journal.JournalEvent.VerdictReached;
import dev.jtune.journal.JournalException;
import dev.jtune.run.RecordedStudy.RecordedTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal tells of a run, read without the study that wrote it. */
class RecordedStudyTests {
    private static final Path DIRECTORY = Path.of("study");

    private final List<JournalEvent> events = new ArrayList<>(List.of(start(Map.of())));

    private static RunStarted start(Map<String, String> settings) {
        return new RunStarted(
                FileJournal.VERSION,
                "run-1",
                "study",
                42,
                List.of(Objective.of("score", MAX)),
                List.of(ResultConstraint.parse("loss <= 1")),
                9,
                "Random",
                "FIFO",
                "digest of the space",
                "digest of the code",
                settings,
                1000);
    }

    private static Config x(double value) {
        return Config.of(Map.of("x", value));
    }

    private void trial(int number) {
        events.add(new TrialSuggested(number, x(number), 100 + number, "by"));
        begin(number, 1, null);
    }

    private void begin(int trial, int attempt, @Nullable String from) {
        events.add(new AttemptStarted(trial, attempt, 2000, 77, "host", "10.0.0.1", "cpu 1", from));
    }

    private void report(int trial, double score, @Nullable String checkpoint) {
        events.add(new ResultReported(trial, 1, 0, Map.of("score", score, "loss", 3), 0.5, 9_000, checkpoint));
    }

    private void end(int trial, String outcome, String reason) {
        events.add(new TrialEnded(trial, outcome, true, "ASHA", reason, 0, 12_000, 2.5));
    }

    private RecordedStudy read() {
        return RecordedStudy.of(events, DIRECTORY);
    }

    private TrialResult result(int trial) {
        return read().trial(trial).orElseThrow().result();
    }

    private static List<Object> each(TrialResult result, String metric) {
        return result.history().stream().map(row -> row.get(metric)).toList();
    }

    @Test
    void should_know_a_trial_that_ended() {
        trial(1);
        report(1, 4, null);
        report(1, 5, null);
        end(1, "Completed", "");
        RecordedTrial recorded = read().trial(1).orElseThrow();
        TrialResult result = recorded.result();
        assertThat(recorded.id()).isEqualTo("1-" + x(1).shortDigest()).isEqualTo(result.id());
        assertThat(recorded.number()).isEqualTo(1);
        assertThat(recorded.config()).isEqualTo(x(1)).isEqualTo(result.config());
        assertThat(recorded.seed()).isEqualTo(101).isEqualTo(result.seed());
        assertThat(recorded.iterations()).isEqualTo(2);
        assertThat(result.number()).isEqualTo(1);
        assertThat(result.outcome()).isEqualTo(new TrialOutcome.Completed());
        assertThat(result.score()).isEqualTo(5);
        assertThat(result.by()).isEqualTo("by");
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(result.duration()).isEqualTo(Duration.ofMillis(2500));
        assertThat(result.directory()).isEqualTo(DIRECTORY.resolve("trial-00001"));
        assertThat(result.violation()).as("of loss <= 1").isEqualTo(2);
        assertThat(each(result, Metrics.DONE)).containsExactly(false, true);
        assertThat(result.metrics())
                .containsEntry(Metrics.TRAINING_ITERATION, 2L)
                .containsEntry(Metrics.TIME_TOTAL_S, 1.0)
                .containsEntry(Metrics.TIMESTAMP, 9L)
                .containsEntry(Metrics.PID, 77L)
                .containsEntry(Metrics.HOSTNAME, "host")
                .containsEntry(Metrics.NODE_IP, "10.0.0.1");
    }

    @Test
    void should_leave_one_whose_end_was_not_recorded_out_of_the_results() {
        trial(1);
        report(1, 4, null);
        assertThat(result(1).outcome()).isEqualTo(new TrialOutcome.Cancelled("its end was not recorded"));
        assertThat(result(1).duration()).isZero();
        assertThat(each(result(1), Metrics.DONE)).containsExactly(false);
        assertThat(read().results()).isEmpty();
        assertThat(read().trials()).hasSize(1);
        assertThat(read().trial(2)).isEmpty();
    }

    @Test
    void should_know_one_that_ended_without_a_result() {
        trial(1);
        end(1, "Infeasible", "too small");
        assertThat(result(1).outcome()).isEqualTo(new TrialOutcome.Infeasible("too small"));
        assertThat(result(1).score()).isNaN();
        assertThat(read().results()).hasSize(1);
    }

    @Test
    void should_know_each_outcome_by_its_name() {
        trial(1);
        end(1, "Stopped", "cut-off");
        trial(2);
        end(2, "Failed", "java.lang.Error: no\n\tat com.acme.Test");
        trial(3);
        end(3, "Cancelled", "enough");
        assertThat(result(1).outcome()).isEqualTo(new TrialOutcome.Stopped("ASHA", "cut-off"));
        assertThat(result(2).outcome()).isInstanceOfSatisfying(TrialOutcome.Failed.class, failed -> {
            assertThat(failed.tolerated()).isTrue();
            assertThat(failed.cause()).hasToString("java.lang.Error: no").hasMessageEndingWith("com.acme.Test");
        });
        assertThat(result(3).outcome()).isEqualTo(new TrialOutcome.Cancelled("enough"));
    }

    @Test
    void should_take_one_that_began_again_for_one_that_has_not_ended() {
        trial(1);
        end(1, "Failed", "no");
        begin(1, 2, null);
        assertThat(result(1).outcome()).isEqualTo(new TrialOutcome.Cancelled("its end was not recorded"));
        assertThat(result(1).attempts()).isEqualTo(2);
    }

    @Test
    void should_count_on_from_the_checkpoint_from_which_an_attempt_went_on() {
        trial(1);
        report(1, 1, "checkpoint-000001");
        report(1, 2, null);
        events.add(new CheckpointSaved(1, 1, 2, "checkpoint-000002"));
        report(1, 3, null);
        events.add(new AttemptFailed(1, 1, "no"));
        events.add(new CheckpointDeleted(1, "checkpoint-000002"));
        begin(1, 2, "checkpoint-000001");
        report(1, 20, null);
        assertThat(result(1).series("score")).containsExactly(1, 20);
        assertThat(each(result(1), Metrics.TRAINING_ITERATION)).containsExactly(1L, 2L);
        assertThat(each(result(1), Metrics.TIME_TOTAL_S)).containsExactly(0.5, 1.0);
        assertThat(each(result(1), Metrics.TIME_SINCE_RESTORE)).containsExactly(0.5, 0.5);
        assertThat(each(result(1), Metrics.CHECKPOINT_DIR_NAME)).containsExactly("checkpoint-000001", null);
        begin(1, 3, null);
        report(1, 30, null);
        assertThat(result(1).series("score")).as("from its start").containsExactly(30);
        begin(1, 4, "checkpoint-of-nobody");
        report(1, 40, null);
        assertThat(result(1).series("score")).containsExactly(40);
    }

    @Test
    void should_have_the_checkpoints_that_are_left_the_newest_first() {
        trial(1);
        report(1, 1, "checkpoint-000001");
        report(1, 2, null);
        events.add(new CheckpointSaved(1, 1, 2, "checkpoint-000002"));
        report(1, 3, "checkpoint-000003");
        assertThat(each(result(1), Metrics.CHECKPOINT_DIR_NAME))
                .containsExactly("checkpoint-000001", "checkpoint-000002", "checkpoint-000003");
        events.add(new CheckpointDeleted(1, "checkpoint-000002"));
        assertThat(result(1).checkpoints())
                .extracting(Checkpoint::path)
                .containsExactly(
                        DIRECTORY.resolve("trial-00001/checkpoint-000003"),
                        DIRECTORY.resolve("trial-00001/checkpoint-000001"));
    }

    @Test
    void should_go_on_after_the_state_of_another_with_its_own_past() {
        trial(1);
        for (int score = 1; score <= 4; score++) {
            report(1, score, null);
        }
        trial(2);
        report(2, 5, null);
        report(2, 6, "checkpoint-000002");
        events.add(new TrialExploited(1, 2, "checkpoint-000002", x(9), "is better"));
        begin(1, 2, "checkpoint-000002");
        report(1, 7, null);
        assertThat(result(1).config()).isEqualTo(x(9));
        assertThat(read().trial(1).orElseThrow().config()).isEqualTo(x(9));
        assertThat(result(1).id()).as("it stays").isEqualTo("1-" + x(1).shortDigest());
        assertThat(result(1).series("score")).containsExactly(1, 2, 3, 4, 7);
        assertThat(each(result(1), Metrics.TRAINING_ITERATION)).containsExactly(1L, 2L, 3L, 4L, 3L);
        assertThat(each(result(1), Metrics.CONFIG + "/x")).containsExactly(1.0, 1.0, 1.0, 1.0, 9.0);
        begin(1, 3, "checkpoint-000002");
        report(1, 8, null);
        assertThat(result(1).series("score")).as("each iteration once").containsExactly(1, 2, 3, 4, 8);
    }

    @Test
    void should_lose_a_checkpoint_that_was_not_whole_unless_it_was_that_of_another() {
        trial(1);
        report(1, 1, null);
        report(1, 2, "checkpoint-000002");
        trial(2);
        report(2, 5, null);
        report(2, 6, "checkpoint-000002");
        events.add(new TrialExploited(1, 2, "checkpoint-000002", x(9), "is better"));
        events.add(new CheckpointDistrusted(1, "checkpoint-000002", "it is torn"));
        assertThat(result(1).checkpoints()).as("its own of that name").hasSize(1);
        events.add(new CheckpointDistrusted(1, "checkpoint-000002", "it is torn"));
        assertThat(result(1).checkpoints()).isEmpty();
        assertThat(result(2).checkpoints()).hasSize(1);
    }

    @Test
    void should_refuse_a_journal_that_tells_of_a_trial_which_never_began() {
        report(3, 1, null);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(this::read)
                .withMessage("TUNE-406 the journal tells of trial 3, which never began");
    }

    @Test
    void should_know_the_run() {
        RecordedStudy study = read();
        assertThat(study.runId()).isEqualTo("run-1");
        assertThat(study.seed()).isEqualTo(42);
        assertThat(study.spaceDigest()).isEqualTo("digest of the space");
        assertThat(study.codeDigest()).isEqualTo("digest of the code");
        assertThat(study.results().study()).isEqualTo("study");
    }

    @Test
    void should_be_finished_by_its_end_unless_it_was_gone_on_with() {
        assertThat(read().isFinished()).isFalse();
        events.add(new RunEnded("", 0, 0));
        assertThat(read().isFinished()).isTrue();
        events.add(new RunResumed(0, 1, "host", "KEEP"));
        assertThat(read().isFinished()).isFalse();
        events.add(new RunEnded("", 0, 0));
        assertThat(read().isFinished()).isTrue();
    }

    /** A finished trial, within the constraints. */
    private void scored(int number, Config config, double score) {
        events.add(new TrialSuggested(number, config, number, ""));
        begin(number, 1, null);
        events.add(new ResultReported(number, 1, 0, Map.of("score", score, "loss", 0), 0.5, 9_000, null));
        end(number, "Completed", "");
    }

    @Test
    void should_hold_for_the_best_what_the_search_recommended() {
        scored(1, x(1), 1);
        scored(2, x(2), 2);
        assertThat(read().results().best().number()).isEqualTo(2);
        events.add(new RunEnded("", 0, 0));
        assertThat(read().results().best().number()).isEqualTo(2);
        events.add(new RunEnded("", 0, 1));
        assertThat(read().results().best().number()).isEqualTo(1);
    }

    @Test
    void should_compare_configurations_by_their_means_where_each_has_several_trials() {
        scored(1, x(1), 5);
        scored(2, x(1), 1);
        scored(3, x(2), 4);
        scored(4, x(2), 4);
        assertThat(read().results().best().config()).isEqualTo(x(1));
        events.set(0, start(Map.of(RecordedStudy.REPEATS, "1")));
        assertThat(read().results().best().config()).isEqualTo(x(1));
        events.set(0, start(Map.of(RecordedStudy.REPEATS, "3")));
        assertThat(read().results().best().config()).isEqualTo(x(2));
    }

    @Test
    void should_hold_the_last_verdict_of_each_name() {
        assertThat(read().verdict("gate")).isEmpty();
        events.add(new VerdictReached("gate", false, "too low"));
        events.add(new VerdictReached("other", false, "too low"));
        events.add(new VerdictReached("gate", true, "fine"));
        assertThat(read().verdict("gate")).contains(new VerdictReached("gate", true, "fine"));
    }

    @Test
    void should_read_what_is_there_and_record_verdicts_beside_it(@TempDir Path directory) {
        RecordedStudy.record(directory, "gate", true, "nobody ran");
        assertThat(directory.resolve("trials.jsonl")).doesNotExist();
        assertThat(RecordedStudy.read(directory)).isEmpty();
        try (FileJournal journal = FileJournal.open(directory.resolve("trials.jsonl"))) {
            journal.flush();
        }
        assertThat(RecordedStudy.read(directory)).as("of an empty file").isEmpty();
        try (FileJournal journal = FileJournal.open(directory.resolve("trials.jsonl"))) {
            events.forEach(journal::append);
        }
        RecordedStudy.record(directory, "gate", true, "fine");
        RecordedStudy study = RecordedStudy.read(directory).orElseThrow();
        assertThat(study.runId()).isEqualTo("run-1");
        assertThat(study.verdict("gate")).contains(new VerdictReached("gate", true, "fine"));
    }

    @Test
    void should_read_nothing_where_no_run_begins(@TempDir Path directory) {
        try (FileJournal journal = FileJournal.open(directory.resolve("trials.jsonl"))) {
            journal.append(new RunEnded("", 0, 0));
        }
        assertThat(RecordedStudy.read(directory)).isEmpty();
    }
}
