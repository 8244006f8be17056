package dev.jtune.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.pareto.Hypervolume;
import dev.jtune.search.cube.Expectations;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
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

    @Test
    void should_keep_away_from_points_under_way() {
        UnitCube line = UnitCube.of(ParamSpace.parse("x = uniform(0, 1)"));
        double alone = 0;
        double beside = 0;
        for (int seed = 0; seed < 20; seed++) {
            Tpe tpe = new Tpe(line, seed, 10, 24);
            History history = run(tpe, line, 30, point -> square(point[0] - 0.3));
            double next = tpe.propose(31, history)[0];
            history.begin(31, new double[] {next});
            alone += Math.abs(new Tpe(line, seed, 10, 24).propose(31, without(history))[0] - next);
            beside += Math.abs(tpe.propose(31, history)[0] - next);
        }
        assertThat(alone).as("the same trials give the same point").isZero();
        assertThat(beside / 20).isGreaterThan(0.01);
    }

    /** Return the trials of a history that ended. */
    private static History without(History history) {
        History ended = new History(history.cube(), 1, history.expectations());
        for (History.Entry entry : history.entries()) {
            ended.begin(entry.number(), entry.point());
            ended.end(entry.number(), entry.losses());
        }
        return ended;
    }

    @Test
    void should_propose_points_that_keep_the_constraints_of_the_space() {
        UnitCube cube =
                UnitCube.of(ParamSpace.parse("low = uniform(0, 1)", "high = uniform(0, 1)", "where low < high"));
        Tpe tpe = new Tpe(cube, 1, 10, 24);
        History history = run(tpe, cube, 60, point -> square(point[0] - 0.5) + square(point[1] - 0.5));
        assertThat(history.entries().subList(10, 60)).allMatch(entry -> cube.admits(entry.point()));
    }

    @Test
    void should_trade_two_objectives_off() {
        // ZDT1 of 8 variables, whose front is f2 = 1 - sqrt(f1); 200 random points dominate 2.9 in the median
        UnitCube cube = UnitCube.of(ParamSpace.parse(IntStream.range(0, 8)
                .mapToObj(i -> "x" + i + " = uniform(0, 1)")
                .toArray(String[]::new)));
        Tpe tpe = new Tpe(cube, 1, 10, 24);
        History history = new History(cube, 2, Expectations.ofBudget(200));
        for (int number = 1; number <= 200; number++) {
            double[] point = tpe.propose(number, history);
            history.begin(number, point);
            double g = 1 + 9 * Arrays.stream(point).skip(1).sum() / 7;
            history.end(number, point[0], g * (1 - Math.sqrt(point[0] / g)));
        }
        double[][] losses =
                history.entries().stream().map(History.Entry::losses).toArray(double[][]::new);
        assertThat(Hypervolume.of(losses, 1.1, 6)).isGreaterThan(4.8);
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
