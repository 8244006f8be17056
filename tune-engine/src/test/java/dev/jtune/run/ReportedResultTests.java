package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import dev.jtune.run.ReportedResult.Site;
import dev.jtune.run.ReportedResult.TrialFacts;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is filled in beside what a trial reports. */
class ReportedResultTests {
    private static final long MILLIS = LocalDateTime.of(2026, 1, 31, 9, 10, 7, 999_000_000)
            .atZone(ZoneId.systemDefault())
            .toInstant()
            .toEpochMilli();

    private static ReportedResult result(Map<String, Object> metrics, Counters counters) {
        return new ReportedResult(
                new TrialFacts(3, "3-abc", Config.of(Map.of("rate", 0.5))),
                new Site(7, "here", "10.0.0.1"),
                new Report(metrics, counters, MILLIS, Path.of("trial", "checkpoint-000002"), false));
    }

    @Test
    void should_fill_in_what_ray_tune_does() {
        Counters counters = Counters.START.after(Map.of(), 1.5).after(Map.of(), 2.5);
        assertThat(result(Map.of("score", 1.0), counters).metrics())
                .containsEntry("score", 1.0)
                .containsEntry(Metrics.TRAINING_ITERATION, 2L)
                .containsEntry(Metrics.TIME_THIS_ITER_S, 2.5)
                .containsEntry(Metrics.TIME_TOTAL_S, 4.0)
                .containsEntry(Metrics.TIMESTAMP, MILLIS / 1000)
                .containsEntry(Metrics.DATE, "2026-01-31_09-10-07")
                .containsEntry(Metrics.DONE, false)
                .containsEntry(Metrics.TRIAL_ID, "3-abc")
                .containsEntry(Metrics.EXPERIMENT_TAG, "3_rate=0.5")
                .containsEntry(Metrics.PID, 7L)
                .containsEntry(Metrics.HOSTNAME, "here")
                .containsEntry(Metrics.NODE_IP, "10.0.0.1")
                .containsEntry(Metrics.CHECKPOINT_DIR_NAME, "checkpoint-000002")
                .containsEntry(Metrics.CONFIG + "/rate", 0.5)
                .doesNotContainKeys(Metrics.TIMESTEPS_TOTAL, Metrics.TIMESTEPS_SINCE_RESTORE, Metrics.EPISODES_TOTAL);
    }

    @Test
    void should_add_up_what_a_trial_counts_and_nothing_else() {
        Map<String, Object> steps = Map.of(Metrics.TIMESTEPS_THIS_ITER, 10);
        Map<String, Object> episodes = Map.of(Metrics.EPISODES_THIS_ITER, 4);

        assertThat(result(steps, Counters.START.after(steps, 1).after(steps, 1)).metrics())
                .containsEntry(Metrics.TIMESTEPS_TOTAL, 20L)
                .containsEntry(Metrics.TIMESTEPS_SINCE_RESTORE, 20L)
                .doesNotContainKey(Metrics.EPISODES_TOTAL);
        assertThat(result(episodes, Counters.START.after(episodes, 1)).metrics())
                .containsEntry(Metrics.EPISODES_TOTAL, 4L)
                .doesNotContainKeys(Metrics.TIMESTEPS_TOTAL, Metrics.TIMESTEPS_SINCE_RESTORE);
    }

    @Test
    void should_keep_a_count_of_zero() {
        Map<String, Object> none = Map.of(Metrics.EPISODES_THIS_ITER, 0);
        assertThat(result(none, Counters.START.after(none, 1)).metrics()).containsEntry(Metrics.EPISODES_TOTAL, 0L);
    }

    @Test
    void should_keep_the_sum_of_steps_when_a_trial_goes_on_from_a_checkpoint() {
        Map<String, Object> steps = Map.of(Metrics.TIMESTEPS_THIS_ITER, 10);
        Counters restored = Counters.START.after(steps, 1).restored();
        assertThat(result(Map.of("score", 1), restored.after(Map.of("score", 1), 1))
                        .metrics())
                .containsEntry(Metrics.TIMESTEPS_TOTAL, 10L)
                .doesNotContainKeys(Metrics.TIMESTEPS_SINCE_RESTORE, Metrics.EPISODES_TOTAL);
        assertThat(result(steps, restored.after(steps, 1)).metrics())
                .containsEntry(Metrics.TIMESTEPS_TOTAL, 20L)
                .containsEntry(Metrics.TIMESTEPS_SINCE_RESTORE, 10L);
    }

    @Test
    void should_have_a_value_of_what_is_filled_in_and_of_the_configuration() {
        ReportedResult result = result(
                Map.of("score", 1.0, Metrics.ITERATIONS_SINCE_RESTORE, 99, Metrics.TIME_THIS_ITER_S, 7.0),
                Counters.START.after(Map.of(), 1.5));
        assertThat(result.value("score")).isEqualTo(1);
        assertThat(result.value(Metrics.ITERATIONS_SINCE_RESTORE))
                .as("no trial says it itself")
                .isEqualTo(1);
        assertThat(result.value(Metrics.TIME_THIS_ITER_S)).as("its own").isEqualTo(7);
        assertThat(result.value("config/rate")).isEqualTo(0.5);
        assertThat(result.value("loss")).isNaN();
        assertThat(result.has("config/rate")).isTrue();
        assertThat(result.has("config/other")).isFalse();
        assertThat(result.has(Metrics.TRIAL_ID)).as("it is no number").isFalse();
        assertThat(result.value("confi")).isNaN();
    }
}
