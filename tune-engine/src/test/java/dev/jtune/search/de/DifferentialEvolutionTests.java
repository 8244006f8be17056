package dev.jtune.search.de;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.search.cube.Expectations;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferentialEvolutionTests {
    private static final ParamSpace REALS = ParamSpace.parse(
            IntStream.range(0, 5).mapToObj(i -> "x" + i + " = uniform(0, 1)").toArray(String[]::new));
    private static final ParamSpace MIXED = ParamSpace.parse(
            "c = choice('p', 'q', 'r')",
            "k = randint(0, 10)",
            "x = uniform(0, 1) if c == 'p'",
            "y = uniform(0, 1) if c == 'q'");

    @Test
    void should_find_the_optimum_of_a_sphere_and_of_a_rugged_function() {
        for (int seed = 1; seed <= 3; seed++) {
            assertThat(best(search(DifferentialEvolution.of(seed, 0), REALS, 3000, DifferentialEvolutionTests::sphere)))
                    .as("sphere, seed %d", seed)
                    .isLessThan(1e-8);
            // 11^5 local optima, the values of neighbours 1 apart
            assertThat(best(search(
                            DifferentialEvolution.of(seed, 20),
                            REALS,
                            5000,
                            x -> sphere(x)
                                    + 10
                                            * Arrays.stream(x)
                                                    .map(unit -> 1 - Math.cos(20 * Math.PI * (unit - 0.3)))
                                                    .sum())))
                    .as("Rastrigin, seed %d", seed)
                    .isLessThan(1.5);
        }
    }

    @Test
    void should_find_the_best_category_step_and_number_under_a_condition() {
        for (int seed = 1; seed <= 3; seed++) {
            History history = search(DifferentialEvolution.of(seed, 0), MIXED, 400, x -> {
                double own = Double.isNaN(x[2]) ? 2 : Math.abs(x[2] - 0.7);
                return Math.abs(x[1] - 0.45) + (Double.isNaN(x[3]) ? own : Math.abs(x[3] - 0.2) - 1);
            });
            assertThat(best(history)).as("seed %d", seed).isBetween(-1.0, -0.99);
        }
    }

    @Test
    void should_propose_the_same_when_the_history_is_told_again() {
        List<String> once = points(search(DifferentialEvolution.of(4, 0), MIXED, 200, x -> x[1]));
        List<String> again = points(search(DifferentialEvolution.of(4, 0), MIXED, 200, x -> x[1]));
        List<String> other = points(search(DifferentialEvolution.of(5, 0), MIXED, 200, x -> x[1]));

        assertThat(again).isEqualTo(once);
        assertThat(other.get(0)).isNotEqualTo(once.get(0));
    }

    @Test
    void should_stand_failures_ties_and_infinities() {
        List<ToDoubleFunction<double[]>> losses = List.of(
                x -> Double.NaN,
                x -> 3,
                x -> x[1] > 0.5 ? Double.NaN : 1,
                x -> x[1] > 0.5 ? Double.NEGATIVE_INFINITY : -1e308,
                x -> x[1] > 0.5 ? 1e308 : -1e308);
        for (ToDoubleFunction<double[]> loss : losses) {
            History history = search(DifferentialEvolution.of(1, 0), MIXED, 300, loss);
            assertThat(history.entries().stream()
                            .flatMapToDouble(entry -> Arrays.stream(entry.point()))
                            .filter(unit -> unit < 0 || unit >= 1))
                    .isEmpty();
        }
    }

    private static double sphere(double[] point) {
        return Arrays.stream(point)
                .map(unit -> 100 * (unit - 0.3) * (unit - 0.3))
                .sum();
    }

    private static History search(Proposer proposer, ParamSpace space, int trials, ToDoubleFunction<double[]> loss) {
        History history = new History(UnitCube.of(space), 1, Expectations.ofBudget(trials));
        for (int number = 1; number <= trials; number++) {
            double[] point = history.cube().settle(proposer.propose(number, history));
            history.begin(number, point);
            history.end(number, loss.applyAsDouble(point));
        }
        return history;
    }

    private static double best(History history) {
        History.Entry best = history.best();
        return best == null ? Double.POSITIVE_INFINITY : best.loss();
    }

    private static List<String> points(History history) {
        return history.entries().stream()
                .map(entry -> Arrays.toString(entry.point()))
                .toList();
    }
}
