package dev.jtune.search.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxMinimizerTests {
    private final BoxMinimizer minimizer = new BoxMinimizer(200, 1e-8, 0);

    @Test
    void should_follow_the_valley_of_rosenbrock() {
        double[] x = {-1.2, 1};
        double value = minimizer.minimize(BoxMinimizerTests::rosenbrock, x, new double[] {-5, -5}, new double[] {5, 5});
        assertThat(value).isLessThan(1e-12);
        assertThat(x).containsExactly(new double[] {1, 1}, within(1e-5));
    }

    @Test
    void should_end_at_the_bound_beyond_which_the_function_falls() {
        // GIVEN Rosenbrock's function with x at most 0.5: there the least value is (1 - 0.5)^2 at y = x^2
        double[] x = {-1.2, 1};
        double value =
                minimizer.minimize(BoxMinimizerTests::rosenbrock, x, new double[] {-5, -5}, new double[] {0.5, 5});
        assertThat(value).isCloseTo(0.25, within(1e-9));
        assertThat(x).containsExactly(new double[] {0.5, 0.25}, within(1e-5));
    }

    @Test
    void should_stay_where_the_function_is_not_defined() {
        double[] x = {0.5};
        assertThat(minimizer.minimize((at, slope) -> Double.POSITIVE_INFINITY, x, new double[1], new double[] {1}))
                .isInfinite();
        assertThat(x).containsExactly(0.5);
    }

    private static double rosenbrock(double[] x, double[] slope) {
        double valley = x[1] - x[0] * x[0];
        slope[0] = -400 * x[0] * valley - 2 * (1 - x[0]);
        slope[1] = 200 * valley;
        return 100 * valley * valley + (1 - x[0]) * (1 - x[0]);
    }
}
