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

    private static List<Path> add(KeptCheckpoints checkpoints, int number) {
        return checkpoints.add(
                Path.of(String.valueOf(number)),
                new ReportedResult(
                        new ReportedResult.TrialFacts(1, "1", Config.of(Map.of())),
                        ReportedResult.Site.HERE,
                        new Report(Map.of(), Counters.START, 0, null, false)));
    }

    @Test
    void should_keep_what_another_trial_goes_on_from_until_each_that_does_lets_it_go() {
        KeptCheckpoints checkpoints = keep(1, null, Mode.MAX, 1.0);
        Path zero = Path.of("0");
        checkpoints.hold(zero);
        checkpoints.hold(zero);

        assertThat(add(checkpoints, 1)).as("deleted").isEmpty();
        assertThat(checkpoints.isKept(zero)).isTrue();
        assertThat(checkpoints.release(zero)).as("one still goes on from it").isFalse();
        assertThat(checkpoints.isKept(zero)).isTrue();
        assertThat(checkpoints.release(zero)).as("nobody does any more").isTrue();
        assertThat(checkpoints.isKept(zero)).isFalse();
        assertThat(checkpoints.release(zero)).as("it was deleted before").isFalse();
    }

    @Test
    void should_not_delete_what_is_let_go_while_it_is_one_of_those_to_keep() {
        KeptCheckpoints checkpoints = keep(1, null, Mode.MAX, 1.0);
        checkpoints.hold(Path.of("0"));
        assertThat(checkpoints.release(Path.of("0"))).isFalse();
        assertThat(checkpoints.isKept(Path.of("0"))).isTrue();
        assertThat(checkpoints.isKept(Path.of("1"))).isFalse();
    }

    @Test
    void should_go_on_from_the_one_before_where_the_newest_is_not_trusted() {
        KeptCheckpoints checkpoints = keep(0, null, Mode.MAX, 1.0, 2.0);
        assertThat(checkpoints.newest()).isEqualTo(Path.of("1"));
        assertThat(checkpoints.distrust(Path.of("1"))).isTrue();
        assertThat(checkpoints.newest()).isEqualTo(Path.of("0"));
        assertThat(checkpoints.distrust(Path.of("1")))
                .as("one that is none of these")
                .isFalse();
    }

    @Test
    void should_go_on_from_none_before_it_began_anew() {
        KeptCheckpoints checkpoints = keep(0, null, Mode.MAX, 1.0);
        checkpoints.beginAnew();
        assertThat(checkpoints.newest()).isNull();
        assertThat(checkpoints.isKept(Path.of("0"))).isTrue();
        add(checkpoints, 1);
        assertThat(checkpoints.newest()).isEqualTo(Path.of("1"));
    }

    @Test
    void should_know_one_that_takes_the_name_of_a_lost_one_once() {
        KeptCheckpoints checkpoints = keep(2, null, Mode.MAX, 1.0, 2.0);
        assertThat(add(checkpoints, 1)).as("deleted").isEmpty();
        assertThat(bestFirst(checkpoints)).containsExactly("1", "0");
    }
}
