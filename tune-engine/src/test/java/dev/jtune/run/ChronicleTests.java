package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Result;
import dev.jtune.TrialResult;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import dev.jtune.exec.Ticker;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.Journal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChronicleTests {
    private static final Path CHECKPOINT = Path.of("checkpoint-000001");

    private final List<String> heard = new ArrayList<>();

    private final class Listener implements RunListener {
        private final List<StudySpec> specs = new ArrayList<>();

        @Override
        public void studyStarted(StudyStarted event) {
            specs.add(event.spec());
        }

        @Override
        public void trialStarted(TrialStarted event) {
            heard.add("start " + event.number());
        }

        @Override
        public void resultReported(Result result) {
            heard.add("result " + result.iteration());
        }

        @Override
        public void checkpointSaved(int trial, int iteration, Path checkpoint) {
            heard.add("checkpoint " + iteration);
        }

        @Override
        public void trialRestarted(int trial, int attempt, Throwable cause) {
            heard.add("failure of attempt " + attempt + ": " + cause.getMessage());
        }

        @Override
        public void trialEnded(TrialResult result) {
            heard.add("end " + result.number());
        }
    }

    /** A trial that fails at its third result. */
    private static Tuner study() {
        return Tuner.of(SimulatedTrainable.of(
                        "study",
                        config -> IntStream.rangeClosed(1, 3)
                                .mapToObj(i -> {
                                    if (i == 3) {
                                        throw new IllegalStateException("too large");
                                    }
                                    return SimulatedTrainable.step(Duration.ofSeconds(1), "score", i);
                                })
                                .iterator()))
                .metric("score", Mode.MAX)
                .numSamples(1)
                .checkpoints(new CheckpointPolicy(1, false, 1, null, Mode.MAX))
                .failures(new FailurePolicy(1, false, 1))
                .backend(() -> new SimulatedBackend(1));
    }

    @Test
    void should_tell_listeners_of_each_step_of_a_trial() {
        study().listener(new Listener()).fit();

        assertThat(heard)
                .containsExactly(
                        "start 1",
                        "result 1",
                        "checkpoint 1",
                        "result 2",
                        "checkpoint 2",
                        "failure of attempt 1: too large",
                        "end 1");
    }

    private final class Recorded implements Journal {
        @Override
        public void append(JournalEvent event) {
            heard.add(event.getClass().getSimpleName());
        }

        @Override
        public void flush() {
            heard.add("flush");
        }

        @Override
        public void force() {
            heard.add("force");
        }

        @Override
        public void breakOff() {
            heard.add("break off");
        }

        @Override
        public void close() {}
    }

    private static final class Hand implements Ticker {
        private long millis = 10_000;

        @Override
        public long nanos() {
            return TimeUnit.MILLISECONDS.toNanos(millis);
        }

        @Override
        public long millis() {
            return millis;
        }
    }

    @Test
    void should_bring_a_checkpoint_to_the_disk_at_most_once_in_a_second() {
        Hand hand = new Hand();
        Chronicle chronicle = new Chronicle(new Recorded(), new Listeners(List.of()), hand);
        LiveTrial trial = trial();

        for (int millis : new int[] {10_999, 11_000, 11_999, 12_000}) {
            hand.millis = millis;
            chronicle.kept(trial, 1, CHECKPOINT);
            heard.add("at " + millis);
        }

        assertThat(heard).containsExactly("at 10999", "force", "at 11000", "at 11999", "force", "at 12000");
    }

    @Test
    void should_bring_results_to_the_disk_at_most_once_in_five_seconds() {
        Hand hand = new Hand();
        Chronicle chronicle = new Chronicle(new Recorded(), new Listeners(List.of()), hand);
        LiveTrial trial = trial();
        Report report = new Report(Map.of("score", 1), Counters.START.after(Map.of(), 1), 0, null, false);

        for (int millis : new int[] {14_999, 15_000, 19_999, 20_000}) {
            hand.millis = millis;
            chronicle.reported(trial, report);
            heard.add("at " + millis);
        }

        heard.removeIf("ResultReported"::equals);
        assertThat(heard).containsExactly("at 14999", "force", "at 15000", "at 19999", "force", "at 20000");
    }

    @Test
    void should_hand_to_the_file_that_an_attempt_begins() {
        Chronicle chronicle = new Chronicle(new Recorded(), new Listeners(List.of()), new Hand());
        chronicle.started(trial());
        assertThat(heard).containsExactly("AttemptStarted", "flush");
    }

    @Test
    void should_hand_to_the_file_what_is_done_or_told_next() {
        Chronicle chronicle = new Chronicle(new Recorded(), new Listeners(List.of(new Listener())), new Hand());
        LiveTrial trial = trial();

        chronicle.deleted(trial, CHECKPOINT);
        chronicle.lost(trial, "gone");
        chronicle.failed(trial, new IllegalStateException("no"));
        chronicle.flush();
        chronicle.breakOff();

        assertThat(heard)
                .containsExactly(
                        "CheckpointDeleted",
                        "flush",
                        "AttemptLost",
                        "AttemptFailed",
                        "flush",
                        "failure of attempt 0: no",
                        "flush",
                        "break off");
    }

    private LiveTrial trial() {
        Listener listener = new Listener();
        study().listener(listener).fit();
        heard.clear();
        return new LiveTrial(1, new Suggestion.Try(Config.empty()), listener.specs.get(0), Path.of("study"));
    }
}
