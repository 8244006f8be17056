package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.search.AllSearchers.Known;
import dev.jtune.space.ParamSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every searcher does with constraints. */
@Timeout(120)
class ConstrainedSearchTests {
    /** Shares from half of all points down to one in millions, with conditions, code and computed values. */
    private static final List<ParamSpace> SPACES = List.of(
            ParamSpace.parse("lower = uniform(0, 1)", "upper = uniform(0, 1)", "where lower <= upper"),
            ParamSpace.parse(
                    "layers = randint(1, 4)",
                    "hidden1 = qlograndint(8, 1024, 8)",
                    "hidden2 = qlograndint(8, 1024, 8) if layers in (2, 3)",
                    "hidden3 = qlograndint(8, 1024, 8) if layers == 3",
                    "where hidden2 <= hidden1",
                    "where hidden3 <= hidden2",
                    "where hidden1 % 64 == 0 if layers == 1"),
            ParamSpace.parse(
                    "a = uniform(0, 1)",
                    "b = uniform(0, 1)",
                    "c = uniform(0, 1)",
                    "d = uniform(0, 1)",
                    "e = uniform(0, 1)",
                    "f = uniform(0, 1)",
                    "g = uniform(0, 1)",
                    "h = uniform(0, 1)",
                    "where a + b + c + d + e + f + g + h <= 1",
                    "where a >= 0.1"),
            ParamSpace.parse(
                    "a = quniform(0, 1, 0.01)",
                    "b = quniform(0, 1, 0.01)",
                    "c = quniform(0, 1, 0.01)",
                    "where a + b + c == 1"),
            ParamSpace.builder()
                    .loguniform("batch", 1, 4096)
                    .lograndint("steps", 1, 4096)
                    .sampleFrom("product", config -> config.getDouble("batch") * config.getInt("steps"))
                    .constraint("1000 <= product <= 4096")
                    .constraint("odd", config -> config.getInt("steps") % 2 == 1)
                    .build());

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_suggest_nothing_that_breaks_a_constraint(Known searcher) {
        for (ParamSpace space : SPACES.stream().filter(searcher::accepts).toList()) {
            SearchContext context = Play.context(space, 1, 40);

            List<Config> tried = Play.several(searcher.provider(), context, Play::byValues, 3);

            assertThat(tried).as("%s", space).hasSize(40).allMatch(space::contains);
            assertThat(Play.several(searcher.provider(), context, Play::byValues, 3))
                    .isEqualTo(tried);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_try_all_that_keep_the_constraints_and_end(Known searcher) {
        // GIVEN 120 configurations of 10,000
        ParamSpace space = ParamSpace.parse(
                "i = randint(0, 100)", "j = randint(0, 100)", "where i + j < 15", "where i % 2 == j % 2 or i == 0");
        int all = (int) space.cardinality().orElseThrow();

        List<Config> tried = Play.alone(searcher.provider(), Play.context(space, 2, 300), Play::byValues);

        assertThat(tried).allMatch(space::contains);
        if (searcher.neverRepeats()) {
            assertThat(tried).doesNotHaveDuplicates().hasSize(all);
        } else {
            assertThat(tried).hasSize(300);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_complete_points_so_that_they_keep_the_constraints(Known searcher) {
        ParamSpace space =
                ParamSpace.parse("x = quniform(0, 1, 0.001)", "y = quniform(0, 1, 0.001)", "where x + y <= 1");
        Config first = Config.of(Map.of("x", 0.25, "y", 0.75));
        Config high = Config.of(Map.of("x", 0.998));

        List<Config> tried = Play.alone(searcher.provider(), Play.context(space, 3, 10, first, high), Play::byValues);

        assertThat(tried).hasSize(10).allMatch(space::contains).startsWith(first);
        assertThat(tried.get(1).get("x")).isEqualTo(0.998);
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_refuse_constraints_that_nothing_keeps(Known searcher) {
        ParamSpace space = ParamSpace.parse(
                searcher.name().equals("exhaustive") ? "x = randint(0, 1_000_000_000)" : "x = uniform(0, 1)",
                "y = quniform(0, 1, 0.001)",
                "where x + y == 0.12345");
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> Searchers.create(searcher.provider(), Play.context(space, 4, 5)))
                .withMessage(
                        "TUNE-058 constraints [x + y == 0.12345]: no configuration that keeps them was found;"
                                + " weaken one, or widen the space; where real numbers are to be equal, compute one of the others: sample_from");
    }

    @Test
    void should_drop_the_cells_of_a_grid_that_break_a_constraint_and_draw_what_fits_the_others() {
        ParamSpace space = ParamSpace.parse(
                "a = grid_search(1, 2, 3, 4)",
                "b = grid_search(1, 2, 3, 4)",
                "c = grid_search(7, 8) if a == 4",
                "x = uniform(0, 8)",
                "where a < b or a == 4",
                "where c == 7 or b > 2",
                "where x <= a + b");
        List<Config> tried = Play.alone(Searchers.grid(), Play.context(space, 5, 3), Play::byValues);

        // six of a < b; and of a = 4 and c = 7 four, of a = 4 and c = 8 two
        assertThat(tried).hasSize(3 * 12).allMatch(space::contains);
        assertThat(tried.subList(0, 12))
                .extracting(config -> config.get("a") + " " + config.get("b") + " " + config.getInt("c", 0))
                .doesNotHaveDuplicates()
                .contains("1 2 0", "3 4 0", "4 1 7", "4 4 8")
                .doesNotContain("2 2 0", "4 2 8");
    }

    @Test
    void should_count_the_cells_of_a_point_that_gives_an_axis() {
        ParamSpace space = ParamSpace.parse("a = grid_search(1, 2, 3)", "b = grid_search(1, 2, 3)", "where a <= b");
        SearchContext context = Play.context(space, 6, 2, Config.of(Map.of("a", 2L)));

        assertThat(Play.alone(Searchers.random(), context, Play::byValues)).hasSize(2 + 6);
    }

    @Test
    void should_say_that_no_cell_keeps_the_constraints_or_that_nothing_fits_one() {
        ParamSpace none = ParamSpace.parse("a = grid_search(1, 2)", "x = uniform(0, 1)", "where a > 2");
        ParamSpace one = ParamSpace.parse("a = grid_search(1, 2)", "x = uniform(0, 1)", "where a + x < 2");
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> Searchers.create(Searchers.grid(), Play.context(none, 7, 1)))
                .withMessage(
                        "TUNE-058 grid over a: no cell keeps the constraints [a > 2]; weaken one, or give the axes more values");
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> Play.alone(Searchers.grid(), Play.context(one, 7, 1), Play::byValues))
                .withMessage("TUNE-058 a=2: no configuration that keeps the constraints was found with these values;"
                        + " weaken one, or widen the space");
    }

    @Test
    void should_leave_out_points_of_a_sequence_and_keep_the_others() {
        ParamSpace free = ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)");
        ParamSpace half = ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)", "where x <= y");
        List<Config> all = Play.alone(Searchers.sobol(), Play.context(free, 8, 128), Play::byValues);

        List<Config> kept = Play.alone(Searchers.sobol(), Play.context(half, 8, 50), Play::byValues);

        assertThat(kept).isEqualTo(all.stream().filter(half::contains).limit(50).toList());
    }

    @Test
    void should_draw_in_a_space_whose_constraints_all_keep_what_is_drawn_without_them() {
        ParamSpace free = ParamSpace.parse("x = uniform(0, 1)", "y = choice('a', 'b')");
        ParamSpace kept = ParamSpace.parse("x = uniform(0, 1)", "y = choice('a', 'b')", "where x < 2");

        assertThat(Play.alone(Searchers.random(), Play.context(kept, 9, 20), Play::byValues))
                .isEqualTo(Play.alone(Searchers.random(), Play.context(free, 9, 20), Play::byValues));
    }
}
