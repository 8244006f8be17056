package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.space.ParamSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferentialEvolutionSearchTests {
    @DifferentialEvolutionSearch
    private @interface Defaults {}

    @DifferentialEvolutionSearch(populationSize = 3)
    private @interface Wrong {}

    @Test
    void should_be_made_from_its_annotation() {
        Searcher searcher = searcher(Defaults.class, Objective.of("score", Mode.MAX));

        assertThat(searcher.name()).isEqualTo("DE");
        assertThat(searcher.suggest(1)).isInstanceOf(Searcher.Suggestion.Try.class);
    }

    @Test
    void should_refuse_a_population_that_has_no_differences() {
        assertThatThrownBy(() -> searcher(Wrong.class, Objective.of("score", Mode.MAX)))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessageContaining(
                        "TUNE-437 differential evolution: populationSize is 3; at least 4, or 0 for the default");
    }

    @Test
    void should_refuse_several_objectives() {
        assertThatThrownBy(
                        () -> searcher(Defaults.class, Objective.of("score", Mode.MAX), Objective.of("time", Mode.MIN)))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessageContaining("TUNE-438 differential evolution: it searches for the best of one objective,"
                        + " and the study has 2; use a searcher for several objectives, or declare one");
    }

    private static Searcher searcher(Class<?> annotated, Objective... objectives) {
        SearchContext context =
                new SearchContext(ParamSpace.parse("x = uniform(-5, 5)"), List.of(objectives), 1, 300, List.of());
        return new DifferentialEvolutionSearchFactory()
                .create(annotated.getAnnotation(DifferentialEvolutionSearch.class), context);
    }
}
