package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.schedule.Scheduler.Cut;
import dev.jtune.schedule.Scheduler.Decision;
import dev.jtune.schedule.Scheduler.Resumption;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many slots a trial is due, as trials end; the numbers are those that Ray Tune's {@code DistributeResources} gives. */
class DistributingSchedulerTests {
    private static final List<Objective> SCORE = List.of(Objective.of("score", Mode.MAX));

    private static Scheduler scheduler(SchedulerProvider base, int trials, int slots) {
        Scheduler scheduler = Schedulers.distributeResources(base)
                .create(new ScheduleContext(SCORE, 1, ParamSpace.parse(), trials, trials, slots));
        for (int trial = 1; trial <= trials; trial++) {
            scheduler.onTrialAdd(trial, Config.empty());
        }
        scheduler.onLastTrialAdd();
        return scheduler;
    }

    private static SchedulerProvider always(Decision decision) {
        return context -> result -> decision;
    }

    private static int shareAfter(Scheduler scheduler, int trial, int iteration) {
        assertThat(scheduler.onResult(Reported.of(trial, iteration, "score", 1)))
                .isInstanceOf(Decision.Pause.class);
        Resumption next = scheduler.resume();
        assertThat(next).isNotNull();
        assertThat(next.trial()).isEqualTo(trial);
        assertThat(scheduler.resume()).isNull();
        return next.share();
    }

    private static void end(Scheduler scheduler, int trial) {
        scheduler.onTrialEnd(trial, new TrialOutcome.Completed());
    }

    @Test
    void should_divide_eight_slots_among_four_three_two_and_one() {
        Scheduler scheduler = scheduler(Schedulers.fifo(), 4, 8);
        assertThat(shareAfter(scheduler, 1, 1)).isEqualTo(2);
        assertThat(scheduler.onResult(Reported.of(1, 2, "score", 1))).isEqualTo(Decision.CONTINUE);
        end(scheduler, 4);
        assertThat(scheduler.onResult(Reported.of(1, 3, "score", 1))).isEqualTo(Decision.CONTINUE);
        end(scheduler, 3);
        assertThat(shareAfter(scheduler, 1, 4)).isEqualTo(4);
        end(scheduler, 2);
        assertThat(shareAfter(scheduler, 1, 5)).isEqualTo(8);
    }

    @Test
    void should_say_how_much_a_trial_holds_and_will_hold() {
        Scheduler scheduler = scheduler(Schedulers.fifo(), 2, 6);
        assertThat(scheduler.onResult(Reported.of(1, 1, "score", 1)))
                .isEqualTo(new Decision.Pause("holds 1 of 6 slots, and 3 when it goes on"));
    }

    @Test
    void should_leave_trials_alone_where_there_are_more_than_slots() {
        Scheduler scheduler = scheduler(Schedulers.fifo(), 9, 4);
        assertThat(scheduler.onResult(Reported.of(1, 1, "score", 1))).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_keep_the_share_of_trials_that_are_yet_to_come() {
        Scheduler scheduler = Schedulers.distributeResources(Schedulers.fifo())
                .create(new ScheduleContext(SCORE, 1, ParamSpace.parse(), 4, 4, 8));
        scheduler.onTrialAdd(1, Config.empty());
        assertThat(shareAfter(scheduler, 1, 1)).isEqualTo(2);
    }

    @Test
    void should_leave_trials_alone_where_nobody_knows_the_slots() {
        Scheduler scheduler = Schedulers.distributeResources(Schedulers.fifo()).create(new ScheduleContext(SCORE, 1));
        scheduler.onTrialAdd(1, Config.empty());
        scheduler.onLastTrialAdd();
        assertThat(scheduler.onResult(Reported.of(1, 1, "score", 1))).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_let_the_other_scheduler_end_and_pause_trials() {
        assertThat(scheduler(always(new Decision.Stop("bad")), 2, 8).onResult(Reported.of(1, 1, "score", 1)))
                .isEqualTo(new Decision.Stop("bad"));
        Scheduler scheduler = scheduler(always(new Decision.Pause("waits")), 2, 8);
        assertThat(scheduler.onResult(Reported.of(1, 1, "score", 1))).isEqualTo(new Decision.Pause("waits"));
        assertThat(scheduler.resume()).isNull();
    }

    @Test
    void should_resume_a_trial_of_the_other_scheduler_with_the_share_that_it_is_due() {
        SchedulerProvider pauses = context -> new Scheduler() {
            @Override
            public Decision onResult(Result result) {
                return new Decision.Pause("waits");
            }

            @Override
            public Resumption resume() {
                return Resumption.of(2);
            }
        };
        Scheduler scheduler = scheduler(pauses, 2, 8);
        scheduler.onResult(Reported.of(2, 1, "score", 1));
        assertThat(scheduler.resume()).isEqualTo(new Resumption(2, null, 4));
    }

    @Test
    void should_forget_a_trial_that_ends_before_it_goes_on() {
        Scheduler scheduler = scheduler(Schedulers.fifo(), 2, 8);
        scheduler.onResult(Reported.of(1, 1, "score", 1));
        end(scheduler, 1);
        assertThat(scheduler.resume()).isNull();
    }

    @Test
    void should_tell_the_other_scheduler_of_all_that_happens() {
        List<String> heard = new ArrayList<>();
        Scheduler base = new Scheduler() {
            @Override
            public void onTrialAdd(int trial, Config config) {
                heard.add("add " + trial);
            }

            @Override
            public void onLastTrialAdd() {
                heard.add("last");
            }

            @Override
            public void onStandstill() {
                heard.add("standstill");
            }

            @Override
            public Decision onResult(Result result) {
                heard.add("result of " + result.trial());
                return Decision.CONTINUE;
            }

            @Override
            public List<Cut> cuts() {
                return List.of(new Cut(1, "too slow"));
            }

            @Override
            public void onTrialEnd(int trial, TrialOutcome outcome) {
                heard.add("end of " + trial);
            }
        };
        Scheduler scheduler = scheduler(context -> base, 2, 2);
        scheduler.onResult(Reported.of(2, 1, "score", 1));
        scheduler.onStandstill();
        end(scheduler, 1);

        assertThat(heard).containsExactly("add 1", "add 2", "last", "result of 2", "standstill", "end of 1");
        assertThat(scheduler.cuts()).containsExactly(new Cut(1, "too slow"));
    }
}
