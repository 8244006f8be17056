package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.schedule.Scheduler.Decision;
import dev.jtune.space.ParamSpace;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What is wrong with an annotation is said when the study is found, before anything is created. */
class AnnotationSettingsTests {
    private static final ScheduleContext CONTEXT = new ScheduleContext(
            List.of(Objective.of("accuracy", Mode.MAX)), 7, ParamSpace.parse("x = uniform(0, 1)"), 4, 4, 4);

    @Asha(gracePeriod = 0)
    @Pasha(reductionFactor = 1)
    @HyperBand(reductionFactor = 1)
    @Bohb(gracePeriod = 0)
    @Dehb(reductionFactor = 1)
    @MedianStopping(minSamples = 0)
    @PercentilePruning(percentile = 101)
    @Patience(-1)
    @ThresholdPruning(lower = 1, upper = 0)
    @WilcoxonPruning(pThreshold = 2)
    @Pbt(perturbationInterval = 0)
    @Pb2(perturbationInterval = 0)
    @MaxIterations(0)
    @TrialPlateau(numResults = 0)
    @StudyPlateau(top = 0)
    @StudyTarget(Double.NaN)
    @StudyStagnation(trials = -1)
    @StudyRegret(bound = -1)
    @interface Wrongly {}

    @Test
    void should_say_what_is_wrong_with_each_annotation() {
        assertThat(of(new AshaFactory(), Asha.class)).containsExactly("TUNE-440");
        assertThat(of(new PashaFactory(), Pasha.class)).containsExactly("TUNE-440");
        assertThat(of(new HyperBandFactory(), HyperBand.class)).containsExactly("TUNE-440");
        assertThat(of(new BohbSchedulerFactory(), Bohb.class)).containsExactly("TUNE-440");
        assertThat(of(new DehbSchedulerFactory(), Dehb.class)).containsExactly("TUNE-440");
        assertThat(of(new MedianStoppingFactory(), MedianStopping.class)).containsExactly("TUNE-480");
        assertThat(of(new PercentilePruningFactory(), PercentilePruning.class)).containsExactly("TUNE-481");
        assertThat(of(new PatienceFactory(), Patience.class)).containsExactly("TUNE-482");
        assertThat(of(new ThresholdPruningFactory(), ThresholdPruning.class)).containsExactly("TUNE-483");
        assertThat(of(new WilcoxonPruningFactory(), WilcoxonPruning.class)).containsExactly("TUNE-484");
        assertThat(of(new PbtFactory(), Pbt.class)).containsExactly("TUNE-485");
        assertThat(of(new Pb2Factory(), Pb2.class)).containsExactly("TUNE-488");
        assertThat(of(new MaxIterationsFactory(), MaxIterations.class)).hasSize(1);
        assertThat(of(new TrialPlateauFactory(), TrialPlateau.class)).hasSize(1);
        assertThat(of(new StudyPlateauFactory(), StudyPlateau.class)).hasSize(1);
        assertThat(of(new StudyTargetFactory(), StudyTarget.class)).hasSize(1);
        assertThat(of(new StudyStagnationFactory(), StudyStagnation.class)).hasSize(1);
        assertThat(of(new StudyRegretFactory(), StudyRegret.class)).containsExactly("TUNE-444");
    }

    @Test
    void should_create_nothing_with_settings_out_of_their_bounds() {
        for (SchedulerProvider provider : List.of(
                Schedulers.pasha(PashaSettings.DEFAULT.reductionFactor(1)),
                Schedulers.dehb(DehbSettings.DEFAULT.reductionFactor(1)),
                Schedulers.pbt(PbtSettings.every(2).mutate("y")),
                Schedulers.pb2(Pb2Settings.every(2).mutate("y")))) {
            assertThatThrownBy(() -> provider.create(CONTEXT)).isInstanceOf(InvalidDeclarationException.class);
        }
    }

    private static final class Half implements Exploration {
        @Override
        public Config explore(Config config, RandomGenerator random) {
            return config.with("x", config.getDouble("x") / 2);
        }
    }

    @Pbt(perturbationInterval = 1, quantileFraction = 0.5, resampleProbability = 0, perturbationFactors = 1)
    @interface Unexplored {}

    @Pbt(
            perturbationInterval = 1,
            quantileFraction = 0.5,
            resampleProbability = 0,
            perturbationFactors = 1,
            explore = Half.class)
    @interface Explored {}

    @Test
    void should_explore_as_the_class_of_an_annotation_does() {
        assertThat(takenOver(Unexplored.class)).isEqualTo(0.8);
        assertThat(takenOver(Explored.class)).isEqualTo(0.4);
    }

    /** Return with what the worse of two trials goes on, that takes over from one with 0.8. */
    private static double takenOver(Class<?> annotated) {
        Population population = Population.of(
                context -> new PbtFactory().create(annotated.getAnnotation(Pbt.class), context), CONTEXT.space(), 2, 2);
        population.add(1, Config.of(Map.of("x", 0.2))).add(2, Config.of(Map.of("x", 0.8)));
        population.report(1, 1, 0.1);
        population.report(2, 1, 0.9);

        Decision decision = population.report(1, 2, 0.1);
        assertThat(decision).isInstanceOf(Decision.Exploit.class);
        return ((Decision.Exploit) decision).config().getDouble("x");
    }

    private static <A extends Annotation> List<String> of(SchedulerFactory<A> factory, Class<A> type) {
        return codes(factory.problems(Wrongly.class.getAnnotation(type), CONTEXT));
    }

    private static <A extends Annotation> List<String> of(StopperFactory<A> factory, Class<A> type) {
        return codes(factory.problems(Wrongly.class.getAnnotation(type), CONTEXT));
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream().map(Problem::code).toList();
    }
}
