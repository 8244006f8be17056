package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.ResourceRequest;
import dev.jtune.ResourceRequest.Bundle;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.Backend;
import dev.jtune.exec.Launch;
import dev.jtune.exec.ThreadBackend;
import dev.jtune.exec.Ticker;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.Journal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.Stopper;
import dev.jtune.search.Observation;
import dev.jtune.search.Searcher;
import dev.jtune.trainable.TrialFunction;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run makes of everything that can go wrong around its trials. */
@Timeout(30)
class StudyRunTests {
    private static Tuner study(TrialFunction function) {
        return Tuner.of("study", function)
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(4)
                .maxConcurrentTrials(1);
    }

    /** One trial after the other, each reports its scores a second apart. */
    private static Tuner simulated(double... scores) {
        return Tuner.of(SimulatedTrainable.of(
                        "simulated",
                        config -> IntStream.range(0, scores.length)
                                .mapToObj(i -> SimulatedTrainable.step(Duration.ofSeconds(1), "score", scores[i]))
                                .iterator()))
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(4)
                .backend(() -> new SimulatedBackend(1));
    }

    private static Searcher searcher(java.util.function.IntFunction<Searcher.Suggestion> suggestions) {
        return new Searcher() {
            @Override
            public Suggestion suggest(int number) {
                return suggestions.apply(number);
            }

            @Override
            public String name() {
                return "Scripted";
            }
        };
    }

    private static Searcher.Suggestion tryX(double x) {
        return new Searcher.Suggestion.Try(Config.of(Map.of("x", x)));
    }

    private static Stopper stopper(java.util.function.Function<Result, @Nullable String> condition) {
        return condition::apply;
    }

    @Test
    void should_end_when_the_searcher_is_exhausted() {
        ResultGrid results = study(trial -> trial.number())
                .searcher(
                        context -> searcher(number -> number < 3 ? tryX(number) : new Searcher.Suggestion.Exhausted()))
                .fit();
        assertThat(results.size()).isEqualTo(2);
    }

    @Test
    void should_ask_a_waiting_searcher_again_when_a_trial_has_ended() {
        List<Integer> ended = new ArrayList<>();
        ResultGrid results = simulated(1, 2)
                .backend(() -> new SimulatedBackend(4))
                .searcher(context -> new Searcher() {
                    @Override
                    public Suggestion suggest(int number) {
                        return ended.size() < number - 1 ? new Suggestion.Wait() : tryX(number);
                    }

                    @Override
                    public void onTrialEnd(Observation observation) {
                        ended.add(observation.number());
                    }

                    @Override
                    public OptionalInt total() {
                        return OptionalInt.of(4);
                    }
                })
                .fit();
        assertThat(results.size()).isEqualTo(4);
        assertThat(ended).containsExactly(1, 2, 3, 4);
    }

    @Test
    void should_not_wait_for_ever_for_a_searcher_that_waits_for_nothing() {
        assertThatExceptionOfType(StudyFailedException.class)
                .isThrownBy(() -> study(trial -> 1)
                        .searcher(context -> searcher(number -> new Searcher.Suggestion.Wait()))
                        .fit())
                .withMessage("TUNE-400 the run of study broke: java.lang.IllegalStateException: TUNE-410 the searcher"
                        + " Scripted waits for a trial to end, and none is running; it must suggest a configuration or"
                        + " say that it is exhausted; the trials that had ended are in its journal");
    }

    @Test
    void should_break_off_when_the_searcher_throws() {
        List<TrialResult> ended = new ArrayList<>();
        assertThatExceptionOfType(StudyFailedException.class)
                .isThrownBy(() -> study(trial -> 1)
                        .searcher(context -> searcher(number -> {
                            if (number == 3) {
                                throw new IllegalArgumentException("no third");
                            }
                            return tryX(number);
                        }))
                        .listener(new RunListener() {
                            @Override
                            public void trialEnded(TrialResult result) {
                                ended.add(result);
                            }
                        })
                        .fit())
                .withRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(ended).hasSize(2);
    }

