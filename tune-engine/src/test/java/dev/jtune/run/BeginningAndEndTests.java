package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.ResourceRequest;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalEvent.RunEnded;
import dev.jtune.journal.JournalEvent.RunStarted;
import dev.jtune.run.RunListener.StudyStarted;
import dev.jtune.schedule.Scheduler;
import dev.jtune.search.Searcher;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a run when it begins and when it ends, to its listeners and in its journal. */
@Timeout(30)
class BeginningAndEndTests {
    @TempDir
    private Path directory;

    private final List<StudyStarted> started = new ArrayList<>();
    private final List<ResultGrid> ended = new ArrayList<>();

    /** Three trials of one result each on a machine of four CPUs. */
    private Tuner study() {
        return listenedTo(Tuner.of(SimulatedTrainable.of(
                        "study",
                        config -> Stream.of(SimulatedTrainable.step(Duration.ofSeconds(1), "score", 1))
                                .iterator()))
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(3)
                .backend(() -> new SimulatedBackend(4))
                .directory(directory));
    }

    private Tuner listenedTo(Tuner tuner) {
        return tuner.listener(new RunListener() {
            @Override
            public void studyStarted(StudyStarted event) {
                started.add(event);
            }

            @Override
            public void studyEnded(ResultGrid results) {
                ended.add(results);
            }
        });
    }

