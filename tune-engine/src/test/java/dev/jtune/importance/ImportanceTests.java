package dev.jtune.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(600)
class ImportanceTests {
    private static final Objective LOSS = Objective.of("loss", Mode.MIN);

    @Nested
    class Fanova {
        @Test
        void should_give_additive_terms_their_shares_of_the_variance() {
            // GIVEN 4 x + 2 y + z, whose variances are as 16 : 4 : 1, and a parameter that does nothing
            ParamSpace space = ParamSpace.parse(
                    "x = uniform(0, 1)", "y = loguniform(0.01, 1)", "z = uniform(-1, 1)", "nothing = uniform(0, 1)");
            ResultGrid results = results(
                    space,
                    300,
                    config -> 4 * config.getDouble("x")
                            + 2 * (1 + Math.log10(config.getDouble("y")) / 2)
                            + (config.getDouble("z") + 1) / 2);

            Map<String, Double> shares = shares(Importance.of(space, results));

            assertThat(shares.keySet()).containsSubsequence("x", "y", "z");
            assertThat(shares.get("x")).isCloseTo(16 / 21.0, within(0.06));
            assertThat(shares.get("y")).isCloseTo(4 / 21.0, within(0.05));
            assertThat(shares.get("z")).isCloseTo(1 / 21.0, within(0.03));
            assertThat(shares.get("nothing")).isLessThan(0.01);
        }

        @Test
        void should_give_an_interaction_to_nobody() {
            // GIVEN the product of two numbers around 0, of which neither does anything alone
            ParamSpace space = ParamSpace.parse("x = uniform(-1, 1)", "y = uniform(-1, 1)");
            ResultGrid results = results(space, 400, config -> config.getDouble("x") * config.getDouble("y"));

            assertThat(Importance.of(space, results))
                    .allSatisfy(each -> assertThat(each.share()).isLessThan(0.1));
        }

        @Test
        void should_count_a_conditional_parameter_where_it_exists() {
            // GIVEN two branches apart by 1 (variance 1/4), in one of them a slope of 3 (variance 9/12 in half of the
            // space)
            ParamSpace space = ParamSpace.parse(
                    "branch = choice('a', 'b')",
                    "steep = uniform(0, 1) if branch == 'a'",
                    "flat = uniform(0, 1) if branch == 'b'");
            ResultGrid results =
                    results(space, 400, config -> config.has("steep") ? 3 * (config.getDouble("steep") - 0.5) : 1);

            List<Importance> importances = Importance.of(space, results);

            Map<String, Double> shares = shares(importances);
            assertThat(shares.get("branch")).isCloseTo(0.25 / 0.625, within(0.06));
            assertThat(shares.get("steep")).isCloseTo(0.375 / 0.625, within(0.06));
            assertThat(shares.get("flat")).isLessThan(0.01);
            assertThat(importances)
                    .filteredOn(each -> each.param().name().equals("branch"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.samples()).isEqualTo(400));
            assertThat(importances)
                    .filteredOn(each -> !each.param().name().equals("branch"))
                    .extracting(Importance::samples)
                    .allSatisfy(samples -> assertThat(samples).isBetween(160, 240));
        }

        @Test
        void should_weigh_categories_and_steps_as_their_shares_of_the_space() {
            // GIVEN one of four categories worth 1 (variance 3/16) and six steps of 0.2 (variance 35/12 * 0.04)
            ParamSpace space = ParamSpace.parse("kind = choice('a', 'b', 'c', 'd')", "step = randint(0, 6)");
            ResultGrid results = results(
                    space, 300, config -> (config.get("kind").equals("c") ? 1 : 0) + 0.2 * config.getInt("step"));

            Map<String, Double> shares = shares(Importance.of(space, results));

            double step = 35 / 12.0 * 0.04;
            assertThat(shares.get("kind")).isCloseTo(0.1875 / (0.1875 + step), within(0.06));
            assertThat(shares.get("step")).isCloseTo(step / (0.1875 + step), within(0.06));
        }

        @Test
        void should_not_let_one_diverged_trial_be_all_of_the_variance() {
            ParamSpace space = ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)");
            ResultGrid results =
                    results(space, 100, config -> config.getDouble("y") > 0.99 ? 1e300 : 3 * config.getDouble("x"));

            assertThat(shares(Importance.of(space, results)).get("x")).isGreaterThan(0.4);
        }

        @Test
        void should_be_less_sure_of_fewer_trials() {
            ParamSpace space = ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)");
            ToDoubleFunction<Config> sum = config -> 2 * config.getDouble("x") + config.getDouble("y");

