package dev.jtune.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontProblemTests {
    private static FrontProblem problem(String name) {
        return FrontProblem.functions().stream()
                .filter(problem -> problem.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double[] losses(FrontProblem problem, double first, double others) {
        Map<String, Object> values = new LinkedHashMap<>();
        problem.space().params().forEach(param -> values.put(param.name(), others));
        values.put("x0", first);
        return problem.losses().apply(Config.of(values));
    }

    @ParameterizedTest
    @CsvSource({"zdt1, 0.5", "zdt2, 0.9375", "zdt3, 0.25"})
    void should_have_the_published_front(String name, double second) {
        // sin(10 pi / 4) is 1
        assertThat(losses(problem(name), 0.25, 0)).containsExactly(new double[] {0.25, second}, within(1e-12));
        assertThat(losses(problem(name), 0, 1)[1]).isCloseTo(10, within(1e-12));
    }

    @Test
    void should_have_a_sphere_for_a_front_with_three_objectives() {
        double[] losses = losses(problem("dtlz2"), 0.25, 0.5);
        assertThat(losses[0] * losses[0] + losses[1] * losses[1] + losses[2] * losses[2])
                .isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"zdt1", "zdt2", "zdt3"})
    void should_count_a_fine_net_on_the_front_as_nearly_all_of_it(String name) {
        FrontProblem problem = problem(name);
        List<double[]> net = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> losses(problem, i / 10_000.0, 0))
                .toList();
        assertThat(problem.share(net)).isCloseTo(1, within(2e-5));
    }
}
