package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BanditTests {
    private static final ParamSpace LINE = ParamSpace.parse("x = uniform(0, 1)");

    @Test
    void should_go_where_scores_grew_most() {
        // GIVEN gains that are highest at 0.7, in seven trials at five times
        Bandit bandit = bandit(LINE);
        for (int trial = 0; trial < 7; trial++) {
            double score = 0;
            for (int time = 0; time <= 5; time++) {
                bandit.observe(trial, time, x(trial / 6.0 * 0.999), score);
                score += 1 - Math.abs(trial / 6.0 - 0.7);
            }
        }

        // WHEN one explores
        double x = bandit.explore(1, 4, x(0.666), random(1)).getDouble("x");

        // THEN it is there
        assertThat(x).isCloseTo(0.7, within(0.15));
    }

    @Test
    void should_forget_what_helped_long_ago() {
        // GIVEN a best value that moves from 0.1 to 0.9
        Bandit bandit = bandit(LINE);
        double[] scores = new double[9];
        for (int time = 0; time <= 12; time++) {
            double best = 0.1 + 0.8 * time / 12;
            for (int trial = 0; trial < 9; trial++) {
                bandit.observe(trial, time, x(trial / 9.0), scores[trial]);
                scores[trial] += 1 - Math.abs(trial / 9.0 - best);
            }
        }

        double x = bandit.explore(1, 4, x(0.4), random(1)).getDouble("x");

        assertThat(x).isGreaterThan(0.75);
    }

    @Test
    void should_look_elsewhere_where_others_look_already() {
        Bandit bandit = bandit(LINE);
        for (int trial = 0; trial < 3; trial++) {
            bandit.observe(trial, 0, x(0.5), 0);
            bandit.observe(trial, 1, x(0.5), trial);
        }

        double first = bandit.explore(0, 2, x(0.5), random(1)).getDouble("x");
        double second = bandit.explore(1, 2, x(0.5), random(1)).getDouble("x");

        assertThat(Math.abs(first - second)).isGreaterThan(0.1);
    }

    @Test
    void should_draw_while_nothing_is_known_and_take_scores_that_are_not_finite_for_nothing() {
        Bandit bandit = bandit(LINE);
        bandit.observe(1, 1, x(0.5), Double.NEGATIVE_INFINITY);
        bandit.observe(1, 2, x(0.5), 1);
        bandit.observe(1, 3, x(0.5), Double.NEGATIVE_INFINITY);
        bandit.observe(1, 3, x(0.5), 2);

        assertThat(bandit.explore(2, 1, x(0.5), random(1)).getDouble("x")).isNotEqualTo(0.5);
    }

    @Test
    void should_move_only_what_has_an_order_is_named_and_exists() {
        ParamSpace space = ParamSpace.parse(
                "act = choice('relu', 'tanh')",
                "rate = loguniform(1e-4, 1)",
                "units = randint(8, 65)",
                "slope = uniform(0, 1) if act == 'tanh'",
                "where rate * units <= 16");
        Bandit bandit = new Bandit(UnitCube.withGrid(space), List.of("rate", "slope", "act"));
        Config config = space.points("", "act=relu, rate=0.1, units=20").get(0);
        for (int time = 0; time < 4; time++) {
            bandit.observe(1, time, config, time * time);
        }

        for (int i = 0; i < 10; i++) {
            Config explored = bandit.explore(2, 1, config, random(i));
            assertThat(space.check(explored)).isEmpty();
            assertThat(explored.getString("act")).isEqualTo("relu");
            assertThat(explored.getInt("units")).isEqualTo(20);
            assertThat(explored.getDouble("rate")).isNotEqualTo(0.1);
        }
    }

    @Test
    void should_count_gains_by_the_unit_of_time() {
        // GIVEN 2 in four units of time on the left, and 1 in one unit on the right
        Bandit bandit = bandit(LINE);
        for (int i = 0; i < 6; i++) {
            bandit.observe(2 * i, 0, x(i / 12.0), 0);
            bandit.observe(2 * i + 1, 3, x(0.5 + i / 12.0), 0);
            bandit.observe(2 * i, 4, x(i / 12.0), 2);
            bandit.observe(2 * i + 1, 4, x(0.5 + i / 12.0), 1);
        }

        assertThat(bandit.explore(20, 1, x(0.1), random(1)).getDouble("x")).isGreaterThan(0.45);
    }

    @Test
    void should_learn_nothing_where_no_time_went_by_or_the_configuration_changed() {
        Bandit once = bandit(LINE);
        Bandit twice = bandit(LINE);
        for (int trial = 0; trial < 4; trial++) {
            for (int time = 0; time < 3; time++) {
                once.observe(trial, time, x(trial / 4.0), time * trial);
                twice.observe(trial, time, x(trial / 4.0), time * trial);
                twice.observe(trial, time, x(trial / 4.0), time * trial);
            }
            twice.observe(trial, 3, x(0.9), 100);
        }

        assertThat(twice.explore(5, 6, x(0.5), random(1))).isEqualTo(once.explore(5, 6, x(0.5), random(1)));
    }

    @Test
    void should_remember_the_last_200_changes() {
        assertThat(afterChanges(201)).isEqualTo(afterChanges(200)).isNotEqualTo(afterChanges(199));
    }

    /** Return what is explored after some of the same changes, the last ones. */
    private static Config afterChanges(int count) {
        Bandit bandit = bandit(LINE);
        for (int i = 201 - count; i < 201; i++) {
            double place = i < 2 ? 0.9 : i % 13 / 26.0;
            bandit.observe(i, 0, x(place), 0);
            bandit.observe(i, 1 + i / 67, x(place), i < 2 ? 3 : StrictMath.sin(i));
        }
        return bandit.explore(500, 501, x(0.5), random(3));
    }

    @Test
    void should_find_a_higher_bound_than_draws_alone() {
        // GIVEN what a population knows of a cube
        UnitCube cube = UnitCube.of(ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)", "z = uniform(0, 1)"));
        Bandit bandit = new Bandit(cube, List.of());
        FadingModel.Builder builder = new FadingModel.Builder(cube);
        for (int i = 0; i < 24; i++) {
            double[] point = cube.randomPoint(random(100 + i));
            double gain = -StrictMath.hypot(point[0] - 0.4, point[1] - 0.6) - Math.abs(point[2] - 0.7);
            bandit.observe(i, 0, cube.toConfig(point), 0);
            bandit.observe(i, 1, cube.toConfig(point), gain);
            builder.add(1, 0, point, gain);
        }
        Config start = cube.toConfig(0.5, 0.5, 0.5);
        FadingModel model = builder.build(0, 0, List.of());

        int wins = 0;
        for (int i = 0; i < 20; i++) {
            SeededStream draws = random(200 + i);
            double highest = IntStream.range(0, 1000)
                    .mapToDouble(draw -> model.upperBound(cube.randomPoint(draws)))
                    .max()
                    .orElseThrow();

            // WHEN one explores, from a state that is not known and waits for nobody
            double[] explored = cube.toPoint(bandit.explore(1000, 1001, start, random(i)));
            bandit.observe(1000, 0, start, Double.NaN);

            wins += model.upperBound(explored) > highest ? 1 : 0;
        }
        assertThat(wins).as("of 20").isGreaterThanOrEqualTo(18);
    }

    @Test
    void should_keep_the_very_value_of_what_is_not_named_and_constants() {
        ParamSpace space = ParamSpace.parse("rate = loguniform(1e-4, 1)", "x = uniform(0, 1)", "depth = 3");
        Bandit bandit = new Bandit(UnitCube.withGrid(space), List.of("x"));
        for (int i = 1; i < 100; i++) {
            Config config = Config.of(Map.of("rate", i / 1000.0, "x", 0.5, "depth", 3));

            assertThat(bandit.explore(2, 1, config, random(i)).with("x", 0)).isEqualTo(config.with("x", 0));
        }
    }

    @Test
    void should_explore_the_same_after_the_same_calls() {
        assertThat(run()).isEqualTo(run());
    }

    private static Config run() {
        Bandit bandit = bandit(LINE);
        for (int i = 0; i < 300; i++) {
            bandit.observe(i % 5, i, x(i % 7 / 7.0), StrictMath.sin(i));
            bandit.observe(i % 5, i + 0.5, x(i % 7 / 7.0), StrictMath.cos(i));
        }
        return bandit.explore(1, 2, x(0.5), random(9));
    }

    @Test
    void should_take_over_and_explore_within_a_population() {
        Population population = Population.of(Schedulers.pb2(Pb2Settings.every(2)), LINE, 2, 2);
        population.add(1, x(0.2)).add(2, x(0.8));
        population.report(2, 2, 0.9);
        population.report(1, 2, 0.8);
        population.report(2, 4, 0.9);

        assertThat(population.report(1, 4, 0.1)).isInstanceOfSatisfying(Scheduler.Decision.Exploit.class, exploit -> {
            assertThat(exploit.from()).isEqualTo(2);
            assertThat(exploit.config()).isNotEqualTo(x(0.8));
        });
    }

    @Test
    void should_learn_from_the_scores_of_a_population() {
        // GIVEN eight trials, whose scores grow most at 0.7
        Population population = Population.of(Schedulers.pb2(Pb2Settings.every(1)), LINE, 8, 8);
        for (int trial = 1; trial <= 8; trial++) {
            population.add(trial, x(trial / 9.0));
        }

        // WHEN the worst take over, again and again
        List<Double> explored = new ArrayList<>();
        double[] scores = new double[9];
        for (int time = 1; time <= 15; time++) {
            for (int trial = 1; trial <= 8; trial++) {
                scores[trial] += 1 - Math.abs(population.configs.get(trial).getDouble("x") - 0.7);
                if (population.report(trial, time, scores[trial]) instanceof Scheduler.Decision.Exploit exploit) {
                    scores[trial] = scores[exploit.from()];
                    explored.add(exploit.config().getDouble("x"));
                }
            }
        }

        // THEN half of them go there
        assertThat(explored).hasSizeGreaterThan(4);
        assertThat(explored.stream().filter(x -> Math.abs(x - 0.7) < 0.1).count())
                .isGreaterThanOrEqualTo(explored.size() / 2);
    }

    @Test
    void should_list_all_settings_that_are_out_of_their_bounds() {
        assertThatThrownBy(() ->
                        Population.of(Schedulers.pb2(new Pb2Settings(0, -1, 0, List.of(), false, " ")), LINE, 4, 4))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessage("""
                        TUNE-488 PB2: perturbationInterval must be at least 1, was 0
                        TUNE-488 PB2: burnIn must be at least 0, was -1
                        TUNE-488 PB2: quantileFraction must be more than 0 and at most 0.5, was 0.0
                        TUNE-488 PB2: timeAttr must be the name of a metric, was blank""");
    }

    private static Bandit bandit(ParamSpace space) {
        return new Bandit(UnitCube.withGrid(space), List.of());
    }

    private static Config x(double x) {
        return Config.of(Map.of("x", x));
    }

    private static SeededStream random(int index) {
        return SeededStream.of(index, "test", 0);
    }
}
