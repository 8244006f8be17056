package dev.jtune.search.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.pareto.Hypervolume;
import dev.jtune.search.cube.Expectations;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NsgaTests {
    private static final NsgaSettings DEFAULTS = NsgaSettings.defaults();

    static List<Function<Long, Proposer>> both() {
        return List.of(seed -> Nsga.two(seed, DEFAULTS), seed -> Nsga.three(seed, DEFAULTS));
    }

    private static ParamSpace reals(int dimensions) {
        return ParamSpace.parse(IntStream.range(0, dimensions)
                .mapToObj(i -> "x" + i + " = uniform(0, 1)")
                .toArray(String[]::new));
    }

    private static History run(Proposer proposer, ParamSpace space, int budget, Function<double[], double[]> losses) {
        return run(proposer, space, budget, losses, point -> 0);
    }

    private static History run(
            Proposer proposer,
            ParamSpace space,
            int budget,
            Function<double[], double[]> losses,
            ToDoubleFunction<double[]> violation) {
        UnitCube cube = UnitCube.of(space);
        double[] first = losses.apply(cube.settle(new double[cube.size()]));
        History history = new History(cube, first.length, Expectations.ofBudget(budget));
        for (int number = 1; number <= budget; number++) {
            double[] point = cube.settle(proposer.propose(number, history));
            history.begin(number, point);
            history.end(number, losses.apply(point), false, 1, violation.applyAsDouble(point), Double.NaN);
        }
        return history;
    }

    private static double[] zdt1(double... x) {
        double g = 1 + 9 * Arrays.stream(x).skip(1).average().orElse(0);
        return new double[] {x[0], g * (1 - Math.sqrt(x[0] / g))};
    }

    /** Deb and others (2002) solve ZDT1 in 25,000 evaluations; the volume up to (1, 1) is 2/3 where it is solved. */
    @ParameterizedTest
    @MethodSource("both")
    void should_come_near_to_the_front_of_zdt1(Function<Long, Proposer> algorithm) {
        History history = run(algorithm.apply(1L), reals(10), 2000, NsgaTests::zdt1);
        double[][] losses =
                history.entries().stream().map(History.Entry::losses).toArray(double[][]::new);
        assertThat(Hypervolume.of(losses, 1, 1)).isCloseTo(2 / 3.0, within(0.03));
    }

    @ParameterizedTest
    @MethodSource("both")
    void should_minimise_one_objective(Function<Long, Proposer> algorithm) {
        History history = run(algorithm.apply(1L), reals(5), 500, x -> new double[] {
            Arrays.stream(x).map(value -> (value - 0.3) * (value - 0.3)).sum()
        });
        assertThat(history.best()).isNotNull().extracting(History.Entry::loss).matches(loss -> loss < 1e-3);
    }

    @ParameterizedTest
    @MethodSource("both")
    void should_prefer_trials_that_keep_the_constraints(Function<Long, Proposer> algorithm) {
        // GIVEN a front that lies where a constraint is broken
        History history = run(
                algorithm.apply(1L),
                reals(4),
                300,
                x -> new double[] {x[0], 1 - x[0] + x[1]},
                x -> Math.max(0, 0.8 - x[2]));
        // WHEN the search is at its end
        List<History.Entry> last = history.entries().subList(200, 300);
        // THEN it has long been where the constraint is kept, which a fifth of the space is
        assertThat(last.stream().filter(History.Entry::feasible).count()).isGreaterThan(80);
    }

    @Test
    void should_propose_no_point_twice_while_there_are_others_nearby() {
        // GIVEN a space of 1,000 configurations
        History history = run(
                Nsga.two(1, DEFAULTS),
                ParamSpace.parse(
                        "a = randint(0, 10)", "b = randint(0, 10)", "c = choice(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)"),
                600,
                x -> new double[] {x[0], (x[1] - 0.5) * (x[1] - 0.5) + x[2]});
        // THEN more than half of it is tried in as many trials
        assertThat(history.distinct()).isEqualTo(600);
    }

    @Test
    void should_not_breed_from_trials_that_failed() {
        // GIVEN a space of which the part with the least losses fails
        History history = run(
                Nsga.two(1, DEFAULTS),
                reals(2),
                300,
                x -> x[0] < 0.3 ? new double[] {Double.NaN, Double.NaN} : new double[] {x[0], x[1]});
        // THEN few trials are spent there
        assertThat(history.entries().stream()
                        .skip(100)
                        .filter(History.Entry::failed)
                        .count())
                .isLessThan(60);
    }

    @Test
    void should_answer_the_same_for_the_same_history_however_many_end_at_a_time() {
        // GIVEN a study, told after each of its trials
        History history = run(Nsga.three(7, DEFAULTS), reals(3), 120, NsgaTests::zdt1);
        // WHEN the same is told at once, as after a restart
        Proposer restored = Nsga.three(7, DEFAULTS);
        UnitCube cube = history.cube();
        History again = new History(cube, 2, Expectations.ofBudget(120));
        List<double[]> points = new ArrayList<>();
        for (History.Entry entry : history.entries()) {
            points.add(cube.settle(restored.propose(entry.number(), again)));
            again.begin(entry.number(), entry.point());
            again.end(entry.number(), entry.losses());
        }
        // THEN every proposal is the same
        assertThat(points)
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(
                        history.entries().stream().map(History.Entry::point).toList());
    }

    @Test
    void should_keep_what_nobody_else_is_near_to() {
        // GIVEN three near the middle of a front and one at each end, the second of which makes the front wide
        double[][] losses = {{0.5, 0.5}, {0.51, 0.49}, {0, 1}, {0.49, 0.51}, {1, 0}};
        int[] all = {0, 1, 2, 3, 4};
        // WHEN those worth most are chosen
        int[] crowded = new CrowdedSurvival().orderRank(losses, all, new int[0]);
        int[] niches = new NicheSurvival(3).orderRank(losses, all, new int[0]);
        // THEN both take the ends and one of the middle first
        assertThat(crowded).startsWith(2, 4);
        assertThat(Arrays.copyOf(niches, 3)).containsExactlyInAnyOrder(0, 2, 4);
    }
}
