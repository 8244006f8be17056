package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Checkpoint;
import dev.jtune.Config;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.schedule.Scheduler;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a run which lost its power goes on from checkpoints that are whole, whatever the disk holds of the others. */
class DamagedCheckpointsTests {
    private static final int SAVED = 4;

    @TempDir
    private Path directory;

    private final List<Integer> begun = new ArrayList<>();

    private Tuner study() {
        return Tuner.of("power", trial -> {
                    int done = 0;
                    if (trial.checkpoint().isPresent()) {
                        Path saved = trial.checkpoint().orElseThrow().path().resolve("state/weights");
                        done = Integer.parseInt(Files.readString(saved).strip());
                    }
                    begun.add(done);
                    for (int i = done + 1; i <= SAVED + 1; i++) {
                        String state = i + "\n";
                        trial.report(Map.of("score", i), Checkpoint.of((Path empty) -> {
                            Files.createDirectory(empty.resolve("state"));
                            Files.writeString(empty.resolve("state/weights"), state);
                        }));
                    }
                    return null;
                })
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(1)
                .directory(directory);
    }

    /** Leave what a machine leaves that loses its power after the fourth result. */
    @BeforeEach
    void interrupt() throws IOException {
        study().fit();
        Path journal = directory.resolve("trials.jsonl");
        List<JournalEvent> events = FileJournal.read(journal);
        Files.delete(journal);
        try (FileJournal shorter = FileJournal.open(journal)) {
            for (JournalEvent event : events) {
                shorter.append(event);
                if (event instanceof JournalEvent.ResultReported result && result.iteration() == SAVED) {
                    break;
                }
            }
        }
        begun.clear();
    }

    private Path checkpoint(int iteration) {
        return directory.resolve("trial-00001/checkpoint-00000" + iteration);
    }

    private void damage(int iteration, String file, String how) throws IOException {
        Path damaged = checkpoint(iteration).resolve(file);
        switch (how) {
            case "gone" -> Files.delete(damaged);
            case "empty" -> Files.write(damaged, new byte[0]);
            case "zeros" -> Files.write(damaged, new byte[(int) Files.size(damaged)]);
            default -> throw new IllegalArgumentException(how);
        }
    }

