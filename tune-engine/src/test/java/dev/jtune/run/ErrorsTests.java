package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.journal.JournalEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the journal says of ends and errors, and what is read of it. */
class ErrorsTests {
    private static final class Unspeakable extends RuntimeException {
        @Override
        public String toString() {
            throw new IllegalStateException("no words");
        }
    }

    private static JournalEvent.TrialEnded event(TrialOutcome outcome) {
        return Errors.toEvent(
                new TrialResult(
                        3,
                        "3",
                        Config.empty(),
                        1,
                        outcome,
                        0.5,
                        List.of(),
                        List.of(),
                        Path.of(""),
                        Duration.ofMillis(1500),
                        1,
                        ""),
                12_000);
    }

    @Test
    void should_read_what_was_written_of_every_outcome() {
        for (TrialOutcome outcome : List.of(
                new TrialOutcome.Completed(),
                new TrialOutcome.Stopped("ASHA", "too low"),
                new TrialOutcome.Infeasible("too large"),
                new TrialOutcome.Cancelled("killed"))) {
            assertThat(Errors.toOutcome(event(outcome))).isEqualTo(outcome);
        }
        assertThat(event(new TrialOutcome.Stopped("ASHA", "too low")))
                .isEqualTo(new JournalEvent.TrialEnded(3, "Stopped", false, "ASHA", "too low", 0.5, 12_000, 1.5));
    }

    @Test
    void should_read_the_text_of_an_error_with_its_stack_trace() {
        Exception cause = new IllegalStateException("no", new Exception("cause"));
        for (boolean tolerated : new boolean[] {true, false}) {
            TrialOutcome.Failed read =
                    (TrialOutcome.Failed) Errors.toOutcome(event(new TrialOutcome.Failed(cause, tolerated)));
            assertThat(read.tolerated()).isEqualTo(tolerated);
            assertThat(read.cause())
                    .hasToString("java.lang.IllegalStateException: no")
                    .hasMessageContaining("Caused by: java.lang.Exception: cause")
                    .hasMessageContaining("at " + ErrorsTests.class.getName());
        }
    }

    @Test
    void should_name_an_error_that_cannot_speak_by_its_class() {
        assertThat(Errors.describe(new Unspeakable())).isEqualTo(Unspeakable.class.getName());
        assertThat(Errors.headline(new Unspeakable())).isEqualTo(Unspeakable.class.getName());
        assertThat(Errors.headline(new IllegalStateException("no"))).isEqualTo("java.lang.IllegalStateException: no");
    }

    @Test
    void should_call_an_error_without_a_text_an_error() {
        assertThat(new RecordedError("")).hasToString("an error");
    }
}
