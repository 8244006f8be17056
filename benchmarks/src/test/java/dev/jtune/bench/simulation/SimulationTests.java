package dev.jtune.bench.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.Config;
import dev.jtune.journal.JournalEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SimulationTests {
    @TempDir
    private Path directory;

    /** Where there are few workers, the loss of a node leaves nobody; where there are many, messages cross. */
    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void should_hold_whatever_goes_wrong(int workers) throws IOException {
        int kills = 0;
        for (long seed = 0; seed < 150; seed++) {
            kills += SimulatedStudy.run(Scenario.of(seed, workers), directory.resolve(Long.toString(seed)))
                    .kills();
        }
        assertThat(kills).isPositive();
    }

    @Test
    void should_repeat_a_seed_exactly() throws IOException {
        // GIVEN a study of each scheduler
        for (long seed = 0; seed < Scenario.SCHEDULERS.size(); seed++) {
            Scenario scenario = Scenario.of(seed, 20);
            // WHEN it is run twice
            SimulatedStudy.Seen first = SimulatedStudy.run(scenario, directory.resolve(seed + " first"));
            SimulatedStudy.Seen second = SimulatedStudy.run(scenario, directory.resolve(seed + " second"));
            // THEN everything happens again
            assertThat(second.messages()).isEqualTo(first.messages());
            assertThat(second.events()).isEqualTo(first.events());
            assertThat(second.results().trials())
                    .map(trial -> trial.score() + " " + trial.duration() + " " + trial.attempts())
                    .isEqualTo(first.results().trials().stream()
                            .map(trial -> trial.score() + " " + trial.duration() + " " + trial.attempts())
                            .toList());
        }
    }

    private static final JournalEvent SUGGESTED = new JournalEvent.TrialSuggested(1, Config.empty(), 1, "");
    private static final JournalEvent STARTED = started(1, null);
    private static final JournalEvent ENDED = new JournalEvent.TrialEnded(1, "Completed", false, "", "", 1, 0, 1);

    private static JournalEvent started(int attempt, @Nullable String from) {
        return new JournalEvent.AttemptStarted(1, attempt, 0, 1, "host", "address", "cpu 1", from);
    }

    private static JournalEvent result(int attempt, int iteration) {
        return new JournalEvent.ResultReported(1, attempt, iteration, Map.of(), 1, 0, null);
    }

    private static void read(JournalEvent... events) {
        JournalAudit.read(List.of(events), Scenario.of(0, 20));
    }

    @Test
    void should_find_what_does_not_hold_in_a_journal() {
        read(SUGGESTED, STARTED, result(1, 1), ENDED);

        assertThatThrownBy(() -> read(SUGGESTED, STARTED, result(1, 1)))
                .hasMessage("trial 1 never ended, and is RUNNING");
        assertThatThrownBy(() -> read(SUGGESTED, STARTED, ENDED, ENDED)).hasMessageEndingWith("it had ended");
        assertThatThrownBy(() -> read(SUGGESTED, STARTED, ENDED, result(1, 1)))
                .hasMessageEndingWith("the trial is ENDED");
        assertThatThrownBy(() -> read(SUGGESTED, STARTED, result(1, 1), result(1, 1)))
                .hasMessageEndingWith("it follows iteration 1");
        assertThatThrownBy(() -> read(SUGGESTED, STARTED, STARTED)).hasMessageEndingWith("the trial is RUNNING");
        assertThatThrownBy(() -> read(
                        SUGGESTED,
                        STARTED,
                        new JournalEvent.AttemptLost(1, 1, "gone"),
                        started(2, "checkpoint-000003"),
                        result(1, 4)))
                .hasMessageEndingWith("attempt 2 runs");
    }
}
