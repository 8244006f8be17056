package dev.jtune.bench.curves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.bench.problem.Spec;
import dev.jtune.schedule.ScheduleContext;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.Scheduler.Decision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurvePeerTests {
    private static final String NOTHING = "{\"decision\": \"CONTINUE\", \"cut\": [], \"resumed\": []}";

    private final List<Map<String, ?>> questions = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final PeerScheduler scheduler = new PeerScheduler(
            this::answer, "peer", new ScheduleContext(List.of(Objective.of("loss", Mode.MIN)), 7), 81);

    @Test
    void should_decide_as_the_peer_does() {
        scheduler.onTrialAdd(1, Config.of(Map.of()));
        answers.add("{\"decision\": \"STOP\", \"cut\": [], \"resumed\": []}");

        assertThat(scheduler.onResult(new Reported(1, 3, 0.5))).isInstanceOf(Decision.Stop.class);
        assertThat(scheduler.onResult(new Reported(1, 4, Double.NaN))).isEqualTo(Decision.CONTINUE);
        assertThat(questions)
                .containsExactly(
                        Map.of("begin", "peer", "mode", "min", "max_t", 81L, "seed", 7L),
                        Map.of("add", 1L),
                        Map.of("result", 1L, "time", 3L, "score", 0.5),
                        Map.of("result", 1L, "time", 4L, "score", "NaN"));
    }

    @Test
    void should_let_paused_trials_go_on_or_end_where_the_peer_says_so() {
        answers.add("{\"decision\": \"PAUSE\", \"cut\": [], \"resumed\": []}");
        answers.add("{\"decision\": \"PAUSE\", \"cut\": [4], \"resumed\": []}");
        answers.add("{\"decision\": \"CONTINUE\", \"cut\": [], \"resumed\": [2]}");

        assertThat(scheduler.resume()).isNull();
        assertThat(scheduler.onResult(new Reported(2, 1, 0.5))).isInstanceOf(Decision.Pause.class);
        assertThat(scheduler.onResult(new Reported(4, 1, 0.6))).isInstanceOf(Decision.Pause.class);
        assertThat(scheduler.cuts()).extracting(Scheduler.Cut::trial).containsExactly(4);
        scheduler.onTrialEnd(4, new TrialOutcome.Stopped("peer", ""));
        assertThat(scheduler.cuts()).isEmpty();
        assertThat(scheduler.resume()).isEqualTo(Scheduler.Resumption.of(2));
        assertThat(scheduler.resume()).as("nobody waits any more").isNull();
        assertThat(questions)
                .as("asked to resume only where one waits")
                .filteredOn(question -> question.containsKey("resume"))
                .hasSize(1);
    }

    private Spec answer(Map<String, ?> question) {
        questions.add(question);
        return Spec.parse(answers.isEmpty() || question.containsKey("begin") ? NOTHING : next(question));
    }

    private String next(Map<String, ?> question) {
        return question.containsKey("add") || question.containsKey("end") ? NOTHING : answers.remove();
    }

    private record Reported(int trial, int iteration, double loss) implements Result {
        @Override
        public Config config() {
            return Config.of(Map.of());
        }

        @Override
        public boolean has(String metric) {
            return metrics().containsKey(metric);
        }

        @Override
        public double value(String metric) {
            return metric.equals(Metrics.TRAINING_ITERATION) ? iteration : loss;
        }

        @Override
        public Map<String, Object> metrics() {
            return Map.of("loss", loss, Metrics.TRAINING_ITERATION, iteration);
        }
    }
}
