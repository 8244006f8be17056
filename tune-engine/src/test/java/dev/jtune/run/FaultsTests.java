package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Checkpoint;
import dev.jtune.ResourceRequest.Bundle;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.ThreadBackend;
import dev.jtune.exec.Ticker;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.trainable.TrialFunction;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That whatever the code of a trial does becomes the outcome of that trial, and nothing else. */
@Timeout(60)
class FaultsTests {

    /** A study of three trials, of which the second does something else than the others. */
    private static Tuner study(TrialFunction second) {
        return Tuner.of("faults", trial -> trial.number() == 2 ? second.run(trial) : 1.0)
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(3)
                .backend(() -> new ThreadBackend(Bundle.of(2, 0), Ticker.SYSTEM));
    }

    private static Throwable onlyFailure(ResultGrid results) {
        assertThat(results.trials())
                .extracting(
                        TrialResult::number, trial -> trial.outcome().getClass().getSimpleName())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(1, "Completed"),
                        org.assertj.core.api.Assertions.tuple(2, "Failed"),
                        org.assertj.core.api.Assertions.tuple(3, "Completed"));
        return ((TrialOutcome.Failed) results.get(2).outcome()).cause();
    }

    private static final class Unspeakable {
        @Override
        public String toString() {
            throw new IllegalStateException("no words");
        }
    }

    private static Object endlessly(int depth) {
        return depth < 0 ? depth : endlessly(depth + 1);
    }

    private static Stream<Arguments> faults() {
        TrialFunction overflow = trial -> endlessly(0);
        TrialFunction exhausted = trial -> {
            throw new OutOfMemoryError("Java heap space");
        };
        TrialFunction linkage = trial -> {
            throw new NoClassDefFoundError("com/acme/Gone");
        };
        TrialFunction interrupted = trial -> {
            throw new InterruptedException("somebody's own");
        };
        TrialFunction unspeakable = trial -> Map.of("score", new Unspeakable());
        TrialFunction unwritable = trial -> {
            trial.report(Map.of("score", 1), Checkpoint.of((Path directory) -> {
                throw new IOException("No space left on device");
            }));
            return null;
        };
        return Stream.of(
                Arguments.of(overflow, StackOverflowError.class),
                Arguments.of(exhausted, OutOfMemoryError.class),
                Arguments.of(linkage, NoClassDefFoundError.class),
                Arguments.of(interrupted, InterruptedException.class),
                Arguments.of(unspeakable, RuntimeException.class),
                Arguments.of(unwritable, Exception.class));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void should_make_of_whatever_code_does_an_outcome_of_its_trial(
            TrialFunction fault, Class<? extends Throwable> cause, @TempDir Path directory) {
        ResultGrid results = study(fault).directory(directory).fit();
        assertThat(onlyFailure(results)).isInstanceOf(cause);
        assertThat(RecordedStudy.read(directory).orElseThrow().results().numErrors())
                .isEqualTo(1);
    }

    /** Stands still until somebody moves it. */
    private static final class Hand implements Ticker {
        private final AtomicLong nanos = new AtomicLong();

        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public long millis() {
            return nanos.get() / 1_000_000;
        }
    }

    @Test
    void should_give_up_a_trial_that_does_not_come_to_a_result() throws InterruptedException {
        // GIVEN a trial that runs in a circle until it is interrupted, and a clock that moves when the others have
        // ended
        CountDownLatch left = new CountDownLatch(1);
        Hand hand = new Hand();
        List<Integer> ended = new ArrayList<>();
        ResultGrid results = study(trial -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    left.countDown();
                    return 7;
                })
                .failures(FailurePolicy.STRICT.timeLimit(Duration.ofMillis(50)))
                .backend(() -> new ThreadBackend(Bundle.of(2, 0), hand))
                .listener(new RunListener() {
                    @Override
                    public void trialEnded(TrialResult result) {
                        ended.add(result.number());
                        if (ended.size() == 2) {
                            hand.nanos.set(Duration.ofMillis(50).toNanos());
                        }
                    }
                })
                .fit();
        assertThat(ended).containsExactly(1, 3, 2);
        // THEN the error says where it was, AND the others are not held up
        Throwable cause = onlyFailure(results);
        assertThat(cause).hasMessageStartingWith("TUNE-455 faults trial 002 had no result for 0.05 s, the timeLimit");
        assertThat(cause.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(FaultsTests.class.getName())
                        && frame.getMethodName().startsWith("lambda$"));
        // AND what it returned after all, as it was interrupted, is not heard
        left.await();
        assertThat(results.get(2).iterations()).isZero();
    }

    @Test
    void should_wait_longer_before_each_restart(@TempDir Path directory) {
        // GIVEN a trial that takes a second and fails, with a first restart after 2 s
        Tuner.of(SimulatedTrainable.of(
                        "failing",
                        config -> Stream.<SimulatedTrainable.Step>generate(() -> {
                                    throw new UncheckedIOException(new IOException("flaky"));
                                })
                                .iterator()))
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(1)
                .backend(() -> new SimulatedBackend(1))
                .failures(new FailurePolicy(3, false, 0).backOff(Duration.ofSeconds(2)))
                .directory(directory)
                .fit();
        // THEN they begin after 2, 4 and 8 s more
        assertThat(starts(directory)).containsExactly(0L, 2_000L, 6_000L, 14_000L);
    }

    private static List<Long> starts(Path directory) {
        return FileJournal.read(directory.resolve("trials.jsonl")).stream()
                .filter(JournalEvent.AttemptStarted.class::isInstance)
                .map(event -> ((JournalEvent.AttemptStarted) event).millis())
                .toList();
    }

    @Test
    void should_give_up_a_simulated_trial_at_its_limit_and_start_it_again(@TempDir Path directory) {
        int[] attempts = new int[1];
        ResultGrid results = Tuner.of(SimulatedTrainable.of("slow once", config -> {
                    int seconds = attempts[0]++ == 0 ? 100 : 1;
                    return Stream.of(SimulatedTrainable.step(Duration.ofSeconds(seconds), "score", seconds))
                            .iterator();
                }))
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(1)
                .backend(() -> new SimulatedBackend(1))
                .failures(new FailurePolicy(1, false, 0).timeLimit(Duration.ofSeconds(30)))
                .directory(directory)
                .fit();
        assertThat(results.get(1).outcome()).isEqualTo(new TrialOutcome.Completed());
        assertThat(starts(directory)).containsExactly(0L, 30_000L);
    }

    @Test
    void should_go_on_from_the_checkpoint_before_one_that_cannot_be_loaded() {
        // GIVEN a trial whose third attempt finds that its newest checkpoint is broken
        ResultGrid results = Tuner.of("broken", trial -> {
                    int done = trial.checkpoint()
                            .map(checkpoint -> {
                                int saved = checkpoint.as(Integer.class);
                                if (saved == 2) {
                                    throw new IllegalStateException("checkpoint 2 is broken");
                                }
                                return saved;
                            })
                            .orElse(0);
                    for (int i = done + 1; i <= 4; i++) {
                        trial.report(Map.of("score", i), Checkpoint.of(i));
                        if (i == 2) {
                            throw new IllegalStateException("it breaks");
                        }
                    }
                    return null;
                })
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(1)
                .failures(new FailurePolicy(2, false, 0))
                .fit();
        // THEN it began at 1 again after its checkpoint of 2 would not load
        assertThat(results.get(1).attempts()).isEqualTo(3);
        assertThat(results.get(1).series("score")).containsExactly(1, 2);
    }
}
