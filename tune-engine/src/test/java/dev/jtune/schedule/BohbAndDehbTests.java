package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.schedule.Scheduler.Decision;
import dev.jtune.search.SearchContext;
import dev.jtune.search.SearchWith;
import dev.jtune.search.Searchers;
import dev.jtune.space.ParamSpace;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class BohbAndDehbTests {
    private static final List<Objective> ACCURACY = List.of(Objective.of("accuracy", Mode.MAX));

    @Test
    void should_choose_scheduler_and_searcher_by_one_annotation() {
        assertThat(Bohb.class.getAnnotation(ScheduleWith.class).value()).isEqualTo(BohbSchedulerFactory.class);
        assertThat(Bohb.class.getAnnotation(SearchWith.class).value()).isEqualTo(BohbSearcherFactory.class);
        assertThat(Dehb.class.getAnnotation(ScheduleWith.class).value()).isEqualTo(DehbSchedulerFactory.class);
        assertThat(Dehb.class.getAnnotation(SearchWith.class).value()).isEqualTo(DehbSearcherFactory.class);
    }

    @Test
    void should_run_bohb_in_the_brackets_of_hyper_band() throws NoSuchMethodException {
        Bohb annotation = method("bohb").getAnnotation(Bohb.class);
        Scheduler scheduler = new BohbSchedulerFactory().create(annotation, new ScheduleContext(ACCURACY, 1));
        scheduler.onTrialAdd(1, Config.empty());

        assertThat(new BohbSearcherFactory().create(annotation, searching()).name())
                .isEqualTo("BOHB");
        assertThat(scheduler.onResult(Reported.of(1, 1, "accuracy", 0.5).with("epoch", 2)))
                .isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(Reported.of(1, 1, "accuracy", 0.5).with("epoch", 3)))
                .isInstanceOf(Decision.Pause.class);
    }

    @Test
    void should_end_each_trial_of_dehb_at_its_time_in_the_plan() throws NoSuchMethodException {
        Dehb annotation = method("dehb").getAnnotation(Dehb.class);
        Scheduler scheduler = new DehbSchedulerFactory().create(annotation, new ScheduleContext(ACCURACY, 1));

        assertThat(new DehbSearcherFactory().create(annotation, searching()).name())
                .isEqualTo("DEHB");
        assertThat(scheduler.comparesTrials()).isFalse();
        assertThat(scheduler.name()).isEqualTo("DEHB");
        assertThat(scheduler.onResult(Reported.of(1, 1, "accuracy", 0.5).with("epoch", 2)))
                .isEqualTo(new Decision.Stop("epoch 2 reached the 2 of its rung"));
        assertThat(scheduler.onResult(Reported.of(5, 1, "accuracy", 0.5).with("epoch", 3)))
                .as("the first of the second rung")
                .isEqualTo(Decision.CONTINUE);
        assertThat(scheduler.onResult(Reported.of(5, 1, "accuracy", 0.5).with("epoch", 4.5)))
                .isEqualTo(new Decision.Stop("epoch 4.5 reached the 4 of its rung"));
        assertThat(scheduler.onResult(Reported.of(5, 1, "accuracy", 0.5)))
                .as("without the time")
                .isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_refuse_settings_out_of_their_bounds() throws NoSuchMethodException {
        Bohb wrongBohb = method("wrongBohb").getAnnotation(Bohb.class);
        Dehb wrongDehb = method("wrongDehb").getAnnotation(Dehb.class);
        ScheduleContext context = new ScheduleContext(ACCURACY, 1);

        assertThat(new BohbSearcherFactory().problems(wrongBohb))
                .extracting(Object::toString)
                .containsExactly(
                        "TUNE-470 BOHB: reductionFactor is 3 and randomFraction is 1.5; give at least 2, and from 0"
                                + " to 1; leave them out for 3 and a third");
        assertThat(new BohbSchedulerFactory().problems(wrongBohb, context))
                .extracting(Object::toString)
                .containsExactly(
                        "TUNE-441 BOHB: maxT must be at least gracePeriod, was 0 with a gracePeriod of 1; maxT is the"
                                + " length of a full run");
        assertThat(new DehbSchedulerFactory().problems(wrongDehb, context))
                .extracting(Object::toString)
                .containsExactly("TUNE-440 DEHB: gracePeriod must be at least 1, was 0; it is the time before the first"
                        + " decision");
        assertThatThrownBy(() -> Searchers.bohb(3, -1).create(searching())).hasMessageStartingWith("TUNE-470 BOHB");
        assertThatThrownBy(() -> Searchers.dehb(9, 10, 3).create(searching()))
                .hasMessage(
                        "TUNE-471 DEHB: maxT is 9, gracePeriod 10 and reductionFactor 3; give those of its scheduler:"
                                + " gracePeriod from 1 to maxT, reductionFactor at least 2");
    }

    private static Method method(String name) throws NoSuchMethodException {
        return Annotated.class.getDeclaredMethod(name);
    }

    private static SearchContext searching() {
        return new SearchContext(ParamSpace.parse("x = uniform(0, 1)"), ACCURACY, 1, 20, List.of());
    }

    private static final class Annotated {
        @Bohb(maxT = 12, gracePeriod = 2, reductionFactor = 2, randomFraction = 0.5, timeAttr = "epoch")
        void bohb() {}

        @Dehb(maxT = 9, gracePeriod = 2, reductionFactor = 2, timeAttr = "epoch")
        void dehb() {}

        @Bohb(maxT = 0, randomFraction = 1.5)
        void wrongBohb() {}

        @Dehb(gracePeriod = 0)
        void wrongDehb() {}
    }
}
