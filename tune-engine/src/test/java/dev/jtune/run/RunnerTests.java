package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.LoadCheckpoint;
import dev.jtune.ResourceRequest;
import dev.jtune.ResourceRequest.Bundle;
import dev.jtune.Result;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.AttemptEvents.Directive;
import dev.jtune.exec.AttemptEvents.End;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Backend;
import dev.jtune.exec.Counters;
import dev.jtune.exec.Launch;
import dev.jtune.exec.Ticker;
import dev.jtune.journal.Journal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalEvent.AttemptLost;
import dev.jtune.journal.JournalEvent.CheckpointDeleted;
import dev.jtune.journal.JournalEvent.CheckpointSaved;
import dev.jtune.journal.JournalEvent.PointAdded;
import dev.jtune.journal.JournalEvent.RunStoodStill;
import dev.jtune.journal.JournalEvent.SearchEnded;
import dev.jtune.journal.JournalEvent.TrialEnded;
import dev.jtune.journal.JournalEvent.TrialExploited;
import dev.jtune.journal.JournalException;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.Scheduler.Decision;
import dev.jtune.search.Observation;
import dev.jtune.search.Searcher;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run does at each event of its attempts; two trials run at a time. */
@Timeout(20)
class RunnerTests {
    private static final End COMPLETED = new End.Completed();
    private static final End FAILED = new End.Failed(new IllegalStateException("no"));
    private static final Path FIRST = Path.of("checkpoint-000001");
    private static final Path SECOND = Path.of("checkpoint-000002");
    private static final Path OTHERS = Path.of("checkpoint-of-2");
    private static final Config TAKEN = Config.of(Map.of("x", 9));

    private final List<Launch> launches = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    private final List<JournalEvent> journal = new ArrayList<>();
    private @Nullable Class<?> unwritable;
    private Decision decision = Decision.CONTINUE;
    private final List<Scheduler.Cut> cuts = new ArrayList<>();
    private final Deque<Scheduler.Resumption> resumptions = new ArrayDeque<>();
    private final List<Scheduler.Resumption> whenSearched = new ArrayList<>();
    private @Nullable Error startError;
    private @Nullable RuntimeException recommendError;
    private final List<Scheduler.Cut> cutWhenSearched = new ArrayList<>();
    private final Deque<Config> inserted = new ArrayDeque<>();
    private final List<JournalEvent> past = new ArrayList<>();
    private final List<Scheduler.Cut> cutWhenStill = new ArrayList<>();
    private final List<Scheduler.Resumption> whenStill = new ArrayList<>();
    private final List<Double> learned = new ArrayList<>();
    private @Nullable RuntimeException learnError;
    private boolean waitsForAll;
    private int samples = 4;
    private int exhaustedAt = Integer.MAX_VALUE;
    private double cpus = 2;
    private long now;

    private @Nullable Runner runner;

    private final class Orders implements Backend {
        @Override
        public String name() {
            return "orders";
        }

        @Override
        public Ticker ticker() {
            return new Ticker() {
                @Override
                public long nanos() {
                    return now;
                }

                @Override
                public long millis() {
                    return now / 1_000_000;
                }
            };
        }

        @Override
        public Bundle capacity() {
            return Bundle.of(cpus, 0);
        }

        @Override
        public void start(Launch launch, AttemptEvents events) {
            if (startError != null) {
                throw startError;
            }
            launches.add(launch);
        }

        @Override
        public void requestStop(int trial) {
            orders.add("stop " + trial);
        }

        @Override
        public void deleteCheckpoint(Path checkpoint) {
            orders.add("delete " + checkpoint);
        }

        @Override
        public void close() {}
    }

    private final class Recorded implements Journal {
        @Override
        public void append(JournalEvent event) {
            if (unwritable != null && unwritable.isInstance(event)) {
                throw new JournalException("full", null);
            }
            journal.add(event);
        }

        @Override
        public void flush() {
            orders.add("flush");
        }

        @Override
        public void force() {}

        @Override
        public void breakOff() {
            orders.add("break off");
        }

        @Override
        public void close() {}
    }

    private final class Deciding implements Scheduler {
        @Override
        public Decision onResult(Result result) {
            return decision;
        }

        @Override
        public void onLastTrialAdd() {
            resumptions.addAll(whenSearched);
            cuts.addAll(cutWhenSearched);
        }

        @Override
        public void onStandstill() {
            resumptions.addAll(whenStill);
            whenStill.clear();
            cuts.addAll(cutWhenStill);
            cutWhenStill.clear();
        }

