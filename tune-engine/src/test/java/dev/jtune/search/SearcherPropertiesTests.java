package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Choice;
import dev.jtune.Config;
import dev.jtune.ConfigBinder;
import dev.jtune.LogUniform;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.QRandInt;
import dev.jtune.RandInt;
import dev.jtune.Randn;
import dev.jtune.search.AllSearchers.Known;
import dev.jtune.space.Domain;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every searcher promises, whatever the space and the scores are. */
@Timeout(600)
class SearcherPropertiesTests {
    private static final List<ParamSpace> SPACES = RandomSpaces.some(40).toList();

    sealed interface Model permits Svm, Forest {}

    record Svm(
            @LogUniform(lower = 1e-3, upper = 1e3) double c,
            @Choice Kernel kernel) implements Model {}

    record Forest(
            @RandInt(lower = 10, upper = 501) int trees,
            @QRandInt(lower = 2, upper = 10, q = 2) long depth) implements Model {}

    record Pipeline(
            Model model,
            @Choice boolean scale,
            @Randn(mean = 0, sd = 1) double shift) {}

    enum Kernel {
        RBF,
        POLY
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_suggest_nothing_but_configurations_of_the_space(Known searcher) {
        for (ParamSpace space : spaces(searcher)) {
            assertThat(Play.alone(searcher.provider(), Play.context(space, 1, 20), Play::byValues))
                    .as("%s", space)
                    .isNotEmpty()
                    .allSatisfy(config -> assertThat(space.check(config)).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_suggest_what_comes_back_from_json_and_binds_to_its_types(Known searcher) {
        for (ParamSpace space : spaces(searcher)) {
            for (Config config : Play.alone(searcher.provider(), Play.context(space, 2, 5), Play::byValues)) {
                assertThat(Config.fromJson(config.toJson())).isEqualTo(config);
                for (String name : config.names()) {
                    Param param = space.param(name, config).orElseThrow();
                    Object value = config.get(name);
                    assertThat(ConfigBinder.convert(name, value, type(param.domain(), value)))
                            .isEqualTo(value);
                }
            }
        }
    }

    private static Class<?> type(Domain domain, Object value) {
        if (domain instanceof Domain.Real || domain instanceof Domain.Normal) {
            return double.class;
        }
        return domain instanceof Domain.Int ? long.class : value.getClass();
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_suggest_what_a_record_of_sealed_interfaces_takes(Known searcher) {
        ParamSpace space = ParamSpace.ofType(Pipeline.class);
        if (!searcher.accepts(space)) {
            return;
        }
        List<Config> tried = Play.alone(searcher.provider(), Play.context(space, 3, 20), Play::byValues);

        assertThat(tried)
                .extracting(config -> config.as(Pipeline.class))
                .hasSize(20)
                .allSatisfy(pipeline -> assertThat(pipeline.shift()).isBetween(-9.0, 9.0))
                .anySatisfy(pipeline -> assertThat(pipeline.model()).isInstanceOf(Svm.class))
                .anySatisfy(pipeline -> assertThat(pipeline.model()).isInstanceOf(Forest.class));
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_end_after_the_samples_or_where_it_repeats_nothing_with_the_last_configuration(Known searcher) {
        for (ParamSpace space : spaces(searcher)) {
            int samples = space.isFinite() ? 40 : 15;
            List<Config> tried = Play.alone(searcher.provider(), Play.context(space, 4, samples), Play::byValues);
            if (!searcher.neverRepeats()) {
                assertThat(tried).as("%s", space).hasSize(samples);
            } else if (space.isFinite()) {
                long all = space.cardinality().orElseThrow();
                assertThat(tried).as("%s", space).doesNotHaveDuplicates().hasSize((int) Math.min(samples, all));
            } else {
                assertThat(tried).as("%s", space).doesNotHaveDuplicates();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_suggest_the_same_for_the_same_seed_also_where_trials_end_in_another_order(Known searcher) {
        for (ParamSpace space : spaces(searcher).subList(0, 10)) {
            SearchContext context = Play.context(space, 5, 25);

            List<Config> once = Play.several(searcher.provider(), context, Play::byValues, 4);

            assertThat(Play.several(searcher.provider(), context, Play::byValues, 4))
                    .as("%s", space)
                    .isEqualTo(once);
            assertThat(once).allMatch(space::contains);
            if (searcher.neverRepeats()) {
                assertThat(once).doesNotHaveDuplicates();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_suggest_others_for_another_seed(Known searcher) {
        ParamSpace space = ParamSpace.parse("a = randint(0, 1000)", "b = qrandint(0, 1000, 5)", "c = choice(1, 2, 3)");

        List<Config> one = Play.alone(searcher.provider(), Play.context(space, 6, 10), Play::byValues);
        List<Config> two = Play.alone(searcher.provider(), Play.context(space, 7, 10), Play::byValues);

        assertThat(new HashSet<>(one)).isNotEqualTo(new HashSet<>(two));
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_try_the_points_first_and_complete_what_they_leave_open(Known searcher) {
        ParamSpace space = ParamSpace.parse(
                "a = choice('x', 'y')", "b = randint(0, 100)", "c = quniform(0, 1, 0.125) if a == 'x'");
        Config complete = Config.of(Map.of("a", "x", "b", 7L, "c", 0.5));
        Config partial = Config.of(Map.of("a", "y"));

        List<Config> tried =
                Play.alone(searcher.provider(), Play.context(space, 8, 12, complete, partial), Play::byValues);

        assertThat(tried).hasSize(12).allMatch(space::contains).startsWith(complete);
        assertThat(tried.get(1).get("a")).isEqualTo("y");
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_search_a_thousand_categories(Known searcher) {
        String values = IntStream.range(0, 1000).mapToObj(i -> "'v" + i + "'").collect(Collectors.joining(", "));
        ParamSpace space = ParamSpace.parse("a = choice(" + values + ")", "b = quniform(0, 1, 0.001)");

        assertThat(Play.alone(searcher.provider(), Play.context(space, 9, 60), Play::byValues))
                .hasSize(60)
                .allMatch(space::contains);
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_search_two_hundred_dimensions(Known searcher) {
        ParamSpace space = ParamSpace.parse(IntStream.range(0, 200)
                .mapToObj(i -> "x" + i + " = " + (i % 4 == 0 ? "choice('a', 'b', 'c')" : "quniform(0, 1, 0.0001)"))
                .toArray(String[]::new));

        assertThat(Play.alone(searcher.provider(), Play.context(space, 10, 20), Play::byValues))
                .hasSize(20)
                .allMatch(space::contains);
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_end_in_a_space_of_one_point_or_none(Known searcher) {
        for (ParamSpace space :
                List.of(ParamSpace.parse("a = 1"), ParamSpace.parse("a = randint(3, 4)", "b = choice('x')"))) {
            List<Config> tried = Play.alone(searcher.provider(), Play.context(space, 11, 5), Play::byValues);

            // auto evaluates what there is as often as it was asked to
            boolean repeats = !searcher.neverRepeats() || searcher.name().equals("auto");
            assertThat(tried).hasSize(repeats ? 5 : 1).allMatch(space::contains);
        }
    }

    static Stream<Known> forSeveralObjectives() {
        return AllSearchers.all().filter(Known::acceptsSeveralObjectives);
    }

    @ParameterizedTest
    @MethodSource("forSeveralObjectives")
    void should_search_for_two_objectives(Known searcher) {
        ParamSpace space = ParamSpace.parse("a = quniform(0, 1, 0.01)", "b = choice('x', 'y')", "c = randint(0, 50)");
        SearchContext context = new SearchContext(
                space, List.of(Objective.of("loss", Mode.MIN), Objective.of("gain", Mode.MAX)), 12, 30, List.of());

        List<Config> tried = Play.alone(searcher.provider(), context, (number, config) ->
                new double[] {config.getDouble("a"), config.getDouble("a") * config.getDouble("c")});

        assertThat(tried).hasSize(30).allMatch(space::contains);
    }

    private static List<ParamSpace> spaces(Known searcher) {
        return SPACES.stream().filter(searcher::accepts).toList();
    }
}
