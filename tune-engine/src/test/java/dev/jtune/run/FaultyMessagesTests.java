package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Checkpoint;
import dev.jtune.ResourceRequest;
import dev.jtune.ResourceRequest.Bundle;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.AttemptEvents.Directive;
import dev.jtune.exec.AttemptEvents.End;
import dev.jtune.exec.Backend;
import dev.jtune.exec.Counters;
import dev.jtune.exec.Launch;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run makes of messages that come twice, late or from attempts that are over, and of machines that go. */
@Timeout(20)
class FaultyMessagesTests {
    private static final Path FIRST = Path.of("checkpoint-000001");
    private static final Path SECOND = Path.of("checkpoint-000002");

    private final List<Launch> launches = new ArrayList<>();
    private final List<Path> deleted = new ArrayList<>();
    private final List<Directive> answers = new ArrayList<>();
    private final Deque<Consumer<AttemptEvents>> script = new ArrayDeque<>();
    private Bundle capacity = Bundle.of(2, 0);

    /** Does what the script says, one thing at a time. */
    private final class Scripted implements Backend {
        private AttemptEvents events = new AttemptEvents() {
            @Override
            public Directive reported(Launch launch, Report report) {
                return Directive.CONTINUE;
            }

            @Override
            public void checkpointed(Launch launch, int iteration, Path directory) {}

            @Override
            public void ended(Launch launch, End end) {}
        };

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Bundle capacity() {
            return capacity;
        }

        @Override
        public void start(Launch launch, AttemptEvents attemptEvents) {
            launches.add(launch);
            events = attemptEvents;
        }

        @Override
        public void requestStop(int trial) {}

        @Override
        public void deleteCheckpoint(Path checkpoint) {
            deleted.add(checkpoint);
        }

        @Override
        public boolean work(long untilNanos) {
            Consumer<AttemptEvents> next = script.poll();
            if (next != null) {
                next.accept(events);
            }
            return next != null;
        }

        @Override
        public void close() {}
    }

    private void report(int launch, int iteration) {
        script.add(events -> {
            Counters counters = Counters.START;
            while (counters.iteration() < iteration) {
                counters = counters.after(Map.of(), 1);
            }
            answers.add(events.reported(
                    launches.get(launch),
                    new AttemptEvents.Report(Map.of("score", (double) iteration), counters, 0, null, false)));
        });
    }

    private void save(int launch, int iteration, Path checkpoint) {
        script.add(events -> events.checkpointed(launches.get(launch), iteration, checkpoint));
    }

    private void end(int launch, End end) {
        script.add(events -> events.ended(launches.get(launch), end));
    }

    private Tuner study(int numSamples) {
        return study(Tuner.of("scripted", trial -> 0.0), numSamples);
    }

    private Tuner study(Tuner tuner, int numSamples) {
        return tuner.metric("score", MAX)
                .numSamples(numSamples)
                .maxConcurrentTrials(1)
                .checkpoints(new CheckpointPolicy(1, false, 1, null, MAX))
                .failures(new FailurePolicy(1, false, 0))
                .backend(Scripted::new);
    }

    @Test
    void should_take_a_checkpoint_once_whose_message_comes_twice() {
        // GIVEN messages of which the second comes again
        report(0, 1);
        save(0, 1, FIRST);
        save(0, 1, FIRST);
        report(0, 2);
        save(0, 2, SECOND);
        end(0, new End.Completed());
        // WHEN one checkpoint is kept
        TrialResult trial = study(1).fit().get(1);
        // THEN it is the second, and the first was deleted once
        assertThat(deleted).containsExactly(FIRST);
        assertThat(trial.checkpoints()).extracting(Checkpoint::path).containsExactly(SECOND);
    }

    @Test
    void should_not_take_a_late_checkpoint_for_that_of_a_later_result() {
        // GIVEN a checkpoint of the first result that comes after the second, before the attempt fails
        report(0, 1);
        report(0, 2);
        save(0, 1, FIRST);
        end(0, new End.Failed(new IllegalStateException("lost")));
        report(1, 1);
        end(1, new End.Completed());
        // WHEN the trial begins again
        ResultGrid results = study(1).fit();
        // THEN it does not go on from it, and has each iteration once
        assertThat(launches.get(1).restoreFrom()).isNull();
        assertThat(results.get(1).series("score")).containsExactly(1);
    }

    @Test
    void should_answer_as_before_a_result_that_is_sent_again() {
        // GIVEN a result whose answer was lost
        report(0, 1);
        report(0, 1);
        save(0, 1, FIRST);
        report(0, 1);
        end(0, new End.Completed());
        // WHEN the study runs
        TrialResult trial = study(1).fit().get(1);
        // THEN it counts once, and is answered the same until there is a checkpoint
        assertThat(trial.series("score")).containsExactly(1);
        assertThat(answers)
                .containsExactly(new Directive(true, false), new Directive(true, false), new Directive(false, false));
    }