        @Override
        public List<Cut> cuts() {
            List<Cut> due = List.copyOf(cuts);
            cuts.clear();
            return due;
        }

        @Override
        public @Nullable Resumption resume() {
            return resumptions.poll();
        }

        @Override
        public Set<String> metrics() {
            return Set.of("epoch");
        }
    }

    private Runner begin(UnaryOperator<Tuner> settings, Turns turns) {
        return begin(settings.apply(Tuner.of("study", trial -> 1).paramSpace("x = randint(1, 9)")), turns);
    }

    private Runner begin(Tuner tuner, Turns turns) {
        StudySpec spec = Specs.of(tuner.metric("score", MAX).numSamples(samples));
        Backend backend = new Orders();
        Searcher searcher = new Searcher() {
            private int ended;

            @Override
            public Suggestion suggest(int number) {
                Config byHand = inserted.poll();
                if (byHand != null) {
                    return new Suggestion.Try(byHand, BY_HAND);
                }
                if (number >= exhaustedAt) {
                    return new Suggestion.Exhausted();
                }
                return waitsForAll && ended < number - 1
                        ? new Suggestion.Wait()
                        : new Suggestion.Try(Config.of(Map.of("x", number)));
            }

            @Override
            public boolean insert(Config config) {
                return inserted.add(config);
            }

            @Override
            public void onTrialEnd(Observation observation) {
                if (learnError != null) {
                    throw learnError;
                }
                learned.add(observation.seconds());
                ended++;
            }

            @Override
            public OptionalInt recommend() {
                if (recommendError != null) {
                    throw recommendError;
                }
                return OptionalInt.of(1);
            }
        };
        Course course = new Course(spec, searcher, new Deciding(), List.of(), spec.numSamples(), Path.of("study"));
        new Recovery(course, turns, false).tell(past);
        Slots slots = new Slots(spec, new ResourceLedger(backend.capacity()), turns, 2);
        Chronicle chronicle = new Chronicle(new Recorded(), new Listeners(List.of()), backend.ticker());
        Runner begun = new Runner(spec, course, backend, chronicle, slots, turns);
        begun.begin();
        runner = begun;
        return begun;
    }

    private Runner begin(UnaryOperator<Tuner> settings) {
        return begin(settings, Turns.none());
    }

    private Runner begin() {
        return begin(study -> study);
    }

    /** That another thread may ask something: nobody holds on to the run. */
    @AfterEach
    void should_hold_up_nobody() throws InterruptedException {
        Runner asked = runner;
        if (asked != null) {
            Thread other = new Thread(asked::reason);
            other.setDaemon(true);
            other.start();
            other.join(5_000);
            assertThat(other.isAlive()).as("it waits for the run").isFalse();
        }
    }

    private static Report report(int iteration, @Nullable Path checkpoint, boolean last) {
        Counters counters = Counters.START;
        while (counters.iteration() < iteration) {
            counters = counters.after(Map.of(), 1);
        }
        return new Report(Map.of("score", iteration), counters, 0, checkpoint, last);
    }

    private static Report report(int iteration) {
        return report(iteration, null, false);
    }

    /** Let trial 1 pause at its first result. */
    private void pauseFirst(Runner begun) {
        decision = new Decision.Pause("waits");
        begun.reported(newest(1), report(1));
        begun.ended(newest(1), COMPLETED);
    }

