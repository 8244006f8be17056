package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Patience round another scheduler: the other one hears and says everything, but for the end of a trial that still gets better. */
class PatienceWithBaseTests {
    private static final ScheduleContext CONTEXT = new ScheduleContext(List.of(Objective.of("score", Mode.MAX)), 1);

    private final List<String> heard = new ArrayList<>();

    private final class Base implements Scheduler {
        @Override
        public String name() {
            return "base";
        }

        @Override
        public boolean comparesTrials() {
            return false;
        }

        @Override
        public Set<String> metrics() {
            return Set.of("epoch");
        }

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
            heard.add("still");
        }

        @Override
        public Decision onResult(Result result) {
            return result.iteration() == 2 ? new Decision.Pause("waits") : new Decision.Stop("bad");
        }

        @Override
        public void onTrialEnd(int trial, TrialOutcome outcome) {
            heard.add("end " + trial);
        }

        @Override
        public List<Cut> cuts() {
            return List.of(new Cut(7, "cut"));
        }

        @Override
        public @Nullable Resumption resume() {
            return Resumption.of(8);
        }
    }

    @Test
    void should_pass_everything_on() {
        Scheduler patience = Schedulers.patience(new PatienceSettings(1, 0), context -> new Base())
                .create(CONTEXT);
        patience.onTrialAdd(1, Config.empty());
        patience.onLastTrialAdd();
        patience.onStandstill();
        patience.onTrialEnd(1, new TrialOutcome.Completed());
        assertThat(heard).containsExactly("add 1", "last", "still", "end 1");
        assertThat(patience.cuts()).containsExactly(new Scheduler.Cut(7, "cut"));
        assertThat(patience.resume()).isEqualTo(Scheduler.Resumption.of(8));
        assertThat(patience.name()).isEqualTo("base with patience");
        assertThat(patience.metrics()).containsExactly("epoch");
        assertThat(patience.comparesTrials()).isFalse();
    }

    @Test
    void should_keep_the_other_from_ending_what_still_gets_better() {
        Scheduler patience = Schedulers.patience(new PatienceSettings(1, 0), context -> new Base())
                .create(CONTEXT);
        patience.onTrialAdd(1, Config.empty());
        assertThat(patience.onResult(Reported.of(1, 1, "score", 1))).isEqualTo(Scheduler.Decision.CONTINUE);
        assertThat(patience.onResult(Reported.of(1, 2, "score", 2))).isEqualTo(new Scheduler.Decision.Pause("waits"));
        assertThat(patience.onResult(Reported.of(1, 3, "score", 1))).isEqualTo(Scheduler.Decision.CONTINUE);
        assertThat(patience.onResult(Reported.of(1, 4, "score", 1))).isEqualTo(new Scheduler.Decision.Stop("bad"));
    }

    @Test
    void should_be_a_scheduler_of_its_own_without_another() {
        Scheduler patience = Schedulers.patience(new PatienceSettings(1, 0)).create(CONTEXT);
        assertThat(patience.name()).isEqualTo("patience");
        assertThat(patience.metrics()).isEmpty();
        assertThat(patience.comparesTrials()).isFalse();
        assertThat(patience.cuts()).isEmpty();
        assertThat(patience.resume()).isNull();
    }
}
