package dev.jtune.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTests {
    private static final List<String> PROBLEMS = List.of("one", "two");
    private static final List<Integer> BUDGETS = List.of(50);

    /** On "one" ours is far ahead, on "two" behind "tpe", and "gp" was never run there. */
    private static final Results RESULTS = new Results(Stream.of(
                    runs("one", "ours", 0.0),
                    runs("one", "tpe", 5.0),
                    runs("one", "gp", 9.0),
                    runs("two", "ours", 5.0),
                    runs("two", "tpe", 0.0))
            .flatMap(rows -> rows)
            .toList());

    @Test
    void should_compare_with_the_best_peer_of_each_cell() {
        Comparison comparison = Comparison.of(RESULTS, "ours", List.of("gp", "tpe"), PROBLEMS, BUDGETS);

        assertThat(comparison.cells()).extracting(Comparison.Cell::peer).containsExactly("tpe", "tpe");
        assertThat(comparison.mark("one", 50)).isEqualTo(" +");
        assertThat(comparison.mark("two", 50)).isEqualTo(" -");
        assertThat(comparison.better()).isEqualTo(1);
        assertThat(comparison.worse()).isEqualTo(1);
    }

    @Test
    void should_not_believe_in_a_difference_that_one_of_many_cells_shows_by_chance() {
        // GIVEN five runs that are all behind five others in one cell, and three cells without a difference
        List<String> problems = List.of("a", "b", "c", "d", "e", "f", "g");
        Results results = new Results(problems.stream()
                .flatMap(problem -> Stream.concat(
                        runs(problem, "ours", problem.equals("a") ? 4.5 : 0).limit(5),
                        runs(problem, "tpe", 0).limit(5)))
                .toList());
        // WHEN they are compared
        Comparison comparison = Comparison.of(results, "ours", List.of("tpe"), problems, BUDGETS);
        // THEN the difference counts alone, and does not among seven cells
        assertThat(comparison.mark("a", 50)).isEqualTo(" (-)");
        assertThat(comparison.worse()).isZero();
        assertThat(comparison.worseAlone()).isEqualTo(1);
    }

    @Test
    void should_rank_among_those_that_have_results() {
        assertThat(Comparison.meanRank(RESULTS, "ours", List.of("tpe", "gp"), PROBLEMS, 50))
                .isEqualTo((1 + 2) / 2.0);
        assertThat(Comparison.meanRank(RESULTS, "gp", List.of("ours", "tpe"), PROBLEMS, 50))
                .isEqualTo(3);
        assertThat(Comparison.meanRank(RESULTS, "ours", List.of("cmaes"), PROBLEMS, 50))
                .isNaN();
    }

    private static Stream<Row> runs(String problem, String method, double moved) {
        return IntStream.range(0, 20)
                .mapToObj(seed -> new Row("set", problem, method, seed, 50, 0, moved + seed, Double.NaN, 0.1));
    }
}
