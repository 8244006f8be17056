package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.space.ParamSpace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutationsTests {
    private static final PbtSettings PERTURB = PbtSettings.every(1).resampleProbability(0);

    /** All values that come of one value by the factors 1.2 and 0.8. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x = uniform(0, 10)            | 5    | 4.0 6.0",
                "x = uniform(0, 10)            | 9    | 7.2 9.999999999999998",
                "x = uniform(1, 10)            | 1    | 1.0 1.2",
                "x = uniform(-10, 10)          | -5   | -4.0 -6.0",
                "x = uniform(-1, 1)            | 0    | -0.3999999999999999 0.3999999999999999",
                "x = loguniform(1e-4, 1)       | 0.01 | 0.008 0.012",
                "x = quniform(0, 1, 0.1)       | 0.5  | 0.4 0.6",
                "x = quniform(0, 1, 0.1)       | 0.1  | 0.0 0.2",
                "x = quniform(0, 1, 0.1)       | 1    | 0.8 1.0",
                "x = randint(1, 11)            | 10   | 10 8",
                "x = randint(0, 11)            | 1    | 0 2",
                "x = lograndint(1, 1001)       | 100  | 120 80",
                "x = qrandint(16, 128, 16)     | 32   | 16 48",
                "x = qrandint(16, 128, 16)     | 128  | 128 96",
                "x = randn(10, 1)              | 10   | 12.0 8.0",
                "x = qrandn(10, 1, 0.5)        | 10   | 12.0 8.0",
                "x = choice(8, 16, 32)         | 16   | 32 8",
                "x = choice(8, 16, 32)         | 8    | 16 8",
                "x = choice(8, 16, 32)         | 32   | 16 32",
                "x = randint(-10, 11)          | 0    | -4 4",
                "x = qrandint(-16, 16, 8)      | -16  | -16 -8",
                "x = qrandn(0, 10, 0.5)        | 0    | -2.0 2.0",
                "x = choice(a, b, c, ordered=true) | b | a c",
                "x = choice(8, 'sqrt', 32)     | sqrt | sqrt",
                "x = choice('relu', 'tanh')    | relu | relu",
            })
    void should_perturb_within_the_domain(String entry, String from, String expected) {
        ParamSpace space = ParamSpace.parse(entry);
        Config config = space.points("", "x=" + from).get(0);
        Mutations mutations = new Mutations(PERTURB, space);

        Set<String> values = new TreeSet<>();
        for (int i = 0; i < 40; i++) {
            Config explored = mutations.explore(1, 2, config, SeededStream.of(i, "test", 0));
            assertThat(space.contains(explored)).isTrue();
            values.add(explored.get("x").toString());
        }

        assertThat(String.join(" ", values)).isEqualTo(expected);
    }

    @Test
    void should_draw_anew_as_often_as_asked_for() {
        ParamSpace space = ParamSpace.parse("x = uniform(0, 1)");
        Mutations mutations = new Mutations(PbtSettings.every(1), space);
        int drawn = 0;
        for (int i = 0; i < 4000; i++) {
            double x = mutations
                    .explore(1, 2, Config.of(Map.of("x", 0.5)), SeededStream.of(i, "test", 0))
                    .getDouble("x");
            drawn += x == 0.4 || x == 0.6 ? 0 : 1;
        }

        assertThat(drawn / 4000.0).isCloseTo(0.25, within(0.02));
    }

    @ParameterizedTest
    @CsvSource({"'x = quniform(0, 1, 0.1)', 0.5", "'x = randint(1, 11)', 5", "'x = uniform(0, 1)', 0.5"})
    void should_stay_with_a_factor_of_one(String entry, String from) {
        ParamSpace space = ParamSpace.parse(entry);
        Config config = space.points("", "x=" + from).get(0);

        assertThat(new Mutations(PERTURB.perturbationFactors(1.0), space)
                        .explore(1, 2, config, SeededStream.of(1, "test", 0)))
                .isEqualTo(config);
    }

    @Test
    void should_name_each_parameter_that_is_not_there_and_no_other() {
        ParamSpace space = ParamSpace.parse("x = uniform(0, 1)", "z = 3");

        assertThat(Mutations.problems("PBT", List.of("x", "y", "z"), false, space))
                .extracting(Problem::reason)
                .containsExactly(
                        "mutate names 'y', which is no parameter that is drawn (there are: x)",
                        "mutate names 'z', which is no parameter that is drawn (there are: x)");
    }

    @Test
    void should_change_only_what_is_named() {
        ParamSpace space = ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)", "z = 3", "w = grid_search(1, 2)");
        Mutations mutations = new Mutations(PbtSettings.every(1).mutate("y"), space);
        Config config = Config.of(Map.of("x", 0.5, "y", 0.5, "z", 3, "w", 2));

        for (int i = 0; i < 20; i++) {
            Config explored = mutations.explore(1, 2, config, SeededStream.of(i, "test", 0));
            assertThat(explored.getDouble("x")).isEqualTo(0.5);
            assertThat(explored.getDouble("y")).isNotEqualTo(0.5);
            assertThat(explored.getInt("w")).isEqualTo(2);
        }
    }

    @Test
    void should_keep_to_the_branch_and_draw_what_a_new_one_needs() {
        // GIVEN a space of two branches, which share a name
        ParamSpace space = ParamSpace.parse(
                "opt = choice('sgd', 'adam')",
                "rate = loguniform(1e-2, 1) if opt == 'sgd'",
                "rate = loguniform(1e-5, 1e-3) if opt == 'adam'",
                "momentum = uniform(0, 1) if opt == 'sgd'");
        Config config = space.points("", "opt=sgd, rate=0.1, momentum=0.5").get(0);
        Mutations mutations = new Mutations(PbtSettings.every(1), space);

        // WHEN it explores many times
        int switched = 0;
        for (int i = 0; i < 400; i++) {
            Config explored = mutations.explore(1, 2, config, SeededStream.of(i, "test", 0));

            // THEN every configuration is one of the space, and some are of the other branch
            assertThat(space.check(explored)).isEmpty();
            switched += explored.getString("opt").equals("adam") ? 1 : 0;
        }
        assertThat(switched / 400.0).isCloseTo(0.125, within(0.04));
    }

    @Test
    void should_keep_constraints_or_else_the_configuration() {
        ParamSpace space = ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)", "where x + y <= 1");
        ParamSpace narrow = ParamSpace.parse("x = randint(1, 1000)", "y = randint(1, 1000)", "where x * y <= 1");
        Config config = Config.of(Map.of("x", 0.5, "y", 0.5));
        Config corner = Config.of(Map.of("x", 1, "y", 1));

        for (int i = 0; i < 40; i++) {
            SeededStream random = SeededStream.of(i, "test", 0);
            assertThat(space.admits(new Mutations(PERTURB, space).explore(1, 2, config, random)))
                    .isTrue();
            assertThat(narrow.admits(new Mutations(PERTURB, narrow).explore(1, 2, corner, random)))
                    .isTrue();
        }
    }

    @Test
    void should_explore_in_a_way_of_ones_own_within_the_space() {
        ParamSpace space = ParamSpace.parse("x = uniform(0, 1)");
        Config config = Config.of(Map.of("x", 0.5));
        Mutations half =
                new Mutations(PERTURB.explore((taken, random) -> taken.with("x", taken.getDouble("x") / 2)), space);
        Mutations outside = new Mutations(PERTURB.explore((taken, random) -> taken.with("x", 5.0)), space);

        assertThat(half.explore(1, 2, config, SeededStream.of(1, "test", 0)).getDouble("x"))
                .isIn(0.2, 0.3);
        assertThatThrownBy(() -> outside.explore(1, 2, config, SeededStream.of(1, "test", 0)))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessageContaining("TUNE-487 PBT: explore returned a configuration that is none of the space: ");
    }
}
