package dev.jtune.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PanelReportTests {
    @Test
    void should_count_decades_from_the_median_of_random_search_down_to_a_millionth() {
        // GIVEN one function with a hundredth of the regret of random search, and one that is solved
        Field field = new Field(
                new Results(Stream.concat(runs("one", "tune-sobol", 0.1), runs("two", "tune-sobol", 0))
                        .toList()),
                new Results(Stream.concat(runs("one", "random", 10), runs("two", "random", 100))
                        .toList()),
                Results.NONE,
                Results.NONE,
                List.of("one", "two"),
                List.of(50));
        // WHEN it is shown
        String text = new PanelReport(field).text();
        // THEN two decades and eight are five in the mean, both cells are better, and random search has none
        assertThat(text)
                .contains("| tune-sobol | 5.00 | 1.00 | 2 | 2 | 0 | 0 |")
                .contains("| random | 0.00 |");
        assertThat(text).contains("| one | tune-sobol | 20 | 0.1000 [0.1000, 0.1000] + |");
    }

    private static Stream<Row> runs(String problem, String method, double regret) {
        return Stream.iterate(0, seed -> seed + 1)
                .limit(20)
                .map(seed -> new Row("panel", problem, method, seed, 50, regret, regret, Double.NaN, 0.1));
    }
}