    private <E extends JournalEvent> E recorded(Class<E> type) {
        return FileJournal.read(directory.resolve("trials.jsonl")).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    // ---- the beginning

    @Test
    void should_say_what_begins() {
        ResultGrid results = study().seed(5).fit();
        assertThat(started).hasSize(1);
        StudyStarted event = started.get(0);
        assertThat(event.totalTrials()).isEqualTo(3);
        assertThat(event.resumed()).isFalse();
        assertThat(event.earlier()).isEmpty();
        assertThat(event.finished()).isEmpty();
        RunStarted recorded = recorded(RunStarted.class);
        assertThat(recorded.runId()).isEqualTo(event.runId());
        assertThat(recorded.study()).isEqualTo("study");
        assertThat(recorded.seed()).isEqualTo(5);
        assertThat(recorded.searcher()).isEqualTo(event.searcher());
        assertThat(recorded.scheduler()).isEqualTo(event.scheduler());
        assertThat(recorded.totalTrials()).isEqualTo(3);
        assertThat(recorded.settings())
                .containsEntry("samples", "3")
                .containsEntry("concurrency", "4")
                .containsEntry("repeats", "1")
                .containsEntry("deterministic", "false");
        assertThat(ended).singleElement().isSameAs(results);
    }

    @Test
    void should_say_how_many_trials_run_at_a_time() {
        study().fit();
        study().maxConcurrentTrials(2).fit();
        study().numSamples(9).fit();
        study().numSamples(9).maxConcurrentTrials(100).fit();
        study().numSamples(9).resources(ResourceRequest.cpu(2)).fit();
        study().numSamples(9).deterministic(true).maxConcurrentTrials(6).fit();
        assertThat(started).extracting(StudyStarted::concurrency).containsExactly(3, 2, 4, 4, 2, 6);
    }

    @Test
    void should_say_how_many_earlier_trials_the_search_knows() {
        ResultGrid earlier = Tuner.of("study", trial -> {
                    if (trial.number() == 2) {
                        throw new IllegalStateException("no");
                    }
                    return 1;
                })
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(3)
                .fit();
        study().warmStart(earlier).fit();
        assertThat(started).extracting(StudyStarted::earlier).containsExactly("2 of 3 earlier trials");
    }

    @Test
    void should_say_what_had_ended_before() {
        ResultGrid before = study().fit();
        String run = started.get(0).runId();
        study().numSamples(4).restore().fit();
        StudyStarted again = started.get(1);
        assertThat(again.runId()).isEqualTo(run);
        assertThat(again.resumed()).isTrue();
        assertThat(again.finished())
                .extracting(TrialResult::config)
                .containsExactlyElementsOf(
                        before.trials().stream().map(TrialResult::config).toList());
    }

    @Test
    void should_begin_nothing_where_no_trial_ever_fits() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> study().resources(ResourceRequest.cpu(5)).fit())
                .withMessage(
                        "TUNE-420 @Resources: a trial needs cpu 5; there is cpu 4 in all; ask for less in @Resources,"
                                + " or run on a larger machine");
        assertThat(started).isEmpty();
    }

    @Test
    void should_throw_what_the_preparation_of_its_code_does() {
        for (Throwable thrown : List.of(new IllegalStateException("no"), new AssertionError("no"))) {
            assertThatThrownBy(() -> Tuner.of(new Unprepared(thrown))
                            .metric("score", MAX)
                            .fit())
                    .isSameAs(thrown);
        }
    }

    /** Cannot be prepared. */
    private static final class Unprepared extends StubFunction {
        private final Throwable thrown;

        private Unprepared(Throwable thrown) {
            super(Unprepared.class);
            this.thrown = thrown;
        }

        @Override
        public void prepare() {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }
    }

    @Test
    void should_take_no_order_before_it_begins_but_to_end() {
        StudyRun run = StudyRun.of(Specs.of(study()));
        assertThat(run.stopTrial(1, "seen enough")).isFalse();
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> run.suggest(Config.of(Map.of("x", 0.5))))
                .withMessageContaining("study takes no point now: the run has not begun");
        run.stop("first");
        run.cancel("second");
        assertThat(run.execute()).isEmpty();
        assertThat(recorded(RunEnded.class).reason())
                .as("the first order holds")
                .isEqualTo("hand: first");
    }

    @Test
    void should_tell_of_nothing_that_is_not_in_the_journal() {
        List<JournalEvent> newest = new ArrayList<>();
        RunListener reading = new RunListener() {
            private void read() {
                List<JournalEvent> events = FileJournal.read(directory.resolve("trials.jsonl"));
                newest.add(events.get(events.size() - 1));
            }

            @Override
            public void studyStarted(StudyStarted event) {
                read();
            }

            @Override
            public void studyEnded(ResultGrid results) {
                read();
            }
        };
        study().listener(reading).fit();
        assertThat(newest)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(RunStarted.class),
                        last -> assertThat(last).isInstanceOf(RunEnded.class));
    }

    @Test
    void should_take_orders_while_it_runs() {
        Config point = Config.of(Map.of("x", 0.125));
        ResultGrid results = study().maxConcurrentTrials(1)
                .listener(new RunListener() {
                    @Override
                    public void resultReported(Result result) {
                        RunControl control = started.get(0).control();
                        if (result.trial() == 1) {
                            control.suggest(point);
                            assertThat(control.stopTrial(1, "seen enough")).isTrue();
                        }
                    }
                })
                .fit();
        assertThat(results.get(1).outcome()).isEqualTo(new TrialOutcome.Stopped("hand", "seen enough"));
        assertThat(results.get(2).config()).isEqualTo(point);
        assertThat(results.get(2).by()).isEqualTo("hand");
        assertThat(results.get(3).outcome()).isEqualTo(new TrialOutcome.Completed());
    }

    // ---- the end

    @Test
    void should_record_why_it_ended_before_all_trials_were_done() {
        study().fit();
        assertThat(recorded(RunEnded.class).reason()).isEmpty();
        study().timeBudget(Duration.ofMillis(500)).fit();
        assertThat(recorded(RunEnded.class).reason()).isEqualTo("time budget: the study's time is over");
        StudyRun run = StudyRun.of(Specs.of(study()));
        run.cancel("enough");
        run.execute();
        assertThat(recorded(RunEnded.class).reason()).isEqualTo("enough");
    }

    @Test
    void should_record_which_trial_the_search_of_a_noisy_study_recommends() {
        ResultGrid results =
                study().searcher(context -> new Recommending()).noisy(true).fit();
        assertThat(results.best().number()).isEqualTo(2);
        assertThat(recorded(RunEnded.class).recommended()).isEqualTo(2);
        study().searcher(context -> new Recommending()).fit();
        assertThat(recorded(RunEnded.class).recommended()).isZero();
    }

    private static final class Recommending implements Searcher {
        @Override
        public Suggestion suggest(int number) {
            return new Suggestion.Try(Config.of(Map.of("x", 1.0 / number)));
        }

        @Override
        public OptionalInt recommend() {
            return OptionalInt.of(2);
        }
    }

    @Test
    void should_tell_the_scheduler_of_the_last_trial_when_it_is_added() {
        List<String> heard = new ArrayList<>();
        study().maxConcurrentTrials(1)
                .scheduler(context -> new Scheduler() {
                    @Override
                    public void onLastTrialAdd() {
                        heard.add("last");
                    }

                    @Override
                    public Decision onResult(Result result) {
                        heard.add("result of " + result.trial());
                        return Decision.CONTINUE;
                    }
                })
                .fit();
        assertThat(heard).containsExactly("result of 1", "result of 2", "last", "result of 3");
    }

    /** Pauses the first trial for as long as another runs. */
    private static final class PauseFirst implements Scheduler {
        @Override
        public Decision onResult(Result result) {
            return result.trial() == 1 ? new Decision.Pause("waits") : Decision.CONTINUE;
        }

        @Override
        public @Nullable Resumption resume() {
            return null;
        }
    }

    @Test
    void should_cancel_what_waits_with_what_runs_when_its_thread_is_interrupted() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<Boolean> interrupted = new ArrayList<>();
        Tuner tuner = listenedTo(Tuner.of("study", trial -> {
                    trial.report("score", 1);
                    second.countDown();
                    never.await();
                    return 2;
                })
                .metric("score", MAX)
                .numSamples(3)
                .maxConcurrentTrials(1)
                .scheduler(context -> new PauseFirst())
                .directory(directory));
        Thread thread = new Thread(() -> {
            tuner.fit();
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        thread.start();
        second.await();
        thread.interrupt();
        thread.join();
        TrialOutcome cancelled = new TrialOutcome.Cancelled("the thread of the run was interrupted");
        assertThat(ended)
                .singleElement()
                .satisfies(results -> assertThat(results.trials())
                        .extracting(TrialResult::outcome)
                        .containsExactly(cancelled, cancelled));
        assertThat(recorded(RunEnded.class).reason()).isEqualTo("the thread of the run was interrupted");
        assertThat(interrupted).as("its caller is to know").containsExactly(true);
    }
}
