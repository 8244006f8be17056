package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.Result;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What schedulers and stoppers say of themselves, and at which values their settings begin to be wrong. */
class SchedulerFacesTests {
    private static final ScheduleContext CONTEXT = new ScheduleContext(List.of(Objective.of("score", Mode.MAX)), 1);

    private static Stream<Arguments> schedulers() {
        return Stream.of(
                Arguments.of(Schedulers.fifo(), "FIFO", Set.of(), false),
                Arguments.of(Schedulers.asha(AshaSettings.DEFAULT.timeAttr("epoch")), "ASHA", Set.of("epoch"), true),
                Arguments.of(
                        Schedulers.medianStopping(MedianStoppingSettings.DEFAULT.timeAttr("epoch")),
                        "median stopping",
                        Set.of("epoch"),
                        true),
                Arguments.of(
                        Schedulers.thresholdPruning(ThresholdPruningSettings.DEFAULT.timeAttr("epoch")),
                        "threshold pruning",
                        Set.of("epoch"),
                        false));
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void should_say_what_it_is_and_what_it_goes_by(
            SchedulerProvider provider, String name, Set<String> metrics, boolean comparesTrials) {
        Scheduler scheduler = provider.create(CONTEXT);
        assertThat(scheduler.name()).isEqualTo(name);
        assertThat(scheduler.metrics()).isEqualTo(metrics);
        assertThat(scheduler.comparesTrials()).isEqualTo(comparesTrials);
    }

    private static final class Own implements Scheduler {
        @Override
        public Decision onResult(Result result) {
            return Decision.CONTINUE;
        }
    }

    @Test
    void should_take_a_scheduler_of_ones_own_for_one_that_compares_trials() {
        Scheduler own = new Own();
        own.onTrialAdd(1, Config.empty());
        assertThat(own.name()).isEqualTo("Own");
        assertThat(own.comparesTrials()).isTrue();
        assertThat(own.cuts()).isEmpty();
        assertThat(own.resume()).isNull();
    }

    private static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of(MedianStoppingSettings.DEFAULT.gracePeriod(0).problems(), 0),
                Arguments.of(MedianStoppingSettings.DEFAULT.gracePeriod(-1).problems(), 1),
                Arguments.of(MedianStoppingSettings.DEFAULT.minSamples(1).problems(), 0),
                Arguments.of(
                        MedianStoppingSettings.DEFAULT
                                .minSamples(0)
                                .timeAttr(" ")
                                .problems(),
                        2),
                Arguments.of(ThresholdPruningSettings.DEFAULT.lower(1).upper(1).problems(), 0),
                Arguments.of(
                        ThresholdPruningSettings.DEFAULT
                                .lower(1)
                                .upper(0)
                                .intervalSteps(0)
                                .timeAttr("")
                                .problems(),
                        3),
                Arguments.of(WilcoxonPruningSettings.DEFAULT.pThreshold(0).problems(), 0),
                Arguments.of(
                        WilcoxonPruningSettings.DEFAULT
                                .pThreshold(1)
                                .startupSteps(0)
                                .problems(),
                        0),
                Arguments.of(
                        WilcoxonPruningSettings.DEFAULT
                                .pThreshold(1.01)
                                .startupSteps(-1)
                                .problems(),
                        2),
                Arguments.of(PbtSettings.every(5).resampleProbability(0).problems(), 0),
                Arguments.of(PbtSettings.every(5).resampleProbability(1).problems(), 0),
                Arguments.of(
                        PbtSettings.every(5)
                                .resampleProbability(1.01)
                                .perturbationFactors(1.2, 0.0)
                                .problems(),
                        2),
                Arguments.of(AshaSettings.DEFAULT.maxT(5).gracePeriod(5).problems(), 0),
                Arguments.of(AshaSettings.DEFAULT.maxT(4).gracePeriod(5).problems(), 1),
                Arguments.of(StudyRegretStopper.problems(0), 0),
                Arguments.of(StudyRegretStopper.problems(Double.POSITIVE_INFINITY), 1),
                Arguments.of(StudyRegretStopper.problems(-1), 1));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void should_refuse_a_setting_beyond_its_limit_and_take_the_limit(List<Problem> problems, int expected) {
        assertThat(problems).hasSize(expected);
    }

    @Test
    void should_not_overflow_where_the_next_rung_would() {
        assertThat(AshaSettings.DEFAULT
                        .maxT(Long.MAX_VALUE)
                        .gracePeriod(Long.MAX_VALUE / 2)
                        .reductionFactor(3)
                        .rungs())
                .containsExactly(Long.MAX_VALUE / 2);
    }

    @Test
    void should_take_numbers_out_of_a_heap_in_their_order() {
        Random random = new Random(1);
        Heap heap = new Heap();
        PriorityQueue<Double> expected = new PriorityQueue<>();
        Deque<Double> taken = new ArrayDeque<>();
        for (int i = 0; i < 2000; i++) {
            double value = random.nextInt(50);
            heap.add(value);
            expected.add(value);
            if (random.nextInt(3) == 0) {
                taken.add(heap.take());
                assertThat(taken.peekLast()).isEqualTo(expected.remove());
            }
        }
        while (heap.size() > 0) {
            assertThat(heap.least()).isEqualTo(expected.peek());
            assertThat(heap.take()).isEqualTo(expected.remove());
        }
    }

    @Test
    void should_measure_a_deviation_as_that_of_a_whole_population() {
        assertThat(Deviation.of(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0)))
                .isEqualTo(2);
    }
}