    @Test
    void should_break_off_when_the_searcher_cannot_learn() {
        assertThatExceptionOfType(StudyFailedException.class)
                .isThrownBy(() -> study(trial -> 1)
                        .searcher(context -> new Searcher() {
                            @Override
                            public Suggestion suggest(int number) {
                                return tryX(number);
                            }

                            @Override
                            public void onTrialEnd(Observation observation) {
                                throw new StackOverflowError("deep");
                            }
                        })
                        .fit())
                .withCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void should_break_off_when_the_scheduler_throws() {
        CountDownLatch both = new CountDownLatch(2);
        assertThatExceptionOfType(StudyFailedException.class)
                .isThrownBy(() -> study(trial -> {
                            both.countDown();
                            both.await();
                            for (int i = 0; ; i++) {
                                trial.report("score", i);
                            }
                        })
                        .resources(ResourceRequest.cpu(0.5))
                        .maxConcurrentTrials(2)
                        .scheduler(context -> result -> {
                            throw new IllegalStateException("no rungs");
                        })
                        .fit())
                .withMessageContaining("no rungs");
    }

    @Test
    void should_give_up_when_the_journal_cannot_be_written() throws InterruptedException {
        for (int events = 0; events < 12; events++) {
            StudySpec spec = specOf(simulated(1, 2));
            try (Backend backend = new SimulatedBackend(2)) {
                Course course = new Course(
                        spec,
                        searcher(StudyRunTests::tryX),
                        result -> Scheduler.Decision.CONTINUE,
                        List.of(),
                        4,
                        Path.of("unused"));
                Turns turns = Turns.none();
                Runner runner = new Runner(
                        spec,
                        course,
                        backend,
                        new Chronicle(new FullJournal(events), new Listeners(List.of()), backend.ticker()),
                        new Slots(spec, new ResourceLedger(backend.capacity()), turns, 2),
                        turns);
                runner.begin();
                runner.await(Long.MAX_VALUE);
                assertThat(runner.failure()).as("%d events", events).hasMessage("full");
            }
        }
    }

    /** Takes some events, then none. */
    private static final class FullJournal implements Journal {
        private int room;

        FullJournal(int room) {
            this.room = room;
        }

        @Override
        public void append(JournalEvent event) {
            if (room-- <= 0) {
                throw new JournalException("full", null);
            }
        }

        @Override
        public void force() {}

        @Override
        public void close() {}
    }

    @Test
    void should_keep_an_interrupt_within_its_trial(@TempDir Path directory) {
        List<Boolean> interrupted = new ArrayList<>();
        ResultGrid results = study(trial -> {
                    interrupted.add(Thread.currentThread().isInterrupted());
                    Thread.currentThread().interrupt();
                    trial.report("score", 1);
                    return 2;
                })
                .directory(directory)
                .fit();
        assertThat(results.numTerminated()).isEqualTo(4);
        assertThat(interrupted).containsExactly(false, false, false, false);
        assertThat(RecordedStudy.read(directory).orElseThrow().results().numTerminated())
                .isEqualTo(4);
    }

    @Test
    void should_break_off_when_an_attempt_cannot_be_started() {
        assertThatExceptionOfType(StudyFailedException.class)
                .isThrownBy(() -> study(trial -> 1)
                        .backend(() -> new FailingBackend(new OutOfMemoryError("unable to create native thread")))
                        .fit())
                .withCauseInstanceOf(OutOfMemoryError.class);
    }

    private record FailingBackend(Error error) implements Backend {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Bundle capacity() {
            return Bundle.of(2, 0);
        }

        @Override
        public void start(Launch launch, AttemptEvents events) {
            throw error;
        }

        @Override
        public void requestStop(int trial) {}

        @Override
        public void close() {}
    }

    @Test
    void should_go_on_when_a_listener_throws() {
        List<Integer> heard = new ArrayList<>();
        ResultGrid results = simulated(1)
                .listener(new RunListener() {
                    @Override
                    public void resultReported(Result result) {
                        throw new AssertionError("not now");
                    }

                    @Override
                    public int hashCode() {
                        throw new AssertionError("nor this");
                    }

                    @Override
                    public boolean equals(@Nullable Object other) {
                        return this == other;
                    }
                })
                .listener(new RunListener() {
                    @Override
                    public void resultReported(Result result) {
                        heard.add(result.trial());
                    }
                })
                .fit();
        assertThat(results.hasErrors()).isFalse();
        assertThat(heard).containsExactly(1, 2, 3, 4);
    }

    @Test
    void should_hold_an_error_whose_own_code_throws() {
        ResultGrid results = study(trial -> {
                    throw new RuntimeException("hidden") {
                        @Override
                        public String toString() {
                            throw new IllegalStateException("toString");
                        }

                        @Override
                        public synchronized Throwable getCause() {
                            throw new IllegalStateException("getCause");
                        }
                    };
                })
                .failures(new FailurePolicy(0, true, 0))
                .fit();
        assertThat(results.numErrors()).isEqualTo(1);
        assertThat(results.size()).isEqualTo(1);
    }

    @Test
    void should_count_the_first_failures_as_tolerated() {
        ResultGrid results = study(trial -> {
                    if (trial.number() > 1) {
                        throw new IllegalStateException("no");
                    }
                    return 1;
                })
                .failures(new FailurePolicy(0, false, 2))
                .fit();
        assertThat(results)
                .extracting(trial ->
                        trial.outcome() instanceof TrialOutcome.Failed failed ? "tolerated " + failed.tolerated() : "")
                .containsExactly("", "tolerated true", "tolerated true", "tolerated false");
    }

    @Test
    void should_let_a_failed_trial_wait_behind_none_and_count_from_one_without_a_checkpoint() {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        ResultGrid results = study(trial -> {
                    int before = trial.iteration();
                    trial.report("score", before);
                    if (trial.number() == 1
                            && events.stream().filter("1 fails"::equals).count() < 2) {
                        events.add("1 fails");
                        throw new IllegalStateException("not yet");
                    }
                    events.add(trial.number() + " ends");
                    return null;
                })
                .numSamples(2)
                .failures(new FailurePolicy(2, false, 0))
                .fit();
        assertThat(events).containsExactly("1 fails", "1 fails", "1 ends", "2 ends");
        assertThat(results.get(1).attempts()).isEqualTo(3);
        assertThat(results.get(1).series("score")).as("each iteration once").containsExactly(0);
        assertThat(results.get(1).metrics()).containsEntry(Metrics.TRAINING_ITERATION, 1L);
    }

    @Test
    void should_end_the_study_when_its_time_is_over() {
        ResultGrid results =
                simulated(1, 2, 3).timeBudget(Duration.ofMillis(4500)).fit();
        assertThat(results).hasSize(2);
        assertThat(results.get(1).outcome()).isInstanceOf(TrialOutcome.Completed.class);
        assertThat(results.get(2).outcome())
                .isEqualTo(new TrialOutcome.Stopped("time budget", "the study's time is over"));
    }

    @Test
    void should_end_the_study_when_a_stopper_says_so() {
        ResultGrid results = simulated(1, 2, 3)
                .stopper(context -> new Stopper() {
                    private int seen;

                    @Override
                    public @Nullable String stopTrial(Result result) {
                        seen++;
                        return null;
                    }

                    @Override
                    public @Nullable String stopStudy() {
                        return seen >= 5 ? "enough" : null;
                    }
                })
                .fit();
        assertThat(results).hasSize(2);
        assertThat(results.get(2).iterations()).isEqualTo(2);
        assertThat(results.get(2).outcome()).isEqualTo(new TrialOutcome.Stopped("stop", "enough"));
    }

    @Test
    void should_ask_stoppers_before_the_scheduler() {
        List<Integer> scheduled = new ArrayList<>();
        simulated(1, 2, 3)
                .numSamples(1)
                .stopper(context -> stopper(result -> result.iteration() == 2 ? "two" : null))
                .scheduler(context -> result -> {
                    scheduled.add(result.iteration());
                    return Scheduler.Decision.CONTINUE;
                })
                .fit();
        assertThat(scheduled).containsExactly(1);
    }

    @Test
    void should_take_a_last_result_as_the_trials_own_end() {
        ResultGrid results = study(trial -> {
                    trial.report(Map.of("score", 5, Metrics.DONE, true));
                    return 6;
                })
                .numSamples(1)
                .stopper(context -> stopper(result -> "at once"))
                .scheduler(context -> result -> new Scheduler.Decision.Stop("at once"))
                .fit();
        assertThat(results.get(1).outcome()).isInstanceOf(TrialOutcome.Completed.class);
        assertThat(results.get(1).score()).isEqualTo(5);
    }

    @Test
    void should_make_a_trial_an_error_that_is_stopped_without_its_metric() {
        ResultGrid results = study(trial -> {
                    for (int i = 0; ; i++) {
                        trial.report("loss", i);
                    }
                })
                .numSamples(1)
                .stop("training_iteration >= 3")
                .fit();
        assertThat(results.get(1).error().orElseThrow())
                .hasMessage("TUNE-310 study trial 001 ended without the metric 'score': it reported loss; report it, or"
                        + " name another metric in @Tune");
    }

    @Test
    void should_know_a_stop_that_was_wrapped() {
        ResultGrid results = study(trial -> {
                    try {
                        for (int i = 0; ; i++) {
                            trial.report("score", i);
                        }
                    } catch (Throwable e) {
                        throw new IllegalStateException("something went wrong", e);
                    }
                })
                .numSamples(1)
                .stop("training_iteration >= 3")
                .fit();
        assertThat(results.get(1).outcome()).isInstanceOf(TrialOutcome.Stopped.class);
    }

    @Test
    void should_ask_for_no_trial_that_would_only_wait() {
        List<Integer> suggested = new ArrayList<>();
        List<Integer> endedBefore = new ArrayList<>();
        simulated(1)
                .backend(() -> new SimulatedBackend(2))
                .searcher(context -> new Searcher() {
                    private int ended;

                    @Override
                    public Suggestion suggest(int number) {
                        if (number > 4) {
                            return new Suggestion.Exhausted();
                        }
                        suggested.add(number);
                        endedBefore.add(ended);
                        return tryX(number);
                    }

                    @Override
                    public void onTrialEnd(Observation observation) {
                        ended++;
                    }
                })
                .fit();
        assertThat(suggested).containsExactly(1, 2, 3, 4);
        assertThat(endedBefore).containsExactly(0, 0, 1, 2);
    }

    @Test
    void should_fail_only_the_trial_whose_request_never_fits() {
        ResultGrid results = Tuner.of(
                        new RequestingDefinition(config -> ResourceRequest.cpu(config.getInt("cpus")), trial -> 1))
                .paramSpace("cpus = grid_search([1, 5, 2])")
                .metric("score", MIN)
                .backend(() -> new ThreadBackend(Bundle.of(2, 0), Ticker.SYSTEM))
                .fit();
        assertThat(results.numErrors()).isEqualTo(1);
        assertThat(results.get(2).error().orElseThrow())
                .hasMessage("TUNE-420 a trial needs cpu 5; there is cpu 2 in all; ask for less in @Resources, or run on"
                        + " a larger machine");
    }

    @Test
    void should_run_as_many_trials_as_fit_by_their_own_requests() {
        CountDownLatch all = new CountDownLatch(4);
        ResultGrid results = Tuner.of(new RequestingDefinition(config -> ResourceRequest.cpu(0.25), trial -> {
                    all.countDown();
                    all.await();
                    return 1;
                }))
                .metric("score", MIN)
                .numSamples(4)
                .backend(() -> new ThreadBackend(Bundle.of(1, 0), Ticker.SYSTEM))
                .fit();
        assertThat(results.numTerminated()).isEqualTo(4);
    }

    @Test
    void should_cancel_what_runs_when_its_thread_is_interrupted(@TempDir Path directory) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<ResultGrid> returned = new ArrayList<>();
        Tuner tuner = study(trial -> {
                    trial.report("score", 1);
                    started.countDown();
                    never.await();
                    return 2;
                })
                .directory(directory);
        Thread thread = new Thread(() -> returned.add(tuner.fit()));
        thread.start();
        started.await();
        thread.interrupt();
        thread.join();
        TrialOutcome cancelled = new TrialOutcome.Cancelled("the thread of the run was interrupted");
        assertThat(returned.get(0)).extracting(TrialResult::outcome).containsExactly(cancelled);
        assertThat(RecordedStudy.read(directory).orElseThrow().isFinished()).isTrue();
    }

