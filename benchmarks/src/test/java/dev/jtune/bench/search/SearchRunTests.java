package dev.jtune.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.jtune.Config;
import dev.jtune.search.Searchers;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.space.ParamSpace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
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

    @Test
    void should_report_what_the_trial_with_the_least_observed_loss_is_worth_in_truth() {
        // GIVEN noise far above the differences of four points
        SearchProblem noisy = new Problem(100);
        double[] points = {0.6, 0.7, 0.8, 0.9};
        double least = IntStream.rangeClosed(1, 4)
                .boxed()
                .min(Comparator.comparingDouble(number -> points[number - 1]
                        + 100 * SeededStream.of(3, "noise", number).nextGaussian()))
                .map(number -> points[number - 1])
                .orElseThrow();
        // WHEN a method is run that does not know better, and one that does
        double observed = SearchRun.marks(noisy, new Walk(points, OptionalInt.empty()), 3, List.of(4))
                .get(0)
                .best();
        double recommended = SearchRun.marks(noisy, new Walk(points, OptionalInt.of(2)), 3, List.of(4))
                .get(0)
                .best();
        // THEN neither is judged by the noise
        assertThat(observed).isEqualTo(least);
        assertThat(recommended).isEqualTo(0.7);
    }

    @Test
    void should_keep_the_best_of_a_method_that_has_nothing_more_to_try() {
        Contestant walk = new Walk(new double[] {0.9, 0.6}, OptionalInt.empty());

        assertThat(SearchRun.marks(new Problem(), walk, 1, List.of(2, 10)))
                .extracting(SearchRun.Mark::best)
                .containsExactly(0.6, 0.6);
    }

    /** Tries the points in order, and then has no more. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Walk(double[] points, OptionalInt recommended) implements Contestant, Solver {
        @Override
        public String name() {
            return "walk";
        }

        @Override
        public boolean isTold() {
            return false;
        }

        @Override
        public Solver start(ParamSpace space, int objectives, long seed, int budget, boolean noisy) {
            return this;
        }

        @Override
        public Optional<Config> ask(int number) {
            return number > points.length ? Optional.empty() : Optional.of(Config.of(Map.of("x", points[number - 1])));
        }

        @Override
        public void tell(int number, Config config, double... losses) {}

        @Override
        public double seconds() {
            return 0;
        }

        @Override
        public void close() {}
    }

    /** Its evaluation fails in the better half. */
    private record Problem(double noise) implements SearchProblem {
        Problem() {
            this(0);
        }

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
