package dev.jtune.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.bench.problem.Spec;
import dev.jtune.space.ParamSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptunaSpaceTests {
    private static final ParamSpace SPACE = ParamSpace.parse(
            "solver = choice('sgd', 'adam')",
            "rate = choice(0.1, 0.2, 0.4, ordered=true)",
            "momentum = uniform(0, 1) if solver == 'sgd'",
            "layers = randint(1, 9)",
            "units = lograndint(8, 1025)");

    @Test
    void should_ask_for_levels_by_their_index_and_for_ordered_ones_as_integers() {
        List<Map<String, Object>> params = OptunaSpace.of(SPACE).params();

        assertThat(params.get(0)).containsEntry("type", "categorical").containsEntry("levels", 2L);
        assertThat(params.get(1))
                .containsEntry("type", "int")
                .containsEntry("low", 0L)
                .containsEntry("high", 2L);
        assertThat(params.get(3))
                .containsEntry("low", 1L)
                .containsEntry("high", 8L)
                .containsEntry("log", false);
        assertThat(params.get(4))
                .containsEntry("type", "int")
                .containsEntry("high", 1024L)
                .containsEntry("log", true);
    }

    @Test
    void should_ask_for_a_parameter_only_where_its_parent_has_the_value() {
        List<Map<String, Object>> params = OptunaSpace.of(SPACE).params();

        assertThat(params.get(2)).containsEntry("when", List.of(Map.of("parent", "solver", "values", List.of(0L))));
        assertThat(params.get(3)).containsEntry("when", List.of());
    }

    @Test
    void should_take_what_is_suggested_as_a_configuration_of_the_space() {
        Spec suggested = Spec.parse("{\"solver\": 1, \"rate\": 2, \"layers\": 3, \"units\": 64}");

        assertThat(SPACE.complete(OptunaSpace.of(SPACE).values(suggested)).asMap())
                .isEqualTo(Map.of("solver", "adam", "rate", 0.4, "layers", 3L, "units", 64L));
    }
}