    private void goOn(int from) {
        ResultGrid results = study().restore().fit();
        assertThat(begun).containsExactly(from);
        assertThat(results.get(1).series("score")).containsExactly(1, 2, 3, 4, 5);
        assertThat(results.get(1).outcome()).isEqualTo(new TrialOutcome.Completed());
        // AND its journal says the same
        assertThat(RecordedStudy.read(directory).orElseThrow().results().get(1).series("score"))
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void should_go_on_from_the_newest_where_it_is_whole() {
        goOn(SAVED);
    }

    @ParameterizedTest
    @CsvSource({
        "state/weights, gone",
        "state/weights, empty",
        "state/weights, zeros",
        ".tune-checkpoint.json, gone",
        ".tune-checkpoint.json, empty",
        ".tune-checkpoint.json, zeros"
    })
    void should_go_on_from_the_one_before(String file, String how) throws IOException {
        damage(SAVED, file, how);
        goOn(SAVED - 1);
    }

    @Test
    void should_go_on_from_the_start_where_none_is_whole() throws IOException {
        for (int i = 1; i <= SAVED; i++) {
            damage(i, "state/weights", "zeros");
        }
        goOn(0);
    }

    /** Each attempt does three steps, and each step adds x; at its second result trial 2 takes over from trial 1. */
    private Tuner pair(RunListener listener) {
        return Tuner.of("pair", trial -> {
                    int sum = 0;
                    if (trial.checkpoint().isPresent()) {
                        Path saved = trial.checkpoint().orElseThrow().path().resolve("sum");
                        sum = Integer.parseInt(Files.readString(saved));
                    }
                    for (int i = 0; i < 3; i++) {
                        sum += trial.config().getInt("x");
                        String state = Integer.toString(sum);
                        trial.report(
                                Map.of("score", sum),
                                Checkpoint.of((Path empty) -> Files.writeString(empty.resolve("sum"), state)));
                    }
                    return null;
                })
                .paramSpace("x = grid_search(1, 2)")
                .metric("score", MAX)
                .maxConcurrentTrials(1)
                .scheduler(context -> result -> result.trial() == 2 && result.iteration() == 2
                        ? new Scheduler.Decision.Exploit(1, Config.of(Map.of("x", 7L)), "follows 1")
                        : Scheduler.Decision.CONTINUE)
                .listener(listener)
                .directory(directory.resolve("pair"));
    }

    private void damageFirst() {
        try {
            Files.writeString(directory.resolve("pair/trial-00001/checkpoint-000003/sum"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String damagedFirst() {
        return "TUNE-334 the checkpoint " + directory.resolve("pair/trial-00001/checkpoint-000003")
                + " is damaged: sum has 0 bytes and was written with 1; pair trial 002 goes on from its"
                + " checkpoint-000002 instead";
    }

    private void requireOwnState(ResultGrid results) {
        ResultGrid recorded =
                RecordedStudy.read(directory.resolve("pair")).orElseThrow().results();
        for (ResultGrid each : List.of(results, recorded)) {
            assertThat(each.get(1).series("score")).containsExactly(1, 2, 3);
            assertThat(each.get(2).series("score")).containsExactly(2, 4, 11, 18, 25);
            assertThat(each.get(2).config()).isEqualTo(Config.of(Map.of("x", 7L)));
            assertThat(each.get(2).outcome()).isEqualTo(new TrialOutcome.Completed());
        }
    }

    @Test
    void should_take_over_the_state_of_another_trial_that_is_whole() {
        assertThat(pair(new RunListener() {}).fit().get(2).series("score")).containsExactly(2, 4, 10, 17, 24);
    }

    @Test
    void should_go_on_from_its_own_state_where_that_of_another_trial_is_damaged() {
        RunListener damage = new RunListener() {
            @Override
            public void trialExploited(int trial, int from, Config config, String reason) {
                damageFirst();
            }
        };
        List<ResultGrid> results = new ArrayList<>();
        // WHEN what a trial takes over is damaged before it begins again
        List<String> warnings = Warnings.during(() -> results.add(pair(damage).fit()));
        // THEN it goes on from its own state with the new configuration, without a failure
        requireOwnState(results.get(0));
        assertThat(warnings).containsExactly(damagedFirst());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void should_go_on_from_its_own_state_where_a_run_finds_that_of_another_trial_damaged(int more) throws IOException {
        // GIVEN a run that lost its power after a trial had taken over, before or after its next attempt had begun
        pair(new RunListener() {}).fit();
        Path journal = directory.resolve("pair/trials.jsonl");
        List<JournalEvent> events = FileJournal.read(journal);
        int takenOver = IntStream.range(0, events.size())
                .filter(i -> events.get(i) instanceof JournalEvent.TrialExploited)
                .findFirst()
                .orElseThrow();
        Files.delete(journal);
        try (FileJournal shorter = FileJournal.open(journal)) {
            events.subList(0, takenOver + 1 + more).forEach(shorter::append);
        }
        damageFirst();
        // WHEN it goes on
        List<ResultGrid> results = new ArrayList<>();
        List<String> warnings = Warnings.during(
                () -> results.add(pair(new RunListener() {}).restore().fit()));
        // THEN the trial goes on from its own state, and so it would once more
        requireOwnState(results.get(0));
        assertThat(warnings).containsExactly(damagedFirst());
    }

    @Test
    void should_say_what_is_wrong_and_from_where_it_goes_on() throws IOException {
        damage(SAVED, "state/weights", "empty");
        List<String> warnings = Warnings.during(() -> study().restore().fit());
        assertThat(warnings)
                .containsExactly("TUNE-334 the checkpoint " + checkpoint(SAVED)
                        + " is damaged: state/weights has 0 bytes and was written with 2; power trial 001 goes on from"
                        + " its checkpoint-000003 instead");
    }
}