    @Test
    void should_ignore_what_comes_of_an_attempt_that_is_over() {
        // GIVEN messages of the first attempt that arrive when the second runs
        report(0, 1);
        end(0, new End.Lost("its node was lost"));
        report(0, 2);
        save(0, 2, SECOND);
        end(0, new End.Completed());
        report(1, 1);
        end(1, new End.Completed());
        // WHEN the study runs
        TrialResult trial = study(1).fit().get(1);
        // THEN they have no effect
        assertThat(trial.series("score")).containsExactly(1);
        assertThat(trial.checkpoints()).isEmpty();
        assertThat(trial.attempts()).isEqualTo(2);
    }

    @Test
    void should_count_no_failure_where_a_checkpoint_cannot_be_read() {
        // GIVEN a trial without a failure to spare, whose attempts find both its checkpoints damaged, one after the
        // other
        report(0, 1);
        save(0, 1, FIRST);
        report(0, 2);
        save(0, 2, SECOND);
        end(0, new End.Lost("its node was lost"));
        end(1, new End.Unreadable("TUNE-334 the checkpoint is damaged"));
        end(2, new End.Unreadable("TUNE-334 the checkpoint is damaged"));
        report(3, 1);
        end(3, new End.Completed());
        // WHEN the study runs
        ResultGrid results = study(1).checkpoints(new CheckpointPolicy(1, false, 0, null, MAX))
                .failures(FailurePolicy.STRICT)
                .fit();
        // THEN it went on from the one before, then from the start
        assertThat(launches).extracting(Launch::restoreFrom).containsExactly(null, SECOND, FIRST, null);
        assertThat(results.numErrors()).isZero();
        // AND neither is offered to anybody
        assertThat(results.get(1).checkpoints()).isEmpty();
    }

    @Test
    void should_wait_for_machines_that_may_come_back() {
        // GIVEN trials that need all there is, half of which is lost for a while
        report(0, 1);
        script.add(events -> {
            capacity = Bundle.of(1, 0);
            events.capacityChanged();
        });
        end(0, new End.Lost("its node was lost"));
        script.add(events -> {
            assertThat(launches).hasSize(1);
            capacity = Bundle.of(2, 0);
            events.capacityChanged();
        });
        report(1, 1);
        end(1, new End.Completed());
        // WHEN the study runs
        ResultGrid results = study(1).resources(ResourceRequest.cpu(2)).fit();
        // THEN the trial has begun again, and did not fail
        assertThat(results.numErrors()).isZero();
        assertThat(launches).hasSize(2);
    }

    @Test
    void should_let_no_trial_wait_for_one_whose_machine_was_lost() {
        // GIVEN a trial that needs two CPUs, of which one is lost for a while, and another that needs one
        report(0, 1);
        script.add(events -> {
            capacity = Bundle.of(1, 0);
            events.capacityChanged();
        });
        end(0, new End.Lost("its node was lost"));
        script.add(events -> assertThat(launches).extracting(Launch::trial).containsExactly(1, 2));
        report(1, 1);
        end(1, new End.Completed());
        script.add(events -> {
            capacity = Bundle.of(2, 0);
            events.capacityChanged();
        });
        report(2, 1);
        end(2, new End.Completed());
        // WHEN the study runs
        RequestingDefinition definition =
                new RequestingDefinition(config -> ResourceRequest.cpu(launches.isEmpty() ? 2 : 1), trial -> 0.0);
        ResultGrid results =
                study(Tuner.of(definition), 2).maxConcurrentTrials(2).fit();
        // THEN the second has its turn meanwhile, and the first afterwards
        assertThat(results.numErrors()).isZero();
        assertThat(launches).extracting(Launch::trial).containsExactly(1, 2, 1);
    }

    @Test
    void should_mind_the_time_of_a_restart_while_nothing_else_happens() {
        // GIVEN a trial on a thread that fails once, and is to wait before its next attempt
        AtomicInteger calls = new AtomicInteger();
        // WHEN there is no other trial
        ResultGrid results = Tuner.of("flaky", trial -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("flaky");
                    }
                    return 1.0;
                })
                .metric("score", MAX)
                .numSamples(1)
                .failures(new FailurePolicy(1, false, 0).backOff(Duration.ofMillis(20)))
                .fit();
        // THEN it begins again all the same
        assertThat(Arrays.stream(results.get(1).series("score")).boxed()).containsExactly(1.0);
        assertThat(results.get(1).attempts()).isEqualTo(2);
    }
}
