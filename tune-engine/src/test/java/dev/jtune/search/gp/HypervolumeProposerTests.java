package dev.jtune.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.pareto.Hypervolume;
import dev.jtune.search.cube.Expectations;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HypervolumeProposerTests {
    private static final UnitCube SQUARE = UnitCube.of(ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)"));

    private static Posterior posterior(double... values) {
        Inputs inputs = new Inputs(SQUARE, 8);
        double[][] points = {{0.1, 0.2}, {0.8, 0.3}, {0.4, 0.9}, {0.6, 0.6}};
        for (double[] point : points) {
            inputs.add(point);
        }
        Hyperparameters hyper = new Hyperparameters(Kernel.values()[0], new double[] {4, 9}, 1e-6);
        Posterior posterior = Posterior.of(inputs, values, hyper);
        assertThat(posterior).isNotNull();
        return posterior;
    }

    private static final List<Posterior> POSTERIORS =
            List.of(posterior(-1, 0.5, 0, 1), posterior(1, -0.7, 0.3, 0), posterior(0.2, 0.4, -1, 0.5));
    private static final List<double[]> FRONT =
            List.of(new double[] {-1, 1, 0.2}, new double[] {0.5, -0.7, 0.4}, new double[] {0, 0.3, -1});
    private static final double[] REFERENCE = {1.5, 1.5, 1.5};

    private static HypervolumeImprovement improvement() {
        return new HypervolumeImprovement(POSTERIORS, Boxes.of(FRONT, REFERENCE));
    }

    @Test
    void should_expect_what_draws_from_the_models_add_on_average() {
        // GIVEN a point, and what each model says of it
        double[] point = {0.3, 0.5};
        SeededStream random = SeededStream.of(1, "draws", 0);
        double[][] points = Arrays.copyOf(FRONT.toArray(double[][]::new), 4);
        double before = Hypervolume.of(FRONT.toArray(double[][]::new), REFERENCE);
        // WHEN values are drawn there
        int draws = 100_000;
        double added = 0;
        for (int i = 0; i < draws; i++) {
            double[] drawn = new double[3];
            for (int k = 0; k < 3; k++) {
                double[] said = POSTERIORS.get(k).predict(point, new double[4]);
                drawn[k] = said[0] + said[1] * random.nextGaussian();
            }
            points[3] = drawn;
            added += Hypervolume.of(points, REFERENCE) - before;
        }
        // THEN they add on average what is expected
        double expected = Math.exp(improvement().at(List.of(point))[0]);
        assertThat(added / draws).isCloseTo(expected, within(0.02 * expected));
    }

    @Test
    void should_know_its_slope() {
        double[] point = {0.35, 0.45};
        double[] slope = new double[2];
        double value = improvement().at(point, new int[] {0, 1}, slope);
        assertThat(value).isCloseTo(improvement().at(List.of(point))[0], within(1e-9));
        for (int j = 0; j < 2; j++) {
            double[] above = point.clone();
            double[] below = point.clone();
            above[j] += 1e-5;
            below[j] -= 1e-5;
            double[] values = improvement().at(List.of(above, below));
            assertThat(slope[j]).isCloseTo((values[0] - values[1]) / 2e-5, within(1e-4));
        }
    }

    private static History run(int objectives, int budget, Function<double[], double[]> losses) {
        return run(SQUARE, objectives, budget, losses);
    }

    private static History run(UnitCube cube, int objectives, int budget, Function<double[], double[]> losses) {
        HypervolumeProposer proposer = new HypervolumeProposer(1);
        History history = new History(cube, objectives, Expectations.ofBudget(budget));
        for (int number = 1; number <= budget; number++) {
            double[] point = cube.settle(proposer.propose(number, history));
            history.begin(number, point);
            history.end(number, losses.apply(point));
        }
        return history;
    }

    private static double volume(History history, double... reference) {
        double[][] losses =
                history.entries().stream().map(History.Entry::losses).toArray(double[][]::new);
        return Hypervolume.of(losses, reference);
    }

    /** The front is y = 0.3, on which both losses are linear: its volume is 1/2. */
    @Test
    void should_find_a_front_in_few_trials() {
        History history = run(2, 25, x -> {
            double off = 4 * (x[1] - 0.3) * (x[1] - 0.3);
            return new double[] {x[0] + off, 1 - x[0] + off};
        });
        assertThat(volume(history, 1, 1)).isBetween(0.42, 0.5);
    }

    /** DTLZ7: the front lies at x < 0.26 and at 0.63 < x < 0.86, has a volume of 1.024, and its first piece alone one of 0.736. */
    @Test
    void should_find_all_pieces_of_a_front() {
        UnitCube cube = UnitCube.of(ParamSpace.parse(
                "x = uniform(0, 1)",
                "a = uniform(0, 1)",
                "b = uniform(0, 1)",
                "c = uniform(0, 1)",
                "d = uniform(0, 1)",
                "e = uniform(0, 1)"));
        History history = run(cube, 2, 60, point -> {
            double g = 1 + 9 * Arrays.stream(point).skip(1).sum() / 5;
            return new double[] {point[0], 2 * (1 + g) - point[0] * (1 + StrictMath.sin(3 * Math.PI * point[0]))};
        });
        assertThat(volume(history, 0.95, 4.4)).isBetween(0.95, 1.0242);
    }

    @Test
    void should_search_with_four_objectives_and_through_failures() {
        History history = run(
                4,
                30,
                x -> x[0] > 0.8
                        ? new double[] {Double.NaN, 0, 0, 0}
                        : new double[] {x[0], x[1], 1 - x[0], (x[1] - 0.5) * (x[1] - 0.5)});
        assertThat(history.distinct()).isEqualTo(30);
        assertThat(history.entries().stream().filter(History.Entry::failed).count())
                .isLessThan(10);
    }

    @Test
    void should_not_propose_what_is_under_way() {
        // GIVEN a model of ten trials
        HypervolumeProposer proposer = new HypervolumeProposer(1);
        History history = new History(SQUARE, 2, Expectations.ofBudget(100));
        for (int number = 1; number <= 10; number++) {
            double[] point = SQUARE.settle(proposer.propose(number, history));
            history.begin(number, point);
            history.end(number, point[0], 1 - point[0] + point[1]);
        }
        // WHEN several are proposed before any of them ends
        for (int number = 11; number <= 16; number++) {
            double[] point = SQUARE.settle(proposer.propose(number, history));
            // THEN no two are close to each other
            assertThat(history.pending())
                    .allMatch(other -> Math.abs(other[0] - point[0]) + Math.abs(other[1] - point[1]) > 1e-3);
            history.begin(number, point);
        }
    }
}
