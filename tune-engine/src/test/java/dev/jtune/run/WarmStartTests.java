package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.journal.JournalEvent;
import dev.jtune.search.Observation;
import dev.jtune.space.ParamSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a search learns of earlier trials. */
class WarmStartTests {
    private static final TrialOutcome COMPLETED = new TrialOutcome.Completed();
    private static final TrialOutcome STOPPED = new TrialOutcome.Stopped("ASHA", "too low");
    private static final ParamSpace SPACE = ParamSpace.parse("x = randint(1, 9)");
    private static final List<Objective> OBJECTIVES = List.of(Objective.of("score", MAX), Objective.of("loss", MIN));

    private static TrialResult trial(Map<String, Object> config, TrialOutcome outcome, double score, double loss) {
        List<Map<String, Object>> history = List.of(Map.of(), Map.of("score", score, "loss", loss));
        return new TrialResult(
                1, "1", Config.of(config), 1, outcome, score, history, List.of(), Path.of(""), Duration.ZERO, 1, "");
    }

    private static TrialResult trial(int x, TrialOutcome outcome, double score, double loss) {
        return trial(Map.of("x", x), outcome, score, loss);
    }

    private static List<Observation> observations(TrialResult... trials) {
        return WarmStart.observations(List.of(trials), SPACE, OBJECTIVES);
    }

    @Test
    void should_learn_of_trials_that_can_be_compared() {
        List<Observation> learned = observations(
                trial(1, COMPLETED, 1, 10),
                trial(2, STOPPED, 2, 20),
                trial(3, new TrialOutcome.Failed(new Error(), false), 3, 30),
                trial(4, new TrialOutcome.Cancelled("killed"), 4, 40),
                trial(5, new TrialOutcome.Infeasible("too large"), 5, 50),
                trial(6, COMPLETED, Double.NaN, 60),
                trial(7, COMPLETED, 7, Double.POSITIVE_INFINITY),
                trial(99, COMPLETED, 99, 990));
        assertThat(learned)
                .extracting(Observation::number, Observation::config, Observation::outcome, Observation::iterations)
                .containsExactly(
                        tuple(-1, Config.of(Map.of("x", 1)), COMPLETED, 2),
                        tuple(0, Config.of(Map.of("x", 2)), STOPPED, 2));
        assertThat(learned).extracting(Observation::scores).containsExactly(new double[] {1, 10}, new double[] {2, 20});
    }

    @Test
    void should_learn_the_mean_of_the_trials_of_a_configuration() {
        assertThat(observations(trial(1, COMPLETED, 1, 10), trial(1, COMPLETED, 4, 40)))
                .extracting(
                        Observation::number,
                        observation -> observation.scores()[0],
                        observation -> observation.scores()[1])
                .containsExactly(tuple(0, 2.5, 25.0));
    }

    @Test
    void should_leave_out_what_the_space_does_not_have_and_trials_without_what_it_has() {
        assertThat(observations(
                        trial(Map.of("x", 1, "gone", 2), COMPLETED, 1, 1), trial(Map.of("y", 1), COMPLETED, 1, 1)))
                .extracting(Observation::config)
                .containsExactly(Config.of(Map.of("x", 1)));
    }

    @Test
    void should_keep_in_the_journal_what_was_learned() {
        List<Observation> learned = observations(trial(1, COMPLETED, 1, 10), trial(2, STOPPED, 2, 20));
        List<JournalEvent> events =
                learned.stream().<JournalEvent>map(WarmStart::toEvent).toList();
        assertThat(events)
                .containsExactly(
                        new JournalEvent.EarlierTrial(-1, Config.of(Map.of("x", 1)), false, List.of(1.0, 10.0), 2),
                        new JournalEvent.EarlierTrial(0, Config.of(Map.of("x", 2)), true, List.of(2.0, 20.0), 2));
        List<Observation> read = WarmStart.of(events);
        assertThat(read)
                .extracting(Observation::number, Observation::config, Observation::iterations)
                .containsExactly(tuple(-1, Config.of(Map.of("x", 1)), 2), tuple(0, Config.of(Map.of("x", 2)), 2));
        assertThat(read).extracting(Observation::scores).containsExactly(new double[] {1, 10}, new double[] {2, 20});
        assertThat(read.get(0).outcome()).isEqualTo(COMPLETED);
        assertThat(read.get(1).outcome()).isInstanceOf(TrialOutcome.Stopped.class);
        assertThat(WarmStart.of(List.of(new JournalEvent.SearchEnded()))).isEmpty();
    }
}
