package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.TrialOutcome;
import dev.jtune.search.Searcher.Suggestion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaggedSearcherTests {
    private final List<String> told = new ArrayList<>();

    private final Searcher lagged = new LaggedSearcher(
            new Searcher() {
                @Override
                public Suggestion suggest(int number) {
                    return new Suggestion.Try(Config.empty());
                }

                @Override
                public void onTrialPaused(Observation observation) {
                    told.add(observation.number() + " paused at " + observation.iterations());
                }

                @Override
                public void onTrialAdvanced(Observation observation) {
                    told.add(observation.number() + " went on at " + observation.iterations());
                }

                @Override
                public void onTrialEnd(Observation observation) {
                    told.add(observation.number() + " ended at " + observation.iterations());
                }
            },
            2);

    @Test
    void should_count_a_trial_that_pauses_as_one_that_makes_room() {
        // GIVEN two at a time, both of which run
        assertThat(lagged.suggest(1)).isInstanceOf(Suggestion.Try.class);
        assertThat(lagged.suggest(2)).isInstanceOf(Suggestion.Try.class);
        assertThat(lagged.suggest(3)).isInstanceOf(Suggestion.Wait.class);

        // WHEN the first one pauses
        lagged.onTrialPaused(observation(1, 1));

        // THEN the third can begin, and knows of it
        assertThat(lagged.suggest(3)).isInstanceOf(Suggestion.Try.class);
        assertThat(told).containsExactly("1 paused at 1");
    }

    @Test
    void should_tell_of_pauses_and_ends_in_the_order_of_the_numbers() {
        lagged.suggest(1);
        lagged.suggest(2);
        lagged.onTrialPaused(observation(2, 1));
        lagged.onTrialEnd(observation(2, 3));
        assertThat(lagged.suggest(3)).isInstanceOf(Suggestion.Wait.class);
        assertThat(told).isEmpty();
        lagged.onTrialPaused(observation(1, 1));
        lagged.suggest(3);
        lagged.suggest(4);
        lagged.onTrialEnd(observation(1, 2));

        assertThat(told).containsExactly("1 paused at 1", "2 paused at 1", "2 ended at 3", "1 ended at 2");
    }

    @Test
    void should_not_take_a_trial_that_goes_on_for_one_that_makes_room() {
        // GIVEN two at a time, both of which go on past a rung
        lagged.suggest(1);
        lagged.suggest(2);
        lagged.onTrialAdvanced(observation(2, 1));
        lagged.onTrialAdvanced(observation(1, 1));
        assertThat(lagged.suggest(3)).isInstanceOf(Suggestion.Wait.class);
        assertThat(told).isEmpty();

        // WHEN the first one ends, and then the second one comes to another rung and ends
        lagged.onTrialEnd(observation(1, 4));
        lagged.suggest(3);
        lagged.onTrialAdvanced(observation(2, 4));
        lagged.onTrialEnd(observation(2, 9));
        lagged.suggest(4);

        // THEN all of it is told, in the order of the numbers
        assertThat(told)
                .containsExactly("1 went on at 1", "1 ended at 4", "2 went on at 1", "2 went on at 4", "2 ended at 9");
    }

    private static Observation observation(int number, int iterations) {
        return new Observation(
                number, Config.empty(), new TrialOutcome.Stopped("it", ""), new double[] {0.5}, iterations);
    }
}