    private Launch newest(int trial) {
        return launches.stream()
                .filter(launch -> launch.trial() == trial)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private <E extends JournalEvent> Stream<E> recorded(Class<E> type) {
        return journal.stream().filter(type::isInstance).map(type::cast);
    }

    private static UnaryOperator<Tuner> keepingOne(int maxFailures) {
        return study -> study.checkpoints(new CheckpointPolicy(0, false, 1, null, MAX))
                .failures(new FailurePolicy(maxFailures, false, 0));
    }

    // ---- taking over

    /** Let the second trial take over the first checkpoint of the first, which has another one by now. */
    private Runner exploited(int maxFailures) {
        Runner begun = begin(keepingOne(maxFailures));
        begun.reported(newest(1), report(1, FIRST, false));
        decision = new Decision.Exploit(1, TAKEN, "1 is better");
        assertThat(begun.reported(newest(2), report(1))).isEqualTo(new Directive(false, true));
        decision = Decision.CONTINUE;
        begun.reported(newest(1), report(2, SECOND, false));
        assertThat(orders).as("it is held").doesNotContain("delete " + FIRST);
        return begun;
    }

    @Test
    void should_begin_again_at_once_from_the_state_of_another() {
        Runner begun = exploited(0);
        begun.ended(newest(2), COMPLETED);
        assertThat(recorded(TrialExploited.class))
                .containsExactly(new TrialExploited(2, 1, FIRST.toString(), TAKEN, "1 is better"));
        assertThat(launches).extracting(Launch::trial).containsExactly(1, 2, 2);
        assertThat(newest(2).restoreFrom()).isEqualTo(FIRST);
        assertThat(newest(2).config()).isEqualTo(TAKEN);
        assertThat(newest(2).attempt()).isEqualTo(2);
    }

    @Test
    void should_let_go_of_it_when_there_is_a_checkpoint_of_its_own() {
        Runner begun = exploited(0);
        begun.ended(newest(2), COMPLETED);
        begun.reported(newest(2), report(2));
        assertThat(orders).doesNotContain("delete " + FIRST);
        begun.reported(newest(2), report(3, OTHERS, false));
        assertThat(orders).contains("delete " + FIRST);
        assertThat(recorded(CheckpointDeleted.class)).containsExactly(new CheckpointDeleted(1, FIRST.toString()));
    }

    @Test
    void should_let_go_of_it_at_the_end() {
        Runner begun = exploited(0);
        begun.ended(newest(2), COMPLETED);
        begun.ended(newest(2), COMPLETED);
        assertThat(orders).contains("delete " + FIRST);
    }

    @Test
    void should_let_go_of_it_where_nothing_comes_of_it() {
        Runner begun = exploited(1);
        begun.ended(newest(2), COMPLETED);
        begun.ended(newest(2), FAILED);
        assertThat(orders).contains("delete " + FIRST);
        assertThat(newest(2).restoreFrom()).as("from its start").isNull();
        assertThat(newest(2).attempt()).isEqualTo(3);
    }

    @Test
    void should_let_go_of_it_where_it_does_not_come_to_it() {
        Runner begun = exploited(0);
        begun.ended(newest(2), FAILED);
        assertThat(orders).contains("delete " + FIRST);
        assertThat(recorded(TrialExploited.class)).isEmpty();
    }

    @Test
    void should_let_go_of_it_when_it_takes_over_another() {
        Runner begun = exploited(0);
        begun.ended(newest(2), COMPLETED);
        decision = new Decision.Exploit(1, TAKEN, "1 is better still");
        begun.reported(newest(2), report(2));
        assertThat(orders).doesNotContain("delete " + FIRST);
        begun.ended(newest(2), COMPLETED);
        assertThat(orders).contains("delete " + FIRST);
        assertThat(newest(2).restoreFrom()).isEqualTo(SECOND);
    }

    // ---- what trials need

    /** Begin trials that need as many CPUs as these say, in the order of their numbers. */
    private Runner beginWith(double... needed) {
        samples = needed.length;
        return begin(
                Tuner.of(new RequestingDefinition(
                                config -> {
                                    double cpu = needed[config.getInt("x") - 1];
                                    if (cpu < 0) {
                                        throw new IllegalStateException("nobody knows");
                                    }
                                    return ResourceRequest.cpu(cpu);
                                },
                                trial -> 1))
                        .paramSpace("x = randint(1, 9)"),
                Turns.none());
    }

    private List<Integer> begun() {
        return launches.stream().map(Launch::trial).toList();
    }

    @Test
    void should_let_a_trial_wait_for_room() {
        Runner begun = beginWith(1, 2, 1);
        assertThat(begun()).containsExactly(1);
        begun.ended(newest(1), COMPLETED);
        assertThat(begun()).containsExactly(1, 2);
        begun.ended(newest(2), COMPLETED);
        assertThat(begun()).containsExactly(1, 2, 3);
    }

    @Test
    void should_fail_a_trial_that_can_never_begin_and_go_on_with_the_next() {
        beginWith(5, -1, 1);
        assertThat(begun()).containsExactly(3);
        assertThat(recorded(TrialEnded.class)).extracting(TrialEnded::outcome).containsExactly("Failed", "Failed");
        assertThat(recorded(TrialEnded.class).map(TrialEnded::reason))
                .satisfiesExactly(
                        first -> assertThat(first).contains("TUNE-420 a trial needs cpu 5; there is cpu 2 in all"),
                        second -> assertThat(second).contains("nobody knows"));
    }

    @Test
    void should_let_a_new_trial_that_is_larger_than_what_is_left_of_the_machine_hold_up_none() {
        Runner begun = beginWith(1, 1, 2, 1);
        cpus = 1;
        begun.capacityChanged();
        begun.ended(newest(1), COMPLETED);
        begun.ended(newest(2), COMPLETED);
        assertThat(begun()).as("3 waits for the other CPU").containsExactly(1, 2, 4);
        cpus = 2;
        begun.capacityChanged();
        assertThat(begun()).as("which it needs for itself").containsExactly(1, 2, 4);
        begun.ended(newest(4), COMPLETED);
        assertThat(begun()).containsExactly(1, 2, 4, 3);
    }

    @Test
    void should_end_a_trial_with_a_run_that_cannot_begin_it() {
        startError = new OutOfMemoryError("no thread");
        Runner begun = begin();
        assertThat(begun.failure()).isSameAs(startError);
        assertThat(begun.results(OptionalInt.empty()).trials())
                .extracting(TrialResult::outcome)
                .containsExactly(new TrialOutcome.Cancelled("the run failed: java.lang.OutOfMemoryError: no thread"));
    }

    @Test
    void should_write_what_outlives_the_loss_of_power_only_where_the_study_has_a_directory(@TempDir Path directory) {
        begin();
        assertThat(newest(1).durable()).isFalse();
        begin(study -> study.directory(directory));
        assertThat(newest(1).durable()).isTrue();
    }

    // ---- pauses

    @Test
    void should_go_on_at_once_where_it_may_before_it_has_paused() {
        Runner begun = begin();
        decision = new Decision.Pause("waits");
        begun.reported(newest(1), report(1));
        begun.reported(newest(2), report(1));
        decision = Decision.CONTINUE;
        resumptions.add(Scheduler.Resumption.of(1));
        begun.ended(newest(2), COMPLETED);
        assertThat(begun()).as("1 still runs").containsExactly(1, 2, 3);
        begun.ended(newest(1), COMPLETED);
        assertThat(begun()).containsExactly(1, 2, 3, 1);
    }

    @Test
    void should_go_on_with_what_may_now_that_no_other_trial_is_added() {
        exhaustedAt = 3;
        whenSearched.add(Scheduler.Resumption.of(1));
        Runner begun = begin();
        pauseFirst(begun);
        assertThat(begun()).as("2 still runs").containsExactly(1, 2, 1);
    }

    @Test
    void should_end_a_paused_trial_that_is_cut_at_the_result_of_another() {
        Runner begun = begin();
        pauseFirst(begun);
        decision = Decision.CONTINUE;
        cuts.add(new Scheduler.Cut(1, "the worst"));
        begun.reported(newest(2), report(1));
        assertThat(recorded(TrialEnded.class)).extracting(TrialEnded::reason).containsExactly("the worst");
    }

    @Test
    void should_warn_once_of_trials_that_pause_without_a_checkpoint() {
        List<String> warnings = Warnings.during(() -> {
            Runner begun = begin();
            decision = new Decision.Pause("waits");
            begun.reported(newest(1), report(1, FIRST, false));
            begun.ended(newest(1), COMPLETED);
            for (int trial = 2; trial <= 3; trial++) {
                begun.reported(newest(trial), report(1));
                begun.ended(newest(trial), COMPLETED);
            }
        });
        assertThat(warnings).singleElement().asString().startsWith("TUNE-454 study trial 002 was paused without");
    }

    // ---- orders

    @Test
    void should_stop_the_trial_that_a_person_names() {
        TrialOutcome byHand = new TrialOutcome.Stopped("hand", "seen enough");
        Runner begun = begin();
        assertThat(begun.stopTrial(2, byHand)).isTrue();
        assertThat(begun.stopTrial(2, byHand)).as("twice").isFalse();
        assertThat(begun.stopTrial(4, byHand)).as("it has not begun").isFalse();
        assertThat(orders).contains("stop 2").doesNotContain("stop 1");
        assertThat(begun.reported(newest(1), report(1)).stop()).isFalse();
        assertThat(begun.reported(newest(2), report(1)).stop()).isTrue();
        begun.ended(newest(2), COMPLETED);
        assertThat(recorded(TrialEnded.class)).extracting(TrialEnded::reason).containsExactly("seen enough");
        begun.close(new TrialOutcome.Cancelled("enough"));
        assertThat(begun.stopTrial(1, byHand)).as("it ends already").isFalse();
        Runner ordered = begin(study -> study, Turns.kept(false));
        assertThat(ordered.stopTrial(1, byHand))
                .as("it would not repeat itself")
                .isFalse();
    }

    @Test
    void should_let_a_trial_catch_up_before_it_obeys_unless_the_run_is_over() {
        Runner begun = begin();
        begun.reported(newest(1), report(1));
        begun.reported(newest(1), report(2));
        begun.ended(newest(1), new End.Lost("its node was lost"));
        cuts.add(new Scheduler.Cut(1, "the worst"));
        begun.reported(newest(2), report(1));
        assertThat(begun.reported(newest(1), report(1)).stop()).as("2 is known").isFalse();
        assertThat(begun.stopTrial(1, new TrialOutcome.Cancelled("now"))).isFalse();
        begun.close(new TrialOutcome.Cancelled("enough"));
        begun.ended(newest(1), new End.Lost("its node was lost"));
        assertThat(recorded(TrialEnded.class)).extracting(TrialEnded::trial).containsExactly(1);
    }

    @Test
    void should_say_which_metrics_nobody_reported_once_anybody_reported_any() {
        Runner begun = begin();
        assertThat(begun.neverReported()).isEmpty();
        begun.reported(newest(1), report(1));
        assertThat(begun.neverReported()).containsExactly("epoch");
    }

    @Test
    void should_give_up_where_the_searcher_cannot_recommend() {
        Runner begun = begin(study -> study.noisy(true));
        assertThat(begun.recommend()).isEqualTo(OptionalInt.of(1));
        recommendError = new IllegalStateException("no model");
        assertThat(begun.recommend()).isEqualTo(OptionalInt.empty());
        assertThat(begun.failure()).isSameAs(recommendError);
    }

    @Test
    void should_begin_the_point_of_a_person_where_the_searcher_waits() {
        waitsForAll = true;
        Runner begun = begin();
        assertThat(begun()).containsExactly(1);
        Config point = Config.of(Map.of("x", 7));
        begun.insert(point);
        assertThat(begun()).containsExactly(1, 2);
        assertThat(newest(2).config()).isEqualTo(point);
        assertThat(recorded(PointAdded.class)).extracting(PointAdded::config).containsExactly(point);
    }

    @Test
    void should_end_what_is_cut_when_no_other_trial_is_added() {
        exhaustedAt = 3;
        cutWhenSearched.add(new Scheduler.Cut(1, "the worst"));
        Runner begun = begin();
        pauseFirst(begun);
        assertThat(recorded(TrialEnded.class)).extracting(TrialEnded::reason).containsExactly("the worst");
        assertThat(recorded(SearchEnded.class)).hasSize(1);
    }

    @Test
    void should_end_the_others_at_the_first_error_where_it_fails_fast() {
        Runner begun = begin(study -> study.failures(new FailurePolicy(0, true, 0)));
        begun.ended(newest(1), FAILED);
        assertThat(orders).contains("stop 2");
        assertThat(begun()).as("no other begins").containsExactly(1, 2);
    }

    @Test
    void should_give_up_where_the_searcher_cannot_learn() {
        learnError = new IllegalStateException("no model");
        Runner begun = begin();
        begun.ended(newest(1), new End.Infeasible("too large"));
        assertThat(begun.failure()).isSameAs(learnError);
        assertThat(orders).contains("stop 2");
    }

    @Test
    void should_let_go_on_or_end_what_the_scheduler_says_when_nothing_moves() {
        samples = 1;
        whenStill.add(Scheduler.Resumption.of(1));
        Runner begun = begin();
        pauseFirst(begun);
        assertThat(begun()).containsExactly(1, 1);
        assertThat(recorded(RunStoodStill.class)).hasSize(1);
        cutWhenStill.add(new Scheduler.Cut(1, "the worst"));
        begun.reported(newest(1), report(1));
        begun.reported(newest(1), report(2));
        begun.ended(newest(1), COMPLETED);
        assertThat(recorded(TrialEnded.class)).extracting(TrialEnded::reason).containsExactly("the worst");
    }

    @Test
    void should_tell_the_searcher_how_long_a_trial_ran() {
        Runner begun = begin();
        now = 1_500_000_000;
        begun.ended(newest(1), new End.Infeasible("too large"));
        assertThat(learned).containsExactly(1.5);
    }

    // ---- going on after an interruption

    @Trainable
    static class Saving {
        @Step
        double step() {
            return 1;
        }

        @SaveCheckpoint
        Map<String, Object> save() {
            return Map.of();
        }

        @LoadCheckpoint
        void load(Map<String, Object> saved) {}
    }

    /** Trials that had reported one result each when their process was killed. */
    private void interrupted(int trials) {
        for (int trial = 1; trial <= trials; trial++) {
            past.add(new JournalEvent.TrialSuggested(trial, Config.of(Map.of("x", trial)), trial, ""));
            past.add(new JournalEvent.AttemptStarted(trial, 1, 0, 1, "host", "address", "cpu 1", null));
        }
        for (int trial = 1; trial <= trials; trial++) {
            past.add(new JournalEvent.ResultReported(trial, 1, 1, Map.of("score", 1), 1, 0, null));
        }
    }

    private void goOn(Tuner tuner, boolean atEnd) {
        past.add(new JournalEvent.RunResumed(0, 1, "host", "KEEP"));
        begin(
                tuner.paramSpace("x = randint(1, 9)").checkpoints(new CheckpointPolicy(0, atEnd, 0, null, MAX)),
                Turns.none());
    }

    @Test
    void should_end_a_trial_that_was_to_end_and_begin_one_again_that_was_not() {
        interrupted(1);
        decision = new Decision.Stop("too low");
        goOn(Tuner.of("study", trial -> 1), true);
        assertThat(recorded(TrialEnded.class)).extracting(TrialEnded::reason).containsExactly("too low");
        assertThat(begun()).containsExactly(2, 3);

        launches.clear();
        journal.clear();
        decision = Decision.CONTINUE;
        goOn(Tuner.of("study", trial -> 1), true);
        assertThat(recorded(TrialEnded.class)).isEmpty();
        assertThat(begun()).containsExactly(1, 2);
        assertThat(newest(1).attempt()).isEqualTo(2);
    }

    @Test
    void should_begin_one_again_that_did_not_come_to_its_last_checkpoint() {
        interrupted(1);
        decision = new Decision.Stop("too low");
        goOn(Tuner.of(Saving.class), true);
        assertThat(begun()).containsExactly(1, 2);
        assertThat(recorded(TrialEnded.class)).isEmpty();
    }

    @Test
    void should_end_one_that_has_its_last_checkpoint_or_needs_none() {
        interrupted(1);
        decision = new Decision.Stop("too low");
        goOn(Tuner.of(Saving.class), false);
        assertThat(recorded(TrialEnded.class)).hasSize(1);
        past.add(3, new CheckpointSaved(1, 1, 1, FIRST.toString()));
        goOn(Tuner.of(Saving.class), true);
        assertThat(recorded(TrialEnded.class)).hasSize(2);
    }

    @Test
    void should_let_one_that_was_to_end_wait_for_the_ends_before_it() {
        interrupted(2);
        past.remove(4); // the first had reported nothing
        past.add(new JournalEvent.RunResumed(0, 1, "host", "KEEP"));
        decision = new Decision.Stop("too low");
        Runner begun = begin(study -> study, Turns.kept(true));
        assertThat(begun()).as("2 still holds its place").containsExactly(1);
        assertThat(recorded(TrialEnded.class)).isEmpty();
        begun.reported(newest(1), report(1));
        assertThat(recorded(TrialEnded.class)).isEmpty();
        begun.ended(newest(1), COMPLETED);
        assertThat(recorded(TrialEnded.class)).extracting(TrialEnded::trial).containsExactly(1, 2);
    }

    // ---- attempts that end

    @Test
    void should_record_that_an_attempt_was_lost_and_begin_another() {
        Runner begun = begin();
        begun.reported(newest(1), report(1));
        begun.ended(newest(1), new End.Lost("its node was lost"));
        assertThat(recorded(AttemptLost.class)).containsExactly(new AttemptLost(1, 1, "its node was lost"));
        assertThat(newest(1).attempt()).isEqualTo(2);
        begun.ended(newest(2), FAILED);
        assertThat(recorded(TrialEnded.class)).extracting(TrialEnded::outcome).containsExactly("Failed");
    }

    @Test
    void should_end_a_trial_that_was_to_end_though_its_attempt_was_lost() {
        Runner begun = begin();
        decision = new Decision.Stop("too low");
        begun.reported(newest(1), report(1));
        begun.ended(newest(1), new End.Lost("its node was lost"));
        assertThat(recorded(TrialEnded.class)).extracting(TrialEnded::reason).containsExactly("too low");
        assertThat(begun()).containsExactly(1, 2, 3);
    }

    @Test
    void should_say_how_trials_ended() {
        Runner begun = begin();
        begun.ended(newest(1), new End.Infeasible("too large"));
        begun.ended(newest(2), COMPLETED);
        begun.reported(newest(3), report(1));
        begun.ended(newest(3), COMPLETED);
        begun.close(new TrialOutcome.Cancelled("enough"));
        begun.ended(newest(4), new End.Failed(new InterruptedException()));
        assertThat(recorded(TrialEnded.class))
                .extracting(TrialEnded::outcome)
                .containsExactly("Infeasible", "Failed", "Completed", "Cancelled");
        assertThat(recorded(TrialEnded.class).map(TrialEnded::reason).limit(2))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("too large"),
                        second -> assertThat(second)
                                .contains("TUNE-310 study trial 002 ended without the metric 'score': it reported"
                                        + " nothing; return it, or call trial.report(...)"));
    }