    @Test
    void should_cancel_from_another_thread() {
        List<StudyRun> run = new ArrayList<>();
        StudySpec spec = specOf(simulated(1, 2, 3));
        run.add(StudyRun.of(spec, new RunListener() {
            @Override
            public void resultReported(Result result) {
                if (result.trial() == 2) {
                    run.get(0).cancel("enough of it");
                }
            }
        }));
        ResultGrid results = run.get(0).execute();
        assertThat(results).hasSize(2);
        assertThat(results.get(2).outcome()).isEqualTo(new TrialOutcome.Cancelled("enough of it"));
        assertThat(results.get(2).iterations()).isEqualTo(1);
    }

    @Test
    void should_start_nothing_when_cancelled_before() {
        StudyRun run = StudyRun.of(specOf(simulated(1)));
        run.cancel("never mind");
        assertThat(run.execute().size()).isZero();
    }

    /** Return what a tuner runs. */
    private static StudySpec specOf(Tuner tuner) {
        List<StudySpec> specs = new ArrayList<>();
        tuner.listener(new RunListener() {
                    @Override
                    public void studyStarted(StudyStarted event) {
                        specs.add(event.spec());
                    }
                })
                .fit();
        return specs.get(0);
    }

    @Test
    void should_touch_nothing_in_its_directory_that_no_run_wrote(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("previous"));
        Path mine = Files.writeString(directory.resolve("notes.txt"), "mine");
        Path old = Files.writeString(directory.resolve("previous/notes.txt"), "mine, too");
        for (int i = 0; i < 3; i++) {
            study(trial -> 1).directory(directory).fit();
        }
        assertThat(mine).hasContent("mine");
        assertThat(old).hasContent("mine, too");
        assertThat(directory.resolve("previous/trials.jsonl")).isNotEmptyFile();
    }
}
