package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Checkpoint;
import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which checkpoints stay; those are named by their order, from 0. */
class KeptCheckpointsTests {
    private final List<Integer> present = new ArrayList<>();

    private KeptCheckpoints keep(int number, @Nullable String attribute, Mode order, Double... scores) {
        KeptCheckpoints checkpoints = new KeptCheckpoints(new CheckpointPolicy(0, false, number, attribute, order));
        for (int i = 0; i < scores.length; i++) {
            present.add(i);
            Map<String, Object> metrics = scores[i] == null ? Map.of("other", 1) : Map.of("eval/acc", scores[i]);
            ReportedResult result = new ReportedResult(
                    new ReportedResult.TrialFacts(1, "1", Config.of(Map.of())),
                    ReportedResult.Site.HERE,
                    new Report(metrics, Counters.START, 0, null, false));
            checkpoints
                    .add(Path.of(String.valueOf(i)), result)
                    .forEach(dropped -> present.remove(Integer.valueOf(dropped.toString())));
        }
        return checkpoints;
    }

    private static List<String> bestFirst(KeptCheckpoints checkpoints) {
        return checkpoints.bestFirst().stream()
                .map(Checkpoint::path)
                .map(Path::toString)
                .toList();
    }

    @Test
    void should_keep_all_unless_told_otherwise() {
        KeptCheckpoints checkpoints = keep(0, null, Mode.MAX, 3.0, 2.0, 1.0);
        assertThat(present).containsExactly(0, 1, 2);
        assertThat(bestFirst(checkpoints)).containsExactly("2", "1", "0");
    }

    @Test
    void should_keep_the_newest_without_an_attribute() {
        keep(2, null, Mode.MAX, 9.0, 8.0, 7.0, 6.0);
        assertThat(present).containsExactly(2, 3);
    }

    @Test
    void should_keep_the_newest_besides_the_best() {
        KeptCheckpoints checkpoints = keep(2, "eval/acc", Mode.MAX, 3.0, 2.0, 1.0);
        assertThat(present).containsExactly(0, 1, 2);
        assertThat(bestFirst(checkpoints)).startsWith("0", "1");
        assertThat(checkpoints.newest()).isEqualTo(Path.of("2"));
    }

    @Test
    void should_drop_the_newest_of_before_when_there_is_a_newer_one() {
        keep(2, "eval/acc", Mode.MAX, 3.0, 2.0, 1.0, 0.0);
        assertThat(present).containsExactly(0, 1, 3);
    }

    @Test
    void should_keep_the_lowest_where_lower_is_better() {
        keep(1, "eval/acc", Mode.MIN, 3.0, 1.0, 2.0, 4.0);
        assertThat(present).containsExactly(1, 3);
    }

    @Test
    void should_rank_the_later_of_two_equal_ones_higher() {
        keep(1, "eval/acc", Mode.MAX, 5.0, 5.0, 1.0);
        assertThat(present).containsExactly(1, 2);
    }

    @Test
    void should_rank_what_is_not_finite_below_everything() {
        keep(1, "eval/acc", Mode.MAX, Double.NaN, -1e300, Double.NaN, Double.NaN);
        assertThat(present).containsExactly(1, 3);
    }

    @Test
    void should_rank_a_result_without_the_attribute_below_everything() {
        keep(1, "eval/acc", Mode.MAX, null, 0.5, null, null);
        assertThat(present).containsExactly(1, 3);
    }
}
