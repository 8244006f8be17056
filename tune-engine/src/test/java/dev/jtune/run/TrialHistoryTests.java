package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.ResultConstraint;
import dev.jtune.Scope;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts of what a trial reported, when attempts report iterations again. */
class TrialHistoryTests {
    private static final List<ResultConstraint> CONSTRAINTS = List.of(ResultConstraint.parse("memory <= 1"));

    private final TrialHistory history =
            new TrialHistory(List.of(new Objective("score", MAX, Scope.BEST), new Objective("loss", MIN, Scope.LAST)));

    private void report(int iteration, Map<String, Object> metrics) {
        Counters counters = Counters.START;
        while (counters.iteration() < iteration) {
            counters = counters.after(metrics, 1);
        }
        history.add(new ReportedResult(
                new ReportedResult.TrialFacts(1, "1", Config.empty()),
                ReportedResult.Site.HERE,
                new Report(metrics, counters, 0, null, false)));
    }

    private void report(int iteration, double score) {
        report(iteration, Map.of("score", score));
    }

    private List<Object> scores() {
        return history.metrics().stream().map(metrics -> metrics.get("score")).toList();
    }

    @Test
    void should_score_by_each_objective() {
        assertThat(history.isEmpty()).isTrue();
        report(1, Map.of("score", 5, "loss", 1));
        report(2, Map.of("score", 3, "loss", 2));
        assertThat(history.isEmpty()).isFalse();
        assertThat(history.scores()).as("the best score, the last loss").containsExactly(5, 2);
        assertThat(history.score()).isEqualTo(5);
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.last().iteration()).isEqualTo(2);
    }

    @Test
    void should_forget_the_iterations_that_another_attempt_reports_again_and_those_after_them() {
        report(1, 1);
        report(2, 9);
        report(3, 8);
        report(2, 4);
        assertThat(scores()).containsExactly(1.0, 4.0);
        assertThat(history.score()).as("9 was taken back").isEqualTo(4);
        report(3, 2);
        assertThat(scores()).containsExactly(1.0, 4.0, 2.0);
        assertThat(history.score()).isEqualTo(4);
    }

    @Test
    void should_keep_what_was_reported_before_the_state_of_another_was_taken_over() {
        report(3, 5);
        history.keepAll();
        report(2, 1);
        report(3, 2);
        report(3, 3);
        assertThat(scores()).containsExactly(5.0, 1.0, 3.0);
        assertThat(history.score()).isEqualTo(5);
    }

    @Test
    void should_know_nothing_after_it_forgot_everything() {
        report(1, 5);
        history.keepAll();
        history.clear();
        assertThat(history.isEmpty()).isTrue();
        assertThat(history.score()).isNaN();
        report(2, 1);
        report(1, 2);
        assertThat(scores()).as("nothing is kept").containsExactly(2.0);
        assertThat(history.score()).isEqualTo(2);
    }

    @Test
    void should_miss_the_first_metric_without_a_value() {
        assertThat(history.missing(CONSTRAINTS)).isEqualTo("score");
        report(1, 1);
        assertThat(history.missing(CONSTRAINTS)).isEqualTo("loss");
        report(2, Map.of("loss", 1));
        assertThat(history.missing(CONSTRAINTS)).isEqualTo("memory");
        assertThat(history.missing(List.of())).isNull();
        assertThat(history.violation(CONSTRAINTS)).isNaN();
        assertThat(history.violation(List.of())).isZero();
        report(3, Map.of("memory", 3));
        assertThat(history.missing(CONSTRAINTS)).isNull();
        assertThat(history.violation(CONSTRAINTS)).isEqualTo(2);
    }
}
