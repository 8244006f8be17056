package dev.jtune.search.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitCubeTests {
    /** The largest coordinate there is. */
    private static final double TOP = Math.nextDown(1.0);

    private static final int DRAWS = 20_000;

    @Nested
    class Bounds {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "quniform(0, 1, 0.25)|0.0|1.0",
                    "quniform(0.1, 0.7, 0.1)|0.1|0.7",
                    "quniform(-0.3, 0.3, 0.1)|-0.3|0.3",
                    "qloguniform(1e-4, 1e-1, 5e-5)|1.0E-4|0.1",
                    "randint(1, 31)|1|30",
                    "randint(5, 6)|5|5",
                    "randint(-9223372036854775808, 9223372036854775807)|-9223372036854775808|9223372036854773760",
                    "qrandint(0, 10, 2)|0|10",
                    "qrandint(1, 10, 3)|3|9",
                    "qrandint(-21, 12, 3)|-21|12",
                    "qrandint(-20, 13, 3)|-18|12",
                    "qrandint(1, 5, 1)|1|5",
                    "lograndint(1, 10)|1|9",
                    "qlograndint(2, 20, 2)|2|20",
                    "qlograndint(1, 11, 2)|2|10",
                    "choice('a', 'b', 'c')|a|c",
                    "choice(true, false)|true|false",
                })
        void should_reach_both_ends_and_nothing_beyond(String domain, String first, String last) {
            assertThat(at(domain, 0)).hasToString(first);
            assertThat(at(domain, TOP)).hasToString(last);
        }

        @ParameterizedTest
        @CsvSource({
            "'uniform(-2, 3)', -2, 3",
            "'uniform(-1.7e308, 1.7e308)', -1.7e308, 1.7e308",
            "'uniform(1, 1.0000000000000002)', 1, 1.0000000000000002",
            "'loguniform(1e-4, 1)', 1e-4, 1",
            "'loguniform(1e-300, 1e300)', 1e-300, 1e300",
        })
        void should_include_the_lower_bound_of_reals_and_exclude_the_upper(String domain, double lower, double upper) {
            assertThat((double) at(domain, 0)).isBetween(lower, lower + Math.abs(lower) * 1e-12);
            assertThat((double) at(domain, TOP)).isLessThan(upper).isCloseTo(upper, within(Math.abs(upper) * 1e-12));
        }

        @ParameterizedTest
        @ValueSource(strings = {"randn(0, 1)", "qrandn(100, 15, 0.5)"})
        void should_keep_the_tails_of_a_normal_finite(String domain) {
            assertThat((double) at(domain, 0)).isFinite();
            assertThat((double) at(domain, TOP)).isFinite();
        }

        @Test
        void should_give_decimals_where_the_step_is_one() {
            assertThat(IntStream.range(0, 11).mapToObj(i -> at("quniform(0, 1, 0.1)", (i + 0.5) / 11)))
                    .containsExactly(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);
        }
    }

    @Nested
    class Distributions {
        @ParameterizedTest
        @CsvSource({
            "'quniform(0, 1, 0.25)', 5",
            "'quniform(-0.3, 0.3, 0.1)', 7",
            "'randint(1, 31)', 30",
            "'qrandint(0, 10, 2)', 6",
            "'qrandint(1, 10, 3)', 3",
            "'qrandint(0, 33, 3)', 12",
            "'qrandint(1, 5, 1)', 5",
            "'qrandint(-21, 12, 3)', 12",
            "'choice(1, 2.5, true)', 3",
            "'choice(''a'', ''b'', ''c'', ''d'')', 4",
        })
        void should_draw_every_value_equally_often(String domain, int values) {
            Map<Object, Integer> counts = counts(domain);

            assertThat(counts).hasSize(values);
            assertThat(chiSquare(counts.values(), IntStream.range(0, values).mapToDouble(i -> 1.0 / values)))
                    .isLessThan(limit(values - 1));
        }

        @Test
        void should_draw_log_integers_as_a_log_uniform_number_rounded_down() {
            assertThat(chiSquare(
                            counts("lograndint(1, 10)").values(),
                            IntStream.range(1, 10).mapToDouble(k -> Math.log10((k + 1.0) / k))))
                    .isLessThan(limit(8));
        }

        @Test
        void should_draw_log_multiples_by_the_logarithm_of_their_steps() {
            assertThat(chiSquare(
                            counts("qlograndint(2, 20, 2)").values(),
                            IntStream.range(1, 11).mapToDouble(k -> Math.log((k + 1.0) / k) / Math.log(11))))
                    .isLessThan(limit(9));
            assertThat(chiSquare(
                            counts("qloguniform(0.1, 0.4, 0.1)").values(),
                            IntStream.range(1, 5).mapToDouble(k -> Math.log((k + 1.0) / k) / Math.log(5))))
                    .isLessThan(limit(3));
        }

        @ParameterizedTest
        @CsvSource({
            "'uniform(0, 1)', '0.1, 0.2, 0.5, 0.9', '0.1, 0.1, 0.3, 0.4, 0.1'",
            "'uniform(-10, 30)', '-6, 10, 20', '0.1, 0.4, 0.25, 0.25'",
            "'loguniform(1e-4, 1)', '0.001, 0.01, 0.1', '0.25, 0.25, 0.25, 0.25'",
            "'randn(0, 1)', '-1, 0, 1, 2', '0.158655, 0.341345, 0.341345, 0.135905, 0.022750'",
            "'randn(10, 2)', '8, 10, 12, 14', '0.158655, 0.341345, 0.341345, 0.135905, 0.022750'",
            "'qrandn(0, 1, 1)', '-1.5, -0.5, 0.5, 1.5', '0.066807, 0.241730, 0.382925, 0.241730, 0.066807'",
        })
        void should_draw_reals_with_their_shares(String domain, String cuts, String shares) {
            double[] bounds = numbers(cuts);
            double[] expected = numbers(shares);
            Map<Object, Integer> counts = new TreeMap<>();
            IntStream.range(0, expected.length).forEach(i -> counts.put(i, 0));
            for (Object value : draws(domain)) {
                counts.merge(
                        (int) DoubleStream.of(bounds)
                                .filter(bound -> bound <= (double) value)
                                .count(),
                        1,
                        Integer::sum);
            }

            assertThat(chiSquare(counts.values(), DoubleStream.of(expected))).isLessThan(limit(expected.length - 1));
        }

        /** The 99.9th percentile of the chi-square distribution, by Wilson and Hilferty. */
        private static double limit(int degrees) {
            double spread = 2.0 / (9 * degrees);
            return degrees * Math.pow(1 - spread + 3.0902 * Math.sqrt(spread), 3);
        }

        private static double chiSquare(Iterable<Integer> counts, DoubleStream shares) {
            double[] expected = shares.map(share -> share * DRAWS).toArray();
            double sum = 0;
            int i = 0;
            for (int count : counts) {
                sum += (count - expected[i]) * (count - expected[i]) / expected[i];
                i++;
            }
            return sum;
        }

        private static Map<Object, Integer> counts(String domain) {
            Map<Object, Integer> counts = new TreeMap<>((a, b) -> a instanceof Number left && b instanceof Number right
                    ? Double.compare(left.doubleValue(), right.doubleValue())
                    : a.toString().compareTo(b.toString()));
            draws(domain).forEach(value -> counts.merge(value, 1, Integer::sum));
            return counts;
        }

        private static List<Object> draws(String domain) {
            UnitCube cube = UnitCube.of(ParamSpace.parse("x = " + domain));
            SeededStream random = SeededStream.of(42, "test", 0);
            return IntStream.range(0, DRAWS)
                    .mapToObj(i -> cube.toConfig(cube.randomPoint(random)).get("x"))
                    .toList();
        }
    }

    @Nested
    class Inverse {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "uniform(-2, 3)",
                    "uniform(-1.7e308, 1.7e308)",
                    "loguniform(1e-4, 1)",
                    "quniform(0, 1, 0.1)",
                    "quniform(0.1, 0.7, 0.1)",
                    "qloguniform(1e-4, 1e-1, 5e-5)",
                    "randn(3, 2)",
                    "qrandn(100, 15, 0.5)",
                    "randint(1, 31)",
                    "randint(-1000000000000, 1000000000000)",
                    "qrandint(-20, 13, 3)",
                    "lograndint(1, 100000)",
                    "qlograndint(2, 2000, 2)",
                    "choice('a', 'b', 'c')",
                })
        void should_find_the_point_of_a_value(String domain) {
            UnitCube cube = UnitCube.of(ParamSpace.parse("x = " + domain));
            SeededStream random = SeededStream.of(1, "test", 0);

            for (int i = 0; i < 1_000; i++) {
                Config config = cube.toConfig(cube.randomPoint(random));
                double[] point = cube.toPoint(config);
                assertThat(point[0]).isBetween(0.0, TOP);
                Object again = cube.toConfig(point).get("x");
                if (config.get("x") instanceof Double value && !domain.startsWith("q")) {
                    assertThat((double) again).isCloseTo(value, within(Math.max(1e-9, Math.abs(value) * 1e-9)));
                } else {
                    assertThat(again).isEqualTo(config.get("x"));
                }
            }
        }

        @ParameterizedTest
        @CsvSource({
            "'uniform(0, 1)', 1.5",
            "'loguniform(0.1, 1)', 0.05",
            "'quniform(0, 1, 0.25)', 0.3",
            "'quniform(0, 1, 0.25)', 1.25",
            "'qrandint(0, 10, 2)', 3",
            "'qrandint(0, 10, 2)', 12",
            "'randint(0, 10)', 10",
            "'randint(0, 10)', 1.5",
            "'choice(1, 2)', 3",
        })
        void should_refuse_a_value_that_is_none_of_the_domain(String domain, String value) {
            UnitCube cube = UnitCube.of(ParamSpace.parse("x = " + domain));
            Object number = value.contains(".") ? (Object) Double.valueOf(value) : (Object) Long.valueOf(value);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cube.toPoint(Config.of(Map.of("x", number))))
                    .withMessageStartingWith(value + " is not a value of ");
        }
    }

    @Nested
    class Conditional {
        private final ParamSpace space = ParamSpace.parse(
                "model = choice('svm', 'knn')",
                "c = loguniform(1e-3, 1e3) if model == 'svm'",
                "seed = 7",
                "k = randint(1, 31) if model == 'knn'");
        private final UnitCube cube = UnitCube.of(space);

        @Test
        void should_tell_which_coordinates_exist_at_a_point() {
            UnitCube cube = UnitCube.of(ParamSpace.parse(
                    "fixed = 7",
                    "model = choice('svm', 'forest', 'knn')",
                    "kernel = choice('rbf', 'linear') if model == 'svm'",
                    "gamma = uniform(0, 1) if model == 'svm' and kernel == 'rbf'",
                    "depth = randint(1, 9) if model in ('forest', 'knn') and fixed == 7",
                    "deep = uniform(0, 1) if depth == 8"));

            assertThat(cube.isConditional()).isTrue();
            assertThat(cube.active(0.1, 0.1, 0.5, 0.99, 0.5)).containsExactly(true, true, true, false, false);
            assertThat(cube.active(0.1, 0.9, 0.5, 0.99, 0.5)).containsExactly(true, true, false, false, false);
            assertThat(cube.active(0.5, 0.1, 0.5, 0.99, 0.5)).containsExactly(true, false, false, true, true);
            assertThat(cube.active(0.9, Double.NaN, 0.5, 0.1, 0.5)).containsExactly(true, false, false, true, false);
        }

        @Test
        void should_settle_all_points_of_a_configuration_to_one() {
            UnitCube cube = UnitCube.of(ParamSpace.parse(
                    "model = choice('svm', 'forest')", "c = uniform(0, 1) if model == 'svm'", "k = randint(0, 4)"));

            assertThat(cube.settle(0.9, 0.3, 0.26)).containsExactly(0.75, Double.NaN, 0.375);
            assertThat(cube.settle(0.2, 0.3, 0.99)).containsExactly(0.25, 0.3, 0.875);
            assertThat(cube.settle(0.75, Double.NaN, 0.375)).containsExactly(0.75, Double.NaN, 0.375);
        }

        @Test
        void should_have_a_coordinate_for_each_parameter_that_is_drawn() {
            assertThat(cube.size()).isEqualTo(3);
            assertThat(cube.params()).extracting(Param::name).containsExactly("model", "c", "k");
        }

        @Test
        void should_leave_out_what_has_no_place_in_a_configuration() {
            assertThat(cube.toConfig(0.1, 0.5, 0.99).asMap())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("model", "svm", "c", 1.0, "seed", 7L));
            assertThat(cube.toConfig(0.9, 0.5, 0.99).asMap())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("model", "knn", "k", 30L, "seed", 7L));
        }

        @Test
        void should_mark_what_is_absent_in_a_point() {
            assertThat(cube.toPoint(Config.of(Map.of("model", "knn", "k", 30, "seed", 7))))
                    .satisfies(point -> assertThat(point[0]).isEqualTo(0.75))
                    .satisfies(point -> assertThat(point[1]).isNaN())
                    .satisfies(point -> assertThat(point[2]).isEqualTo(29.5 / 30));
        }

        @Test
        void should_keep_parameters_apart_that_share_a_name() {
            UnitCube shared = UnitCube.of(ParamSpace.parse(
                    "optimizer = choice('sgd', 'adam')",
                    "rate = uniform(0, 1) if optimizer == 'sgd'",
                    "rate = uniform(10, 20) if optimizer == 'adam'"));

            assertThat(shared.toConfig(0, 0.5, 0.25).get("rate")).isEqualTo(0.5);
            assertThat(shared.toConfig(0.5, 0.5, 0.25).get("rate")).isEqualTo(12.5);
            assertThat(shared.toPoint(Config.of(Map.of("optimizer", "adam", "rate", 12.5))))
                    .containsExactly(0.75, Double.NaN, 0.25);
        }

        @Test
        void should_refuse_a_point_of_another_size() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cube.toConfig(0.5))
                    .withMessage("a point of this space has 3 coordinates, not 1");
        }
    }

    private static Object at(String domain, double unit) {
        return UnitCube.of(ParamSpace.parse("x = " + domain)).toConfig(unit).get("x");
    }

    private static double[] numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            numbers.add(Double.valueOf(word.strip()));
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
