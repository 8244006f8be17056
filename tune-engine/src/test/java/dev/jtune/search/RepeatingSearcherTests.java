package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.search.Searcher.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatingSearcherTests {
    private static final Objective LOSS = Objective.of("loss", Mode.MIN);
    private static final TrialOutcome COMPLETED = new TrialOutcome.Completed();

    /** Suggests x = 1, 2, 3 and 4. */
    private final List<Observation> told = new ArrayList<>();

    private final Searcher four = new Searcher() {
        @Override
        public Suggestion suggest(int number) {
            return number > 4 ? new Suggestion.Exhausted() : new Suggestion.Try(Config.of(Map.of("x", number)), "four");
        }

        @Override
        public void onTrialEnd(Observation observation) {
            told.add(observation);
        }

        @Override
        public OptionalInt total() {
            return OptionalInt.of(4);
        }

        @Override
        public OptionalInt recommend() {
            return OptionalInt.of(2);
        }

        @Override
        public String name() {
            return "four";
        }
    };

    private Searcher repeated(int repeats, @Nullable Objective raced) {
        return new RepeatingSearcher(four, 9, repeats, raced);
    }

    private static int x(Suggestion suggestion) {
        return ((Suggestion.Try) suggestion).config().getInt("x");
    }

    private static void tell(Searcher searcher, int number, int x, TrialOutcome outcome, double score) {
        searcher.onTrialEnd(
                new Observation(number, Config.of(Map.of("x", x)), outcome, new double[] {score}, 1, 0, number));
    }

    @Test
    void should_evaluate_each_configuration_as_often_and_tell_the_mean() {
        // GIVEN a searcher with four configurations, each to be evaluated three times
        Searcher searcher = repeated(3, null);
        // WHEN all twelve trials are asked for before any has ended, and the first four end, the last first
        List<Integer> tried = IntStream.rangeClosed(1, 12)
                .map(number -> x(searcher.suggest(number)))
                .boxed()
                .toList();
        assertThat(searcher.suggest(13)).isEqualTo(new Suggestion.Wait());
        tell(searcher, 4, 2, COMPLETED, 7);
        tell(searcher, 3, 1, COMPLETED, 3);
        tell(searcher, 2, 1, COMPLETED, 4);
        assertThat(told).isEmpty();
        tell(searcher, 1, 1, COMPLETED, 8);
        // THEN they come one configuration after the other, and the searcher learns of the one that is done
        assertThat(tried).containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4);
        assertThat(told).singleElement().satisfies(observation -> {
            assertThat(observation.number()).isEqualTo(1);
            assertThat(observation.config().getInt("x")).isEqualTo(1);
            assertThat(observation.scores()).containsExactly(5);
            assertThat(observation.seconds()).isEqualTo(2);
            assertThat(observation.outcome()).isEqualTo(COMPLETED);
        });
        assertThat(searcher.total()).hasValue(12);
        assertThat(searcher.name()).isEqualTo("four x 3");
    }

    @Test
    void should_evaluate_no_further_what_cannot_win_any_more() {
        // GIVEN a race of up to three trials a configuration, one at a time
        Searcher searcher = repeated(3, LOSS);
        // WHEN the noise has a standard deviation of about 1, and the configurations the means 10, 20, 9 and 30
        double[] noise = {-1, 0, 1};
        double[] means = {10, 20, 9, 30};
        int[] trials = new int[4];
        int number = 0;
        while (searcher.suggest(++number) instanceof Suggestion.Try suggested) {
            int x = suggested.config().getInt("x");
            tell(searcher, number, x, COMPLETED, means[x - 1] + noise[trials[x - 1]++]);
        }
        // THEN those that are much worse than the best so far are tried once
        assertThat(trials).containsExactly(3, 1, 3, 1);
        assertThat(told).extracting(observation -> observation.scores()[0]).containsExactly(10.0, 19.0, 9.0, 29.0);
        assertThat(searcher.name()).isEqualTo("four x up to 3");
    }

    @Test
    void should_go_on_with_the_next_configuration_while_a_race_is_undecided() {
        Searcher searcher = repeated(2, LOSS);
        assertThat(x(searcher.suggest(1))).isEqualTo(1);
        assertThat(x(searcher.suggest(2))).isEqualTo(2);
        tell(searcher, 2, 2, COMPLETED, 1);
        assertThat(x(searcher.suggest(3))).as("the second trial of 2").isEqualTo(2);
        assertThat(x(searcher.suggest(4))).isEqualTo(3);
        tell(searcher, 1, 1, COMPLETED, 1);
        assertThat(x(searcher.suggest(5))).as("the second trial of 1").isEqualTo(1);
    }

    @Test
    void should_evaluate_a_configuration_no_further_that_failed_or_was_stopped() {
        // GIVEN two trials each under way
        Searcher searcher = repeated(3, null);
        IntStream.rangeClosed(1, 5).forEach(searcher::suggest);
        TrialOutcome failed = new TrialOutcome.Failed(new IllegalStateException(), true);
        TrialOutcome stopped = new TrialOutcome.Stopped("ASHA", "behind");
        // WHEN a trial of the first fails, and one of the second is stopped
        tell(searcher, 1, 1, failed, Double.NaN);
        tell(searcher, 4, 2, stopped, 5);
        // THEN neither gets another trial, and the searcher learns of them when what runs has ended
        assertThat(x(searcher.suggest(6))).isEqualTo(3);
        tell(searcher, 2, 1, COMPLETED, 1);
        tell(searcher, 3, 1, COMPLETED, 1);
        tell(searcher, 5, 2, COMPLETED, 3);
        assertThat(told).extracting(Observation::outcome).containsExactly(failed, stopped);
        assertThat(told.get(1).scores()).containsExactly(4);
    }

    @ParameterizedTest
    @CsvSource({"stop, training_iteration >= 20", "ASHA, training_iteration 27 reached maxT 27"})
    void should_evaluate_a_configuration_again_whose_trial_came_as_far_as_any_may(String by, String reason) {
        Searcher searcher = repeated(3, LOSS);
        TrialOutcome whole = new TrialOutcome.Stopped(by, reason);
        assertThat(x(searcher.suggest(1))).isEqualTo(1);
        tell(searcher, 1, 1, whole, 5);
        assertThat(x(searcher.suggest(2))).isEqualTo(1);
        tell(searcher, 2, 1, whole, 6);
        assertThat(x(searcher.suggest(3))).isEqualTo(1);
        tell(searcher, 3, 1, whole, 7);
        // THEN the search learns its mean, and that its trials were no complete ones
        assertThat(told).singleElement().satisfies(observation -> {
            assertThat(observation.scores()).containsExactly(6);
            assertThat(observation.outcome()).isEqualTo(whole);
        });
    }

    @Test
    void should_recommend_a_trial_of_the_configuration_that_is_recommended() {
        Searcher searcher = repeated(3, null);
        assertThat(searcher.recommend()).isEmpty();
        IntStream.rangeClosed(1, 4).forEach(searcher::suggest);
        assertThat(searcher.recommend()).hasValue(4);
    }
}
