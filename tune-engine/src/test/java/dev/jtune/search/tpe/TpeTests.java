package dev.jtune.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.search.cube.Expectations;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class TpeTests {
    private static final UnitCube FIVE_REALS = UnitCube.of(ParamSpace.parse(
            "a = uniform(0, 1)", "b = uniform(0, 1)", "c = uniform(0, 1)", "d = uniform(0, 1)", "e = uniform(0, 1)"));

    @Test
    void should_find_the_lowest_point_of_a_bowl() {
        // 200 random points come to 0.05 in the median
        for (int seed = 0; seed < 5; seed++) {
            assertThat(best(FIVE_REALS, seed, 200, TpeTests::bowl)).isLessThan(0.003);
        }
    }

    @Test
    void should_learn_in_each_branch_of_a_conditional_space() {
        UnitCube cube = UnitCube.of(ParamSpace.parse(
                "kind = choice('a', 'b', 'c')",
                "x = uniform(0, 1) if kind == 'a'",
                "y = uniform(0, 1) if kind == 'b'",
                "z = uniform(0, 1) if kind == 'b'"));
        for (int seed = 0; seed < 5; seed++) {
            double best = best(cube, seed, 100, point -> {
                if (!Double.isNaN(point[1])) {
                    return 0.1 + Math.abs(point[1] - 0.5);
                }
                return Double.isNaN(point[2]) ? 0.2 : square(point[2] - 0.9) + square(point[3] - 0.1);
            });
            assertThat(best).isLessThan(0.003);
        }
    }

    @Test
    void should_try_each_point_of_a_finite_space_once_and_the_good_ones_early() {
        UnitCube cube = UnitCube.of(ParamSpace.parse("n = randint(0, 20)", "k = choice(0, 1, 2, 3, 4)"));
        History history = run(
                new Tpe(cube, 3, 10, 24),
                cube,
                50,
                point -> Math.abs(point[0] - 0.625) + (cube.dimension(1).index(point[1]) == 3 ? 0 : 1));
        long repeated = 10
                - history.entries().stream()
                        .limit(10)
                        .map(entry -> Arrays.toString(entry.point()))
                        .distinct()
                        .count();
        assertThat(history.distinct()).isEqualTo(50 - repeated);
        assertThat(history.best())
                .isNotNull()
                .satisfies(best -> assertThat(best.loss()).isZero());
    }

    @Test
    void should_stay_away_from_where_trials_failed() {
        UnitCube cube = UnitCube.of(ParamSpace.parse("x = uniform(0, 1)"));
        History history =
                run(new Tpe(cube, 1, 10, 24), cube, 60, point -> point[0] < 0.5 ? Double.NaN : (1 - point[0]));
        long failed = history.entries().stream()
                .skip(20)
                .filter(History.Entry::failed)
                .count();
        assertThat(failed).isLessThan(8);
    }

    @Test
    void should_propose_something_whatever_happens_to_trials() {
        for (ToDoubleFunction<double[]> loss :
                Arrays.<ToDoubleFunction<double[]>>asList(point -> Double.NaN, point -> 1, point -> -1e308)) {
            History history = run(new Tpe(FIVE_REALS, 1, 10, 24), FIVE_REALS, 60, loss);
            assertThat(history.entries())
                    .allMatch(entry -> Arrays.stream(entry.point()).allMatch(x -> x >= 0 && x < 1));
        }
    }

    private static double bowl(double... point) {
        return Arrays.stream(point).map(x -> square(x - 0.3)).sum();
    }

    private static double square(double x) {
        return x * x;
    }

    private static double best(UnitCube cube, long seed, int trials, ToDoubleFunction<double[]> loss) {
        return run(new Tpe(cube, seed, 10, 24), cube, trials, loss).entries().stream()
                .mapToDouble(History.Entry::loss)
                .min()
                .orElseThrow();
    }

    private static History run(Tpe tpe, UnitCube cube, int trials, ToDoubleFunction<double[]> loss) {
        History history = new History(cube, 1, Expectations.ofBudget(trials));
        for (int number = 1; number <= trials; number++) {
            double[] point = cube.settle(tpe.propose(number, history));
            history.begin(number, point);
            history.end(number, loss.applyAsDouble(point));
        }
        return history;
    }
}
