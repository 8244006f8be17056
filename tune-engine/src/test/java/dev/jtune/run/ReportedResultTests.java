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
}
