package dev.jtune.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import dev.jtune.bench.problem.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PanelFunctionTests {
    static List<PanelFunction> functions() {
        return PanelFunction.all();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void should_have_the_published_values(PanelFunction function) {
        assertThat(function.checks()).hasSize(5).allSatisfy(check -> {
            Config config = config(check);
            assertThat(function.space().check(config)).isEmpty();
            assertThat(function.loss(config)).isCloseTo(check.number("value"), Percentage.withPercentage(1e-10));
        });
    }

    @Test
    void should_count_regret_from_the_optimum() {
        PanelFunction branin = functions().get(4);

        double atOptimum = branin.loss(Config.of(Map.of("x0", Math.PI, "x1", 2.275)));

        assertThat(branin.name()).isEqualTo("branin-2d");
        assertThat(branin.regret(atOptimum)).isBetween(0.0, 1e-6);
        assertThat(branin.regret(atOptimum + 1)).isCloseTo(1, within(1e-6));
    }

    @Test
    void should_be_observed_with_a_share_of_the_spread_of_its_values() {
        // The interquartile ranges of 20,000 random points, computed by another program
        assertThat(functions().get(0).noisy(0.1).noise()).isCloseTo(4.265, Percentage.withPercentage(5));
        assertThat(functions().get(7).noisy(0.1).noise()).isCloseTo(0.01766, Percentage.withPercentage(5));
        assertThat(functions().get(7).noise()).isZero();
    }

    private static Config config(Spec check) {
        Map<String, Object> values = new LinkedHashMap<>();
        check.spec("params").entries().forEach((name, value) -> values.put((String) name, value));
        return Config.of(values);
    }
}