    @Test
    void should_restart_a_trial_when_its_time_has_come() {
        samples = 2;
        Runner begun = begin(study -> study.failures(new FailurePolicy(1, false, 0).backOff(Duration.ofNanos(100))));
        now = 50;
        begun.ended(newest(1), FAILED);
        begun.ended(newest(2), COMPLETED);
        now = 149;
        begun.capacityChanged();
        assertThat(newest(1).attempt()).isEqualTo(1);
        now = 150;
        begun.capacityChanged();
        assertThat(newest(1).attempt()).isEqualTo(2);
    }

    @Test
    void should_hand_over_what_it_recorded_before_it_answers() {
        samples = 1;
        Runner begun = begin();
        orders.clear();
        begun.reported(newest(1), report(1));
        assertThat(orders).containsExactly("flush");
        begun.checkpointed(newest(1), 1, FIRST);
        assertThat(orders).containsExactly("flush", "flush");
        begun.ended(newest(1), COMPLETED);
        assertThat(orders).containsExactly("flush", "flush", "flush");
    }

    // ---- checkpoints

    @Test
    void should_ask_for_a_checkpoint_with_the_last_result_where_that_is_wanted() {
        Runner begun = begin(study -> study.checkpoints(new CheckpointPolicy(0, true, 0, null, MAX)));
        assertThat(begun.reported(newest(1), report(1))).isEqualTo(Directive.CONTINUE);
        assertThat(begun.reported(newest(1), report(2, null, true))).isEqualTo(new Directive(true, false));
        decision = new Decision.Stop("too low");
        assertThat(begun.reported(newest(2), report(1))).isEqualTo(new Directive(true, true));
    }

