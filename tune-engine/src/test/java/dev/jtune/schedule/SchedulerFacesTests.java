package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.Result;
import dev.jtune.space.ParamSpace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What schedulers and stoppers say of themselves, and at which values their settings begin to be wrong. */
class SchedulerFacesTests {
    private static final ScheduleContext CONTEXT = new ScheduleContext(
            List.of(Objective.of("score", Mode.MAX)), 1, ParamSpace.parse("x = uniform(0, 1)"), Integer.MAX_VALUE);

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
                        false),
                Arguments.of(
                        Schedulers.asha(AshaSettings.DEFAULT
                                .variant(AshaVariant.PROMOTION)
                                .timeAttr("epoch")),
                        "ASHA",
                        Set.of("epoch"),
                        true),
                Arguments.of(Schedulers.pasha(PashaSettings.DEFAULT.timeAttr("epoch")), "PASHA", Set.of("epoch"), true),
                Arguments.of(Schedulers.dehb(DehbSettings.DEFAULT.timeAttr("epoch")), "DEHB", Set.of("epoch"), false),
                Arguments.of(
                        Schedulers.percentilePruning(PercentilePruningSettings.DEFAULT.timeAttr("epoch")),
                        "percentile pruning",
                        Set.of("epoch"),
                        true),
                Arguments.of(
                        Schedulers.wilcoxonPruning(WilcoxonPruningSettings.DEFAULT.instance("fold")),
                        "Wilcoxon pruning",
                        Set.of("fold"),
                        true),
                Arguments.of(Schedulers.pbt(PbtSettings.every(2).timeAttr("epoch")), "PBT", Set.of("epoch"), true),
                Arguments.of(Schedulers.pb2(Pb2Settings.every(2).timeAttr("epoch")), "PB2", Set.of("epoch"), true),
                Arguments.of(
                        Schedulers.distributeResources(
                                Schedulers.thresholdPruning(ThresholdPruningSettings.DEFAULT.timeAttr("epoch"))),
                        "threshold pruning, resources distributed",
                        Set.of("epoch"),
                        true),
                Arguments.of(
                        new PbtSchedule(List.of(new PbtSchedule.Stage(0, Config.empty()))).scheduler(),
                        "PBT replay",
                        Set.of(),
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

    @Test
    void should_let_only_the_stoppers_of_a_study_compare_trials() {
        assertThat(Stoppers.maxIterations(1).create(CONTEXT).comparesTrials()).isFalse();
        assertThat(Stoppers.parse("score >= 1").create(CONTEXT).comparesTrials())
                .isFalse();
        assertThat(Stoppers.trialPlateau(TrialPlateauSettings.DEFAULT)
                        .create(CONTEXT)
                        .comparesTrials())
                .isFalse();
        assertThat(Stoppers.studyTarget(1).create(CONTEXT).comparesTrials()).isTrue();
    }

    private static Arguments limit(Supplier<List<Problem>> problems, int expected) {
        return Arguments.of(problems, expected);
    }

    private static Stream<Arguments> limits() {
        return Stream.of(
                limit(() -> MedianStoppingSettings.DEFAULT.gracePeriod(0).problems(), 0),
                limit(() -> MedianStoppingSettings.DEFAULT.gracePeriod(-1).problems(), 1),
                limit(() -> MedianStoppingSettings.DEFAULT.minSamples(1).problems(), 0),
                limit(
                        () -> MedianStoppingSettings.DEFAULT
                                .minSamples(0)
                                .timeAttr(" ")
                                .problems(),
                        2),
                limit(() -> ThresholdPruningSettings.DEFAULT.lower(1).upper(1).problems(), 0),
                limit(
                        () -> ThresholdPruningSettings.DEFAULT
                                .lower(1)
                                .upper(0)
                                .intervalSteps(0)
                                .timeAttr("")
                                .problems(),
                        3),
                limit(() -> WilcoxonPruningSettings.DEFAULT.pThreshold(0).problems(), 0),
                limit(
                        () -> WilcoxonPruningSettings.DEFAULT
                                .pThreshold(1)
                                .startupSteps(0)
                                .problems(),
                        0),
                limit(
                        () -> WilcoxonPruningSettings.DEFAULT
                                .pThreshold(1.01)
                                .startupSteps(-1)
                                .problems(),
                        2),
                limit(() -> PbtSettings.every(5).resampleProbability(0).problems(), 0),
                limit(() -> PbtSettings.every(5).resampleProbability(1).problems(), 0),
                limit(
                        () -> PbtSettings.every(5)
                                .resampleProbability(1.01)
                                .perturbationFactors(1.2, 0.0)
                                .problems(),
                        2),
                limit(() -> AshaSettings.DEFAULT.maxT(5).gracePeriod(5).problems(), 0),
                limit(() -> AshaSettings.DEFAULT.maxT(4).gracePeriod(5).problems(), 1),
                limit(() -> PashaSettings.DEFAULT.maxT(1).gracePeriod(1).problems(), 0),
                limit(() -> PashaSettings.DEFAULT.reductionFactor(1).problems(), 1),
                limit(() -> Stoppers.maxIterationsProblems(1), 0),
                limit(() -> Stoppers.maxIterationsProblems(0), 1),
                limit(() -> StudyRegretStopper.problems(0), 0),
                limit(() -> StudyRegretStopper.problems(Double.POSITIVE_INFINITY), 1),
                limit(() -> StudyRegretStopper.problems(-1), 1));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void should_refuse_a_setting_beyond_its_limit_and_take_the_limit(Supplier<List<Problem>> problems, int expected) {
        assertThat(problems.get()).hasSize(expected);
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
