package dev.jtune.search.bohb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.search.cube.Expectations;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BohbTests {
    private static final UnitCube CUBE = UnitCube.of(ParamSpace.parse("x = uniform(0, 1)"));

    private final History history = new History(CUBE, 1, Expectations.ofBudget(100));
    private final List<History> asked = new ArrayList<>();
    private final List<Integer> pending = new ArrayList<>();
    private final Proposer bohb = bohb(0);

    /** Create one whose models propose 0.5, and note what they learn from. */
    private Proposer bohb(double randomFraction) {
        return new Bohb(3, 3, randomFraction, () -> (number, budget) -> {
            asked.add(budget);
            pending.add(budget.pending().size());
            return new double[] {0.5};
        });
    }

    @Test
    void should_draw_at_random_before_any_length_has_three_trials_more_than_parameters() {
        // GIVEN three trials that paused after one result, and one that failed
        for (int trial = 1; trial <= 3; trial++) {
            begin(trial);
            reach(trial, 1, trial);
        }
        begin(4);
        history.end(4, new double[] {Double.NaN}, false, 1, 0, Double.NaN);
        begin(5);
        assertThat(bohb.propose(6, history)).isNotEqualTo(new double[] {0.5});

        // WHEN a fourth one pauses
        reach(5, 1, 5);

        // THEN the model of that length proposes
        assertThat(bohb.propose(6, history)).containsExactly(0.5);
        assertThat(asked.get(0).size()).isEqualTo(5);
    }

    @Test
    void should_learn_from_the_longest_trials_of_which_there_are_enough_each_at_every_length() {
        // GIVEN eight trials of one result, of which four went on to three, and one to nine
        for (int trial = 1; trial <= 8; trial++) {
            begin(trial);
            reach(trial, 1, trial);
        }
        for (int trial = 1; trial <= 4; trial++) {
            reach(trial, 3 + trial, 10 + trial);
        }
        history.end(1, new double[] {100}, false, 9, 0, Double.NaN);
        history.end(8, new double[] {8}, true, 1, 0, Double.NaN);

        // WHEN it proposes
        bohb.propose(9, history);

        // THEN it goes by the losses of those four between three and eight results
        assertThat(asked.get(0).entries()).extracting(History.Entry::loss).containsExactly(11.0, 12.0, 13.0, 14.0);
        assertThat(asked.get(0).entries()).noneMatch(History.Entry::stoppedEarly);
    }

    @Test
    void should_count_a_trial_once_at_a_length_where_it_paused_and_was_cut() {
        for (int trial = 1; trial <= 4; trial++) {
            begin(trial);
            reach(trial, 1, trial);
            history.end(trial, new double[] {trial}, true, 1, 0, Double.NaN);
        }
        bohb.propose(5, history);

        assertThat(asked.get(0).size()).isEqualTo(4);
    }

    @Test
    void should_keep_away_from_trials_of_which_nothing_is_known_yet_and_only_from_them() {
        for (int trial = 1; trial <= 7; trial++) {
            begin(trial);
        }
        for (int trial = 1; trial <= 4; trial++) {
            reach(trial, 1, trial);
        }
        bohb.propose(8, history);
        history.drop(7);
        bohb.propose(9, history);

        assertThat(pending).containsExactly(3, 2);
        assertThat(asked.get(0).pending()).isEmpty();
    }

    @Test
    void should_draw_its_share_at_random() {
        for (int trial = 1; trial <= 4; trial++) {
            begin(trial);
            reach(trial, 1, trial);
        }
        Proposer third = bohb(1.0 / 3);
        for (int trial = 0; trial < 3000; trial++) {
            third.propose(trial, history);
        }

        assertThat(asked.size() / 3000.0).isCloseTo(2.0 / 3, within(0.03));
    }

    private void begin(int trial) {
        history.begin(trial, new double[] {trial / 100.0});
    }

    private void reach(int trial, int iterations, double loss) {
        history.reach(trial, new double[] {loss}, iterations, 0, Double.NaN);
    }
}
