package dev.jtune.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.jtune.Config;
import dev.jtune.search.Searchers;
import dev.jtune.space.ParamSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchRunTests {
    private static final Contestant RANDOM = new OwnMethod("tune-random", Searchers.random(), true);

    @Test
    void should_keep_the_best_finite_loss_at_each_mark() {
        List<SearchRun.Mark> marks = SearchRun.marks(new Problem(), RANDOM, 1, List.of(5, 50, 100));

        assertThat(marks).extracting(SearchRun.Mark::evals).containsExactly(5, 50, 100);
        assertThat(marks.get(0).best()).isGreaterThan(marks.get(1).best());
        assertThat(marks.get(2).best()).isBetween(0.5, marks.get(1).best());
    }

    @Test
    void should_give_the_same_rows_however_many_runs_go_on_at_a_time() throws InterruptedException {
        List<Problem> problems = List.of(new Problem());

        Results alone = new Study("set", 6, List.of(5, 10), 1).results(problems, List.of(RANDOM));
        Results together = new Study("set", 6, List.of(5, 10), 3).results(problems, List.of(RANDOM));

        assertThat(alone.rows()).hasSize(12);
        assertThat(together.rows())
                .extracting(Row::seed, Row::evals, Row::value)
                .containsExactlyElementsOf(alone.rows().stream()
                        .map(row -> tuple(row.seed(), row.evals(), row.value()))
                        .toList());
    }

    @Test
    void should_write_rows_with_the_columns_of_recorded_results() {
        Row row = new Row("public", "storm", "tune-auto", 3, 25, 12345.678901, 0.1234567, Double.NaN, 0.126);

        assertThat(row.csv()).isEqualTo("public,storm,tune-auto,3,25,12345.679,0.123457,,0.13");
    }

    /** Its evaluation fails in the better half. */
    private record Problem() implements SearchProblem {
        @Override
        public String name() {
            return "line";
        }

        @Override
        public ParamSpace space() {
            return ParamSpace.parse("x = uniform(0, 1)");
        }

        @Override
        public double loss(Config config) {
            double x = config.getDouble("x");
            return x < 0.5 ? Double.NaN : x;
        }

        @Override
        public double value(double loss) {
            return loss;
        }

        @Override
        public double regret(double loss) {
            return loss;
        }

        @Override
        public double better(double loss) {
            return Double.NaN;
        }
    }
}