            Importance few = Importance.of(space, results(space, 30, sum)).get(0);
            Importance many = Importance.of(space, results(space, 1000, sum)).get(0);

            assertThat(many.standardError()).isLessThan(few.standardError() / 2);
            assertThat(Math.abs(few.share() - 0.8)).isLessThan(3 * few.standardError());
        }

        @Test
        void should_cover_the_axes_of_a_grid() {
            ParamSpace space = ParamSpace.parse("x = grid_search(1, 2, 3)", "y = grid_search('a', 'b')");
            List<Config> cells = new ArrayList<>();
            for (long x = 1; x <= 3; x++) {
                for (String y : List.of("a", "b")) {
                    cells.add(Config.of(Map.of("x", x, "y", y)));
                    cells.add(Config.of(Map.of("x", x, "y", y)));
                }
            }

            Map<String, Double> shares = shares(Importance.of(space, results(cells, config -> config.getDouble("x"))));

            assertThat(shares.get("x")).isGreaterThan(0.9);
            assertThat(shares.get("y")).isLessThan(0.05);
        }
    }

    @Nested
    class PedAnova {
        @Test
        void should_tell_what_the_best_trials_have_in_common() {
            // GIVEN a parameter that decides about being good, one that decides among the bad, and one that does
            // nothing
            ParamSpace space =
                    ParamSpace.parse("good = uniform(0, 1)", "bad = uniform(0, 1)", "nothing = uniform(0, 1)");
            ResultGrid results = results(
                    space,
                    500,
                    config -> config.getDouble("good") < 0.12
                            ? config.getDouble("good")
                            : 1 + 10 * config.getDouble("bad"));

            Map<String, Double> local = shares(Importance.of(space, results, LOSS, ImportanceMethod.PED_ANOVA));
            Map<String, Double> global = shares(Importance.of(space, results));

            assertThat(local.get("good")).isGreaterThan(0.9);
            assertThat(local.values().stream().mapToDouble(share -> share).sum())
                    .isCloseTo(1, within(1e-12));
            assertThat(global.get("bad")).isGreaterThan(global.get("good"));
        }

        @Test
        void should_give_a_uniform_top_of_a_part_its_divergence() {
            // GIVEN the best tenth in a category of two, and in any of the other parameter: divergence 1 against 0
            ParamSpace space = ParamSpace.parse("kind = choice('a', 'b')", "other = choice('x', 'y')");
            List<Config> configs = IntStream.range(0, 1000)
                    .mapToObj(i -> Config.of(Map.of("kind", i % 2 == 0 ? "a" : "b", "other", i % 4 < 2 ? "x" : "y")))
                    .toList();
            ResultGrid results = results(configs, config -> config.get("kind").equals("a") ? 0 : 1);

            Map<String, Double> shares = shares(Importance.of(space, results, LOSS, ImportanceMethod.PED_ANOVA));

            assertThat(shares.get("kind")).isGreaterThan(0.999);
            assertThat(shares.get("other")).isLessThan(0.001);
        }

        @Test
        void should_weigh_a_conditional_parameter_by_how_often_the_best_have_it() {
            ParamSpace space = ParamSpace.parse(
                    "branch = choice('a', 'b')",
                    "deep = uniform(0, 1) if branch == 'a'",
                    "other = uniform(0, 1) if branch == 'b'");
            ResultGrid results = results(
                    space,
                    500,
                    config -> config.has("deep") ? config.getDouble("deep") : 2 + config.getDouble("other"));

            Map<String, Double> shares = shares(Importance.of(space, results, LOSS, ImportanceMethod.PED_ANOVA));

            assertThat(shares.get("deep")).isGreaterThan(shares.get("branch"));
            assertThat(shares.get("branch")).isGreaterThan(0.05);
            assertThat(shares.get("other")).as("none of the best has it").isZero();
        }

        @Test
        void should_tell_what_the_front_of_two_objectives_has_in_common() {
            ParamSpace space =
                    ParamSpace.parse("trade = uniform(0, 1)", "waste = uniform(0, 1)", "nothing = uniform(0, 1)");
            List<Config> configs = random(space, 400);
            ResultGrid results = new ResultGrid(
                    "study",
                    List.of(LOSS, Objective.of("gain", Mode.MAX)),
                    IntStream.range(0, configs.size())
                            .mapToObj(i -> {
                                double trade = configs.get(i).getDouble("trade");
                                double waste = configs.get(i).getDouble("waste");
                                return trial(
                                        i + 1,
                                        configs.get(i),
                                        Map.of("loss", trade + waste, "gain", trade * trade - waste));
                            })
                            .toList());

            List<Importance> importances = Importance.ofFront(space, results);

            assertThat(importances.get(0).param().name()).isEqualTo("waste");
            assertThat(importances.get(0).share()).isGreaterThan(0.6);
        }
    }

    @ParameterizedTest
    @EnumSource(ImportanceMethod.class)
    void should_be_the_same_each_time_and_in_order(ImportanceMethod method) {
        ParamSpace space = ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)", "c = choice('a', 'b')");
        ResultGrid results = results(space, 60, config -> config.getDouble("x") - 2 * config.getDouble("y"));

        List<Importance> importances = Importance.of(space, results, LOSS, method);

        assertThat(importances).isEqualTo(Importance.of(space, results, LOSS, method));
        assertThat(importances)
                .extracting(Importance::share)
                .isSortedAccordingTo((left, right) -> Double.compare(right, left));
        assertThat(importances.get(0).param().name()).isEqualTo("y");
        assertThat(importances.get(0)).asString().matches("y \\d+ % \\+-\\d+");
    }

    @ParameterizedTest
    @EnumSource(ImportanceMethod.class)
    void should_give_no_importance_where_all_scores_are_equal(ImportanceMethod method) {
        ParamSpace space = ParamSpace.parse("z = choice(1, 2)", "x = uniform(0, 1)", "y = choice('a', 'b') if z == 1");

        assertThat(Importance.of(space, results(space, 50, config -> 3), LOSS, method))
                .hasSize(3)
                .allSatisfy(each -> {
                    assertThat(each.share()).isZero();
                    assertThat(each.standardError()).isZero();
                });
    }

    @ParameterizedTest
    @EnumSource(ImportanceMethod.class)
    void should_say_nothing_of_few_trials_and_leave_failed_ones_out(ImportanceMethod method) {
        ParamSpace space = ParamSpace.parse("x = uniform(0, 1)");
        ToDoubleFunction<Config> half = config -> config.getDouble("x") < 0.5 ? Double.NaN : config.getDouble("x");

        assertThat(Importance.of(space, results(space, 9, config -> config.getDouble("x")), LOSS, method))
                .isEmpty();
        assertThat(Importance.of(space, results(space, 100, half), LOSS, method))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.samples()).isBetween(40, 60);
                    assertThat(each.share()).isGreaterThan(0.8);
                });
    }

    @ParameterizedTest
    @EnumSource(ImportanceMethod.class)
    void should_do_without_parameters_and_with_scores_of_any_size(ImportanceMethod method) {
        ParamSpace constant = ParamSpace.parse("a = 1");
        ParamSpace space = ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)");

        assertThat(Importance.of(constant, results(constant, 20, config -> 1), LOSS, method))
                .isEmpty();
        for (double scale : new double[] {1e307, 1e-300, Double.MIN_VALUE * 1000}) {
            ResultGrid results = results(space, 100, config -> scale * (10 * config.getDouble("x") - 5));
            assertThat(Importance.of(space, results, LOSS, method).get(0)).satisfies(each -> {
                assertThat(each.param().name()).isEqualTo("x");
                assertThat(each.share()).as("%s", scale).isGreaterThan(0.8);
            });
        }
    }

    private static Map<String, Double> shares(List<Importance> importances) {
        Map<String, Double> shares = new LinkedHashMap<>();
        importances.forEach(each -> shares.put(each.param().name(), each.share()));
        return shares;
    }

    private static ResultGrid results(ParamSpace space, int count, ToDoubleFunction<Config> loss) {
        return results(random(space, count), loss);
    }

    private static ResultGrid results(List<Config> configs, ToDoubleFunction<Config> loss) {
        return new ResultGrid(
                "study",
                List.of(LOSS),
                IntStream.range(0, configs.size())
                        .mapToObj(i -> trial(i + 1, configs.get(i), Map.of("loss", loss.applyAsDouble(configs.get(i)))))
                        .toList());
    }

    private static List<Config> random(ParamSpace space, int count) {
        UnitCube cube = UnitCube.of(space);
        return IntStream.range(0, count)
                .mapToObj(i -> cube.toConfig(cube.randomPoint(SeededStream.of(1, "importance", i))))
                .toList();
    }

    private static TrialResult trial(int number, Config config, Map<String, Object> metrics) {
        return new TrialResult(
                number,
                "trial-" + number,
                config,
                1,
                new TrialOutcome.Completed(),
                (double) metrics.get("loss"),
                List.of(metrics),
                List.of(),
                Path.of("trial"),
                Duration.ZERO,
                1,
                "");
    }
}