    @Test
    void should_ask_for_none_where_one_came_with_the_result() {
        Runner begun = begin(study -> study.checkpoints(new CheckpointPolicy(1, false, 0, null, MAX)));
        assertThat(begun.reported(newest(1), report(1, FIRST, false))).isEqualTo(Directive.CONTINUE);
        assertThat(begun.reported(newest(1), report(2))).isEqualTo(new Directive(true, false));
    }

    // ---- the end

    @Test
    void should_end_what_runs_with_its_next_result_and_what_waits_at_once() throws InterruptedException {
        Runner begun = begin(study -> study.failures(new FailurePolicy(1, false, 0).backOff(Duration.ofDays(1))));
        begun.reported(newest(1), report(1));
        begun.ended(newest(1), FAILED);
        TrialOutcome enough = new TrialOutcome.Stopped("hand", "enough");
        begun.close(enough);
        begun.close(new TrialOutcome.Cancelled("too late"));
        assertThat(orders).contains("stop 2", "stop 3").doesNotContain("stop 1");
        assertThat(recorded(TrialEnded.class)).extracting(TrialEnded::trial).containsExactly(1);
        for (int trial = 2; trial <= 3; trial++) {
            assertThat(begun.reported(newest(trial), report(1))).isEqualTo(new Directive(false, true));
            begun.ended(newest(trial), COMPLETED);
        }
        begun.await(Long.MAX_VALUE);
        assertThat(begun.results(OptionalInt.empty()).trials())
                .extracting(trial -> trial.outcome())
                .containsExactly(enough, enough, enough);
        assertThat(begun.reason()).isEqualTo("hand: enough");
        assertThat(launches).as("no other began").hasSize(3);
    }

