package dev.jtune.report;

import static dev.jtune.Mode.MAX;
import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.exec.Ticker;
import dev.jtune.json.Json;
import dev.jtune.report.ConsoleListener.Verbosity;
import dev.jtune.tuner.Tuner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told and written of a study with several objectives. */
class SeveralObjectivesTests {
    /** Two trials on the front, the second of them the best by accuracy, and a third that the first dominates. */
    private static Tuner study() {
        return Tuner.of("net", trial -> switch (trial.config().getInt("k")) {
                    case 1 -> Map.of("accuracy", 0.5, "ms", 10.0);
                    case 2 -> Map.of("accuracy", 0.75, "ms", 30.0);
                    default -> Map.of("accuracy", 0.25, "ms", 50.0);
                })
                .paramSpace("k = grid_search([1, 2, 3])")
                .metric("accuracy", MAX)
                .metric("ms", MIN)
                .maxConcurrentTrials(1)
                .seed(1);
    }

    private static List<String> lines(Verbosity verbosity) {
        List<String> lines = new ArrayList<>();
        study().listener(new ConsoleListener("net", verbosity, Ticker.SYSTEM, List.of(), lines::add))
                .fit();
        return lines;
    }

    @Test
    void should_tell_each_trial_that_joins_the_front_and_the_front_at_the_end() {
        assertThat(lines(Verbosity.NORMAL))
                .filteredOn(line -> !line.contains("done: 3 trials in"))
                .containsExactly(
                        "[tune] net: maximise accuracy, minimise ms, 3 trials, grid, 1 at a time, seed 1",
                        "[tune]   k  grid 1, 2, 3",
                        "[tune] #1    accuracy 0.5  ms 10  k=1",
                        "[tune] #2    accuracy 0.75  ms 30  k=2",
                        "[tune] front: 2 trials, hypervolume 75.0 % of the box from the worst scores to the best",
                        "[tune]   #2    accuracy 0.75  ms 30  k=2",
                        "[tune]   #1    accuracy 0.5  ms 10  k=1");
    }

    @Test
    void should_write_the_front_into_the_summary_and_the_table(@TempDir Path directory) throws Exception {
        // WHEN the study writes its files
        study().listener(new StudyFiles(directory)).fit();
        // THEN both say which trials are on the front
        Map<?, ?> summary = (Map<?, ?>) Json.parse(Files.readString(directory.resolve("result.json")));
        assertThat(summary.get("objectives"))
                .isEqualTo(List.of(Map.of("metric", "accuracy", "mode", "MAX"), Map.of("metric", "ms", "mode", "MIN")));
        assertThat(summary.get("normalizedHypervolume")).isEqualTo(0.75);
        List<?> front = (List<?>) summary.get("front");
        assertThat(front.stream()
                        .<Object>map(member -> ((Map<?, ?>) member).get("scores"))
                        .toList())
                .isEqualTo(List.of(List.of(0.5, 10.0), List.of(0.75, 30.0)));
        assertThat(Files.readAllLines(directory.resolve("trials.csv")))
                .element(3, org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("3,Completed,0.25,false,");
    }
}
