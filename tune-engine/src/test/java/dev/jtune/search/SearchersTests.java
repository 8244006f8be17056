package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.search.evolution.NsgaSettings;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SearchersTests {
    private static final ParamSpace REALS = ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)");

    @Test
    void should_reject_settings_of_tpe_that_are_out_of_bounds() {
        assertThatThrownBy(() -> searcher(Searchers.tpe(10, 0), REALS, 3))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessageContaining(
                        "TUNE-436 TPE: startupTrials is 10 and candidates is 0, and neither may be less than 1");
    }

    @Nested
    class Random {
        @Test
        void should_suggest_as_many_configurations_as_samples_and_say_when_there_are_no_more() {
            Searcher searcher = searcher(Searchers.random(), REALS, 3);

            assertThat(searcher.total()).hasValue(3);
            assertThat(searcher.suggest(3)).isInstanceOf(Suggestion.Try.class);
            assertThat(searcher.suggest(4)).isEqualTo(new Suggestion.Exhausted());
            assertThat(searcher.name()).isEqualTo("random");
        }

        @Test
        void should_draw_trial_n_from_the_seed_and_n_only() {
            List<Config> inOrder = all(searcher(Searchers.random(), REALS, 20));
            Searcher fresh = searcher(Searchers.random(), REALS, 20);

            assertThat(config(fresh, 17)).isEqualTo(inOrder.get(16));
            assertThat(config(fresh, 2)).isEqualTo(inOrder.get(1));
            assertThat(new HashSet<>(inOrder)).hasSize(20);
        }

        @Test
        void should_draw_others_for_another_seed() {
            Searcher one = Searchers.random().create(context(REALS, 5, 1));
            Searcher two = Searchers.random().create(context(REALS, 5, 2));

            assertThat(all(one)).doesNotContainAnyElementsOf(all(two));
        }

        @Test
        void should_stay_the_same_in_every_release() {
            assertThat(config(searcher(Searchers.random(), REALS, 1), 1).asMap())
                    .isEqualTo(Map.of("x", 0.6922144436163816, "y", 0.6841457806056437));
        }

        @Test
        void should_try_the_points_first_and_draw_what_they_leave_open() {
            List<Config> tried =
                    all(searcher(Searchers.random(), REALS, 3, point("x", 0.5, "y", 0.25), point("y", 0.75)));

            assertThat(tried).hasSize(3);
            assertThat(tried.get(0).asMap()).isEqualTo(Map.of("x", 0.5, "y", 0.25));
            assertThat(tried.get(1).get("y")).isEqualTo(0.75);
            assertThat(tried.get(1).getDouble("x")).isBetween(0.0, 1.0);
            assertThat(tried.get(2).getDouble("y")).isNotEqualTo(0.75);
        }

        @Test
        void should_try_no_more_points_than_samples() {
            assertThat(all(searcher(Searchers.random(), REALS, 1, point("x", 0.5), point("x", 0.6))))
                    .singleElement()
                    .satisfies(config -> assertThat(config.get("x")).isEqualTo(0.5));
        }

        @Test
        void should_suggest_nothing_when_no_sample_is_asked_for() {
            assertThat(searcher(Searchers.random(), REALS, 0).suggest(1)).isEqualTo(new Suggestion.Exhausted());
        }

        @Test
        void should_repeat_a_configuration_that_has_nothing_to_draw() {
            assertThat(all(searcher(Searchers.random(), ParamSpace.parse("a = 1"), 2)))
                    .containsExactly(point("a", 1), point("a", 1));
        }
    }

    @Nested
    class Grid {
        private final ParamSpace fourByThree = ParamSpace.parse(
                "grid_1 = grid_search(['a', 'b', 'c', 'd'])",
                "grid_2 = grid_search(['x', 'y', 'z'])",
                "r = uniform(0, 10)");

        @Test
        void should_vary_the_first_axis_by_name_fastest() {
            ParamSpace space = ParamSpace.parse("foo = grid_search([1, 2, 3])", "bar = grid_search([true, false])");

            assertThat(all(searcher(Searchers.auto(), space, 1)))
                    .containsExactly(
                            point("bar", true, "foo", 1),
                            point("bar", false, "foo", 1),
                            point("bar", true, "foo", 2),
                            point("bar", false, "foo", 2),
                            point("bar", true, "foo", 3),
                            point("bar", false, "foo", 3));
        }

        @Test
        void should_draw_the_other_parameters_anew_for_every_cell() {
            List<Config> tried = all(searcher(Searchers.auto(), fourByThree, 6));

            assertThat(tried).hasSize(72);
            assertThat(tried).extracting(config -> config.get("r")).doesNotHaveDuplicates();
            assertThat(tried.stream()
                            .map(config -> config.getString("grid_1") + config.getString("grid_2"))
                            .distinct())
                    .hasSize(12);
        }

        static Stream<Arguments> countsWithPoints() {
            Config first = point("grid_1", "b");
            Config second = point("grid_2", "z");
            Config both = point("grid_1", "b", "grid_2", "z");
            Config drawn = point("r", 8.0);
            return Stream.of(
                    Arguments.of(72, List.of()),
                    Arguments.of(63, List.of(first)),
                    Arguments.of(64, List.of(second)),
                    Arguments.of(61, List.of(both)),
                    Arguments.of(44, List.of(first, second, both, drawn)));
        }

        @ParameterizedTest
        @MethodSource("countsWithPoints")
        void should_drop_the_axes_that_a_point_gives(int trials, List<Config> points) {
            Searcher searcher = searcher(Searchers.auto(), fourByThree, 6, points.toArray(Config[]::new));

            assertThat(searcher.total()).hasValue(trials);
            List<Config> tried = all(searcher);
            assertThat(tried).hasSize(trials).doesNotHaveDuplicates();
            if (trials == 44) {
                assertThat(tried.subList(0, 3))
                        .allMatch(config -> config.get("grid_1").equals("b"));
                assertThat(tried.subList(3, 7))
                        .allMatch(config -> config.get("grid_2").equals("z"));
                assertThat(tried.subList(8, 20))
                        .allMatch(config -> config.get("r").equals(8.0));
            }
        }

        @Test
        void should_try_a_cell_once_when_an_axis_is_absent_in_it() {
            ParamSpace space = ParamSpace.parse(
                    "model = grid_search(['svm', 'knn'])",
                    "kernel = grid_search(['rbf', 'poly', 'linear']) if model == 'svm'",
                    "degree = grid_search([2, 3]) if kernel == 'poly'");

            assertThat(all(searcher(Searchers.auto(), space, 1)))
                    .containsExactlyInAnyOrder(
                            point("model", "knn"),
                            point("model", "svm", "kernel", "rbf"),
                            point("model", "svm", "kernel", "linear"),
                            point("model", "svm", "kernel", "poly", "degree", 2),
                            point("model", "svm", "kernel", "poly", "degree", 3));
        }

        @Test
        void should_not_let_chance_decide_on_the_number_of_cells() {
            ParamSpace space =
                    ParamSpace.parse("model = choice('svm', 'knn')", "k = grid_search([1, 2, 3]) if model == 'knn'");

            assertThat(all(searcher(Searchers.auto(), space, 4))).hasSize(12);
            assertThat(all(searcher(Searchers.auto(), space, 1, point("model", "svm"))))
                    .containsExactly(point("model", "svm"));
        }

        @Test
        void should_keep_axes_apart_that_share_a_name() {
            ParamSpace space = ParamSpace.parse(
                    "optimizer = grid_search(['sgd', 'adam'])",
                    "rate = grid_search([1, 2, 3]) if optimizer == 'sgd'",
                    "rate = grid_search([4, 5]) if optimizer == 'adam'");

            assertThat(all(searcher(Searchers.auto(), space, 1)))
                    .containsExactlyInAnyOrder(
                            point("optimizer", "sgd", "rate", 1),
                            point("optimizer", "sgd", "rate", 2),
                            point("optimizer", "sgd", "rate", 3),
                            point("optimizer", "adam", "rate", 4),
                            point("optimizer", "adam", "rate", 5));
        }

        @Test
        void should_walk_the_grid_for_every_searcher_that_does_not_learn() {
            assertThat(all(searcher(Searchers.random(), fourByThree, 2))).hasSize(24);
            assertThat(all(searcher(Searchers.sobol(), fourByThree, 2))).hasSize(24);
            assertThat(searcher(Searchers.grid(), fourByThree, 1).name()).isEqualTo("grid");
        }

        @Test
        void should_refuse_a_grid_search_without_a_grid() {
            assertThatThrownBy(() -> searcher(Searchers.grid(), REALS, 1))
                    .isInstanceOf(InvalidDeclarationException.class)
                    .hasMessage("TUNE-434 grid search: the space has no grid;"
                            + " declare at least one parameter with grid_search([...])");
        }

        @Test
        void should_refuse_a_grid_for_a_searcher_that_learns() {
            SearcherProvider learning = context -> number -> new Suggestion.Wait();

            assertThatThrownBy(() -> searcher(learning, fourByThree, 1))
                    .hasMessage("TUNE-433 grid_search of grid_1, grid_2: the chosen searcher cannot walk a grid;"
                            + " use choice instead of grid_search, or leave the searcher out");
            assertThat(searcher(learning, REALS, 1).suggest(1)).isEqualTo(new Suggestion.Wait());
        }

        @Test
        void should_refuse_more_cells_than_anybody_can_wait_for() {
            String values = String.join(
                    ", ", IntStream.range(0, 500).mapToObj(Integer::toString).toList());
            ParamSpace space = ParamSpace.parse(
                    "a = grid_search([" + values + "])",
                    "b = grid_search([" + values + "])",
                    "c = grid_search([" + values + "])");

            assertThatThrownBy(() -> searcher(Searchers.auto(), space, 1))
                    .hasMessage("TUNE-432 grid over a, b, c: it has more than 10000000 cells;"
                            + " use choice instead of grid_search where not every combination must be tried");
        }
    }

    @Nested
    class Nsga {
        @Test
        void should_say_which_of_the_two_it_is() {
            assertThat(searcher(Searchers.nsga2(), REALS, 3).name()).isEqualTo("NSGA-II");
            assertThat(searcher(Searchers.nsga3(), REALS, 3).name()).isEqualTo("NSGA-III");
        }

        @Test
        void should_refuse_settings_out_of_their_bounds() {
            assertThatThrownBy(() -> searcher(Searchers.nsga3(new NsgaSettings(1, 0.9, Double.NaN)), REALS, 3))
                    .isInstanceOf(InvalidDeclarationException.class)
                    .hasMessage(
                            "TUNE-439 NSGA-III: populationSize must be at least 2, and crossover and mutation from 0 to 1; they are"
                                    + " 1, 0.9 and NaN; leave them out for a tenth of the trials, 0.9, and one parameter a child");
        }
    }

    @Nested
    class Sobol {
        @Test
        void should_be_the_sequence_of_joe_and_kuo_without_its_first_point() {
            List<Config> tried = all(searcher(Searchers.sobol(false), REALS, 7));

            assertThat(tried.stream().map(config -> List.of(config.getDouble("x"), config.getDouble("y"))))
                    .containsExactly(
                            List.of(0.5, 0.5),
                            List.of(0.75, 0.25),
                            List.of(0.25, 0.75),
                            List.of(0.375, 0.375),
                            List.of(0.875, 0.875),
                            List.of(0.625, 0.125),
                            List.of(0.125, 0.625));
        }

        @Test
        void should_put_one_scrambled_point_into_every_elementary_interval() {
            List<Config> tried = all(searcher(Searchers.sobol(), REALS, 64));

            for (int bits = 0; bits <= 6; bits++) {
                int columns = 1 << bits;
                int rows = 64 / columns;
                Set<List<Integer>> cells = new HashSet<>();
                tried.forEach(config -> cells.add(
                        List.of((int) (config.getDouble("x") * columns), (int) (config.getDouble("y") * rows))));
                assertThat(cells).as("%s x %s", columns, rows).hasSize(64);
            }
        }

        @Test
        void should_depend_on_the_seed_only_where_scrambled() {
            assertThat(all(Searchers.sobol(true).create(context(REALS, 5, 1))))
                    .doesNotContainAnyElementsOf(all(Searchers.sobol(true).create(context(REALS, 5, 2))));
            assertThat(all(Searchers.sobol(false).create(context(REALS, 5, 1))))
                    .isEqualTo(all(Searchers.sobol(false).create(context(REALS, 5, 2))));
        }

        @Test
        void should_give_trial_n_whatever_was_asked_before() {
            List<Config> inOrder = all(searcher(Searchers.sobol(), REALS, 20));

            assertThat(config(searcher(Searchers.sobol(), REALS, 20), 17)).isEqualTo(inOrder.get(16));
        }

        @Test
        void should_use_up_no_point_of_the_sequence_for_a_point_to_evaluate() {
            List<Config> tried = all(searcher(Searchers.sobol(false), REALS, 3, point("x", 0.1)));

            assertThat(tried.get(0).get("x")).isEqualTo(0.1);
            assertThat(tried.get(1)).isEqualTo(point("x", 0.5, "y", 0.5));
            assertThat(tried.get(2)).isEqualTo(point("x", 0.75, "y", 0.25));
        }

        @Test
        void should_be_evener_than_chance() {
            assertThat(error(Searchers.sobol())).isLessThan(error(Searchers.random()) / 5);
        }

        /** The error of the mean of x * y, over 16 seeds. */
        private static double error(SearcherProvider provider) {
            double squares = 0;
            for (long seed = 1; seed <= 16; seed++) {
                double mean = all(provider.create(context(REALS, 256, seed))).stream()
                        .mapToDouble(config -> config.getDouble("x") * config.getDouble("y"))
                        .average()
                        .orElseThrow();
                squares += (mean - 0.25) * (mean - 0.25);
            }
            return Math.sqrt(squares / 16);
        }

        @Test
        void should_do_without_dimensions() {
            assertThat(all(searcher(Searchers.sobol(), ParamSpace.parse("a = 1"), 2)))
                    .containsExactly(point("a", 1), point("a", 1));
        }

        @Test
        void should_refuse_more_dimensions_than_it_has_direction_numbers_for() {
            ParamSpace space = ParamSpace.parse(IntStream.range(0, 21_202)
                    .mapToObj(i -> "x" + i + " = uniform(0, 1)")
                    .toArray(String[]::new));

            assertThatThrownBy(() -> searcher(Searchers.sobol(), space, 1))
                    .hasMessage("TUNE-431 Sobol: the space has 21202 drawn parameters, and direction numbers are known"
                            + " for 21201; use random search");
        }
    }

    @Nested
    class Halton {
        @Test
        void should_mirror_the_digits_of_n_to_the_bases_2_and_3() {
            List<Config> tried = all(searcher(Searchers.halton(false), REALS, 6));

            assertThat(tried.stream().mapToDouble(config -> config.getDouble("x")))
                    .containsExactly(1 / 2.0, 1 / 4.0, 3 / 4.0, 1 / 8.0, 5 / 8.0, 3 / 8.0);
            assertThat(tried.stream().map(config -> Math.round(config.getDouble("y") * 9)))
                    .containsExactly(3L, 6L, 1L, 4L, 7L, 2L);
        }

        @Test
        void should_put_one_scrambled_point_into_every_elementary_interval() {
            List<Config> tried = all(searcher(Searchers.halton(), REALS, 72));

            for (int columns : new int[] {1, 2, 4, 8}) {
                for (int rows : new int[] {1, 3, 9}) {
                    Map<List<Integer>, Integer> cells = new HashMap<>();
                    tried.forEach(config -> cells.merge(
                            List.of((int) (config.getDouble("x") * columns), (int) (config.getDouble("y") * rows)),
                            1,
                            Integer::sum));
                    assertThat(cells).as("%s x %s", columns, rows).hasSize(columns * rows);
                    assertThat(cells.values()).containsOnly(72 / columns / rows);
                }
            }
        }

        @Test
        void should_leave_no_dependence_between_coordinates_of_high_dimensions_where_scrambled() {
            ParamSpace space = wide(200);

            assertThat(correlation(all(searcher(Searchers.halton(false), space, 100)), "x198", "x199"))
                    .as("first points of large bases lie on a line")
                    .isGreaterThan(0.9);
            assertThat(Math.abs(correlation(all(searcher(Searchers.halton(), space, 100)), "x198", "x199")))
                    .isLessThan(0.3);
        }

        @Test
        void should_depend_on_the_seed_only_where_scrambled() {
            assertThat(all(Searchers.halton(true).create(context(REALS, 5, 1))))
                    .doesNotContainAnyElementsOf(all(Searchers.halton(true).create(context(REALS, 5, 2))));
            assertThat(all(Searchers.halton(false).create(context(REALS, 5, 1))))
                    .isEqualTo(all(Searchers.halton(false).create(context(REALS, 5, 2))));
        }

        private static double correlation(List<Config> configs, String one, String other) {
            return covariance(configs, one, other)
                    / Math.sqrt(covariance(configs, one, one) * covariance(configs, other, other));
        }

        private static double covariance(List<Config> configs, String one, String other) {
            return mean(configs, config -> config.getDouble(one) * config.getDouble(other))
                    - mean(configs, config -> config.getDouble(one)) * mean(configs, config -> config.getDouble(other));
        }

        private static double mean(List<Config> configs, ToDoubleFunction<Config> value) {
            return configs.stream().mapToDouble(value).average().orElseThrow();
        }

        private static ParamSpace wide(int size) {
            return ParamSpace.parse(IntStream.range(0, size)
                    .mapToObj(i -> "x" + i + " = uniform(0, 1)")
                    .toArray(String[]::new));
        }
    }

    @Nested
    class Exhaustive {
        private final ParamSpace tree = ParamSpace.parse(
                "model = choice('svm', 'forest')",
                "kernel = choice('rbf', 'poly') if model == 'svm'",
                "degree = randint(2, 5) if kernel == 'poly'",
                "trees = qrandint(10, 50, 10) if model == 'forest'");

        @Test
        void should_try_every_configuration_once_and_end() {
            List<Config> tried = all(searcher(Searchers.exhaustive(), tree, 100));

            assertThat(tried).doesNotHaveDuplicates().hasSize(1 + 3 + 5).allMatch(tree::contains);
            assertThat(searcher(Searchers.exhaustive(), tree, 100).total()).hasValue(9);
        }

        @Test
        void should_try_as_many_as_there_are_samples() {
            assertThat(all(searcher(Searchers.exhaustive(), tree, 4)))
                    .doesNotHaveDuplicates()
                    .hasSize(4);
        }

        @Test
        void should_follow_the_seed() {
            List<Config> one = all(Searchers.exhaustive().create(context(tree, 9, 1)));

            assertThat(all(Searchers.exhaustive().create(context(tree, 9, 1)))).isEqualTo(one);
            assertThat(all(Searchers.exhaustive().create(context(tree, 9, 2))))
                    .isNotEqualTo(one)
                    .containsExactlyInAnyOrderElementsOf(one);
        }

        @Test
        void should_find_the_last_configurations_among_many_branches_of_which_one_exists() {
            // GIVEN a thousand configurations in ten branches, whose coordinates alone have 10^21 combinations
            ParamSpace branches = ParamSpace.parse(IntStream.rangeClosed(0, 10)
                    .mapToObj(i ->
                            i == 0 ? "branch = randint(0, 10)" : "x" + i + " = randint(0, 100) if branch == " + (i - 1))
                    .toArray(String[]::new));

            assertThat(all(searcher(Searchers.exhaustive(), branches, 2000)))
                    .doesNotHaveDuplicates()
                    .hasSize(1000);
        }

        @Test
        void should_begin_at_once_however_large_the_space_is() {
            ParamSpace large = ParamSpace.parse("a = randint(0, 10000)", "b = randint(0, 1000)");

            assertThat(all(searcher(Searchers.exhaustive(), large, 1000)))
                    .doesNotHaveDuplicates()
                    .hasSize(1000);
        }

        @Test
        void should_refuse_a_parameter_with_no_end_of_values() {
            ParamSpace space =
                    ParamSpace.parse("a = choice(1, 2)", "x = uniform(0, 1)", "y = qrandn(0, 1, 1) if a == 1");

            assertThatThrownBy(() -> searcher(Searchers.exhaustive(), space, 1))
                    .isInstanceOf(InvalidDeclarationException.class)
                    .hasMessage(
                            "TUNE-435 exhaustive search: there is no end of values of x, y; give real numbers a step,"
                                    + " as in quniform(0, 1, 0.1), or use another searcher");
        }
    }

    @Nested
    class Annotations {
        @RandomSearch
        @SobolSearch(scramble = false)
        @HaltonSearch(scramble = false)
        @ExhaustiveSearch
        void annotated() {}

        @Test
        void should_choose_their_searcher() throws NoSuchMethodException {
            var method = Annotations.class.getDeclaredMethod("annotated");
            SearcherProvider random = Searchers.of(new RandomSearchFactory(), method.getAnnotation(RandomSearch.class));
            SearcherProvider sobol = Searchers.of(new SobolSearchFactory(), method.getAnnotation(SobolSearch.class));

            assertThat(searcher(random, REALS, 1).name()).isEqualTo("random");
            assertThat(random.supportsGrid()).isTrue();
            assertThat(config(searcher(sobol, REALS, 1), 1)).isEqualTo(point("x", 0.5, "y", 0.5));
            assertThat(sobol.supportsGrid()).isTrue();

            SearcherProvider halton = Searchers.of(new HaltonSearchFactory(), method.getAnnotation(HaltonSearch.class));
            SearcherProvider exhaustive =
                    Searchers.of(new ExhaustiveSearchFactory(), method.getAnnotation(ExhaustiveSearch.class));
            assertThat(config(searcher(halton, REALS, 1), 1)).isEqualTo(point("x", 0.5, "y", 1 / 3.0));
            assertThat(halton.supportsGrid()).isTrue();
            assertThat(searcher(exhaustive, ParamSpace.parse("a = choice(1, 2)"), 1)
                            .name())
                    .isEqualTo("exhaustive");
            assertThat(exhaustive.supportsGrid()).isFalse();
        }
    }

    @Test
    void should_refuse_a_point_that_the_space_does_not_have() {
        assertThatThrownBy(() -> searcher(Searchers.random(), REALS, 2, point("z", 1)))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessageContaining("z");
    }

    private static Searcher searcher(SearcherProvider provider, ParamSpace space, int samples, Config... points) {
        return Searchers.create(
                provider,
                new SearchContext(space, List.of(Objective.of("score", Mode.MAX)), 1, samples, List.of(points)));
    }

    private static SearchContext context(ParamSpace space, int samples, long seed) {
        return new SearchContext(space, List.of(Objective.of("score", Mode.MAX)), seed, samples, List.of());
    }

    private static List<Config> all(Searcher searcher) {
        List<Config> configs = new ArrayList<>();
        while (searcher.suggest(configs.size() + 1) instanceof Suggestion.Try suggestion) {
            configs.add(suggestion.config());
        }
        return configs;
    }

    private static Config config(Searcher searcher, int number) {
        return ((Suggestion.Try) searcher.suggest(number)).config();
    }

    private static Config point(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Config.of(values);
    }
}