    @Test
    void should_be_over_at_once_where_nothing_runs() throws InterruptedException {
        samples = 1;
        Runner begun = begin(study -> study.failures(new FailurePolicy(1, false, 0).backOff(Duration.ofDays(1))));
        begun.ended(newest(1), FAILED);
        assertThat(recorded(TrialEnded.class)).isEmpty();
        begun.close(new TrialOutcome.Cancelled("enough"));
        begun.await(Long.MAX_VALUE);
        assertThat(recorded(TrialEnded.class)).hasSize(1);
    }

    @Test
    void should_give_up_where_a_checkpoint_cannot_be_recorded() {
        Runner begun = begin();
        begun.reported(newest(1), report(1));
        unwritable = CheckpointSaved.class;
        begun.checkpointed(newest(1), 1, FIRST);
        assertThat(begun.failure()).hasMessage("full");
        assertThat(orders).as("what follows cannot be relied on").contains("break off");
        assertThat(begun.reported(newest(1), report(2)))
                .as("it will be reported again")
                .isEqualTo(new Directive(false, true));
        assertThat(begun.recommend()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void should_give_up_where_an_end_cannot_be_recorded() {
        Runner begun = begin(study -> study.failures(new FailurePolicy(1, false, 0).backOff(Duration.ofDays(1))));
        begun.ended(newest(1), FAILED);
        unwritable = TrialEnded.class;
        begun.close(new TrialOutcome.Cancelled("enough"));
        assertThat(begun.failure()).hasMessage("full");
    }

    @Test
    void should_ask_the_searcher_again_when_a_trial_has_ended_that_nobody_let_go_on() {
        waitsForAll = true;
        Runner begun = begin();
        decision = new Decision.Pause("for ever");
        for (int trial = 1; trial <= 4; trial++) {
            assertThat(launches).hasSize(trial);
            begun.reported(newest(trial), report(1));
            begun.ended(newest(trial), COMPLETED);
        }
        assertThat(recorded(TrialEnded.class))
                .extracting(TrialEnded::reason)
                .hasSize(4)
                .containsOnly("nothing let it go on");
    }

    // ---- order

    @Test
    void should_admit_events_in_their_order_whichever_comes_first() {
        Runner begun = begin(study -> study, Turns.kept(true));
        Launch first = newest(1);
        Launch second = newest(2);
        assertThat(begun.admits(second, null)).isFalse();
        assertThat(begun.admits(first, null)).isTrue();
        begun.reported(first, report(1));
        assertThat(begun.admits(second, null)).isTrue();
        begun.reported(second, report(1));
        assertThat(begun.admits(second, COMPLETED)).as("1 has not ended").isFalse();
        assertThat(begun.admits(first, COMPLETED)).isTrue();
        begun.ended(first, COMPLETED);
        assertThat(begun.admits(second, COMPLETED)).isTrue();
        assertThat(begun.admits(first, null))
                .as("nobody waits for one that is over")
                .isTrue();
    }

    @Test
    void should_let_one_that_begins_again_wait_for_no_end_of_others() {
        Runner begun = begin(study -> study.failures(new FailurePolicy(1, false, 0)), Turns.kept(true));
        begun.reported(newest(1), report(1));
        assertThat(begun.admits(newest(2), FAILED)).as("which goes on").isTrue();
        begun.ended(newest(2), FAILED);
        assertThat(newest(2).attempt()).isEqualTo(2);
    }

    @Test
    void should_wait_for_nobody_to_repeat_what_is_known() {
        Runner begun = begin(study -> study.failures(new FailurePolicy(1, false, 0)), Turns.kept(true));
        begun.reported(newest(1), report(1));
        begun.reported(newest(2), report(1));
        begun.reported(newest(1), report(2));
        begun.ended(newest(2), FAILED);
        assertThat(begun.admits(newest(2), null))
                .as("its first result, which is known")
                .isTrue();
        begun.reported(newest(2), report(1));
        assertThat(begun.admits(newest(2), null))
                .as("its second, after the third of 1")
                .isFalse();
        begun.reported(newest(1), report(3));
        assertThat(begun.admits(newest(2), null)).isTrue();
    }

    @Test
    void should_admit_everything_where_there_is_no_order() {
        Runner begun = begin();
        assertThat(begun.admits(newest(2), null)).isTrue();
        assertThat(begun.admits(newest(2), COMPLETED)).isTrue();
    }

    @Test
    void should_let_nothing_pass_before_a_checkpoint_is_there() {
        Runner begun =
                begin(study -> study.checkpoints(new CheckpointPolicy(1, false, 0, null, MAX)), Turns.kept(true));
        assertThat(begun.reported(newest(1), report(1)).checkpoint()).isTrue();
        assertThat(begun.admits(newest(2), null)).as("it may go on from it").isFalse();
        begun.checkpointed(newest(1), 1, FIRST);
        assertThat(begun.admits(newest(2), null)).isTrue();
    }
}
