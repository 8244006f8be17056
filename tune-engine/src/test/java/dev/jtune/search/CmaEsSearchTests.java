package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.search.cma.CmaSettings;
import dev.jtune.space.ParamSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class CmaEsSearchTests {
    private static final ParamSpace SPACE = ParamSpace.parse("x = uniform(-5, 5)", "y = uniform(-5, 5)");
    private static final Objective SCORE = Objective.of("score", Mode.MAX);

    @CmaEsSearch
    private @interface Defaults {}

    @CmaEsSearch(populationSize = 3, sigma = 0)
    private @interface Wrong {}

    @Test
    void should_find_the_greatest_score() {
        Searcher searcher = searcher(Defaults.class, SCORE);
        double best = Double.NEGATIVE_INFINITY;
        for (int number = 1; number <= 300; number++) {
            var config = ((Suggestion.Try) searcher.suggest(number)).config();
            double score = -Math.pow(config.getDouble("x") - 3, 2) - Math.pow(config.getDouble("y") + 4, 2);
            best = Math.max(best, score);
            searcher.onTrialEnd(new Observation(number, config, new TrialOutcome.Completed(), new double[] {score}, 1));
        }
        assertThat(best).isGreaterThan(-1e-6);
        assertThat(searcher.name()).isEqualTo("CMA-ES");
    }

    @Test
    void should_use_the_defaults_that_the_settings_have() {
        CmaEsSearch annotation = Defaults.class.getAnnotation(CmaEsSearch.class);

        assertThat(new CmaSettings(
                        annotation.populationSize(), annotation.sigma(), annotation.shape(), annotation.restarts()))
                .isEqualTo(CmaSettings.defaults());
    }

    @Test
    void should_refuse_settings_out_of_their_bounds() {
        assertThatThrownBy(() -> searcher(Wrong.class, SCORE))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessageContaining("TUNE-437 CMA-ES: populationSize is 3; at least 4, or 0 for the default")
                .hasMessageContaining(
                        "TUNE-437 CMA-ES: sigma is 0.0; more than 0 and at most 1: it is a share of the range");
    }

    @Test
    void should_refuse_several_objectives() {
        assertThatThrownBy(() -> searcher(Defaults.class, SCORE, Objective.of("time", Mode.MIN)))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessageContaining("TUNE-438 CMA-ES: it searches for the best of one objective, and the study has 2;"
                        + " use a searcher for several objectives, or declare one");
    }

    private static Searcher searcher(Class<?> annotated, Objective... objectives) {
        SearchContext context = new SearchContext(SPACE, List.of(objectives), 1, 300, List.of());
        return new CmaEsSearchFactory().create(annotated.getAnnotation(CmaEsSearch.class), context);
    }
}
