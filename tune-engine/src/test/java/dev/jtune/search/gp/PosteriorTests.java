package dev.jtune.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PosteriorTests {
    private static final UnitCube CUBE =
            UnitCube.of(ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)", "kind = choice('a', 'b', 'c')"));
    private static final double[] WEIGHTS = {4, 1.5, 0.7};

    private final SeededStream random = SeededStream.of(1, "posterior", 0);

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void should_pass_through_values_without_noise_and_doubt_between_them(Kernel kernel) {
        Inputs inputs = inputs(12);
        Posterior posterior = posterior(inputs, kernel, 1e-12);
        double[] point = new double[3];
        inputs.row(4, point);
        double[] means = new double[2];
        double[] deviations = new double[2];
        posterior.predict(new double[] {point[0], point[1], point[2], 0.987, 0.013, point[2]}, 2, means, deviations);

        assertThat(means[0]).isCloseTo(value(point), within(1e-4));
        assertThat(deviations[0]).isLessThan(1e-3);
        assertThat(deviations[1]).isGreaterThan(10 * deviations[0]);
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void should_give_the_derivatives_of_mean_and_deviation(Kernel kernel) {
        Posterior posterior = posterior(inputs(15), kernel, 1e-3);
        double[] point = CUBE.settle(0.37, 0.61, 0.4);
        double[] gradients = new double[6];
        posterior.predict(point, gradients);
        double step = 1e-5;
        for (int j = 0; j < 2; j++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[j] += step;
            down[j] -= step;
            double[] above = posterior.predict(up, new double[6]);
            double[] below = posterior.predict(down, new double[6]);
            assertThat(gradients[j]).isCloseTo((above[0] - below[0]) / (2 * step), within(1e-5));
            assertThat(gradients[3 + j]).isCloseTo((above[1] - below[1]) / (2 * step), within(1e-5));
        }
        assertThat(gradients[2]).as("a category has no derivative").isZero();
    }

    @Test
    void should_take_points_one_by_one_as_if_they_had_been_there() {
        Inputs all = inputs(20);
        Posterior whole = posterior(all, Kernel.MATERN, 1e-4);
        Inputs some = new Inputs(CUBE, 3);
        double[] point = new double[3];
        for (int i = 0; i < 14; i++) {
            all.row(i, point);
            some.add(point);
        }
        Posterior grown = posterior(some, Kernel.MATERN, 1e-4);
        for (int i = 14; i < 20; i++) {
            all.row(i, point);
            assertThat(grown.add(point, value(point))).isTrue();
        }
        double[] probe = CUBE.settle(0.2, 0.9, 0.1);
        double[] expected = whole.predict(probe, new double[6]);
        assertThat(grown.predict(probe, new double[6])).containsExactly(expected, within(1e-8));
    }

    @Test
    void should_believe_in_pending_points_without_changing_its_mind() {
        Posterior posterior = posterior(inputs(10), Kernel.MATERN, 1e-4);
        double[] probe = CUBE.settle(0.8, 0.3, 0.1);
        double[] before = posterior.predict(probe, new double[6]);
        posterior.believe(probe);
        double[] after = posterior.predict(probe, new double[6]);

        assertThat(after[0]).isCloseTo(before[0], within(1e-6));
        assertThat(after[1]).isLessThan(before[1] / 5);

        posterior.truncate(10);
        assertThat(posterior.predict(probe, new double[6])).containsExactly(before, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void should_give_the_derivatives_of_the_evidence(Kernel kernel) {
        Inputs inputs = inputs(17);
        Fit fit = new Fit(inputs, values(inputs), kernel, Fit.NoisePrior.EXACT);
        double[] logs = {1.2, 0.3, -0.4, -6};
        double[] gradient = new double[4];
        fit.at(logs, gradient);
        double step = 1e-5;
        for (int j = 0; j < logs.length; j++) {
            double[] up = logs.clone();
            double[] down = logs.clone();
            up[j] += step;
            down[j] -= step;
            double slope = (fit.at(up, new double[4]) - fit.at(down, new double[4])) / (2 * step);
            assertThat(gradient[j])
                    .as("derivative %d", j)
                    .isCloseTo(slope, within(1e-4 * Math.max(1, Math.abs(slope))));
        }
    }

    @Test
    void should_find_that_a_coordinate_does_not_matter() {
        Inputs inputs = inputs(40);
        double[] values = new double[40];
        for (int i = 0; i < values.length; i++) {
            values[i] = StrictMath.sin(6 * inputs.column(0)[i]);
        }
        Fit fit = new Fit(inputs, values, Kernel.MATERN, Fit.NoisePrior.EXACT);
        Hyperparameters found = fit.from(fit.start(), 50).hyper();
        assertThat(found.weights()[0]).isGreaterThan(100 * found.weights()[1]);
        assertThat(found.weights()[0]).isGreaterThan(100 * found.weights()[2]);
    }

    private Inputs inputs(int count) {
        Inputs inputs = new Inputs(CUBE, count);
        for (int i = 0; i < count; i++) {
            inputs.add(CUBE.settle(CUBE.randomPoint(random)));
        }
        return inputs;
    }

    private static Posterior posterior(Inputs inputs, Kernel kernel, double noise) {
        return Objects.requireNonNull(
                Posterior.of(inputs, values(inputs), new Hyperparameters(kernel, WEIGHTS, noise)));
    }

    private static double[] values(Inputs inputs) {
        double[] values = new double[inputs.size()];
        double[] point = new double[3];
        for (int i = 0; i < values.length; i++) {
            inputs.row(i, point);
            values[i] = value(point);
        }
        return values;
    }

    private static double value(double... point) {
        return StrictMath.sin(4 * point[0]) + point[1] * point[1] + (point[2] < 0.5 ? 0.4 : 0);
    }
}
