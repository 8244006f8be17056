package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelSearcherTests {
    private static final ParamSpace TWELVE =
            ParamSpace.parse("a = randint(0, 3)", "b = choice('x', 'y')", "c = choice(1, 2, 3) if b == 'x'");

    @Test
    void should_try_no_configuration_twice_and_end_when_all_were_tried() {
        Searcher searcher = searcher((number, history) -> new double[] {0.5, 0.1, 0.1}, TWELVE, 100);

        List<Config> tried = all(searcher);

        assertThat(tried).doesNotHaveDuplicates().hasSize(12);
        assertThat(searcher.total()).hasValue(12);
    }

    @Test
    void should_find_the_last_untried_configuration_of_a_large_space() {
        ParamSpace space = ParamSpace.parse("a = randint(0, 100)", "b = randint(0, 30)");

        assertThat(all(searcher((number, history) -> new double[2], space, 5000)))
                .doesNotHaveDuplicates()
                .hasSize(3000);
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new TrialOutcome.Completed(), "GP"),
                Arguments.of(new TrialOutcome.Stopped("stop", "training_iteration >= 9"), "GP"),
                Arguments.of(new TrialOutcome.Stopped("ASHA", "training_iteration 9 reached maxT 9"), "GP"),
                Arguments.of(new TrialOutcome.Failed(new IllegalStateException("diverged"), true), "GP"),
                Arguments.of(new TrialOutcome.Stopped("ASHA", "0.3 at training_iteration 3, cut-off 0.5"), "BOHB"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void should_take_only_a_trial_that_a_scheduler_cut_short_for_one_of_another_age(TrialOutcome outcome, String next) {
        Searcher auto = Searchers.auto().create(context(ParamSpace.parse("x = uniform(0, 1)"), 40));
        tell(auto, 1, new TrialOutcome.Completed(), 1);
        tell(auto, 2, outcome, 2);

        assertThat(((Suggestion.Try) auto.suggest(3)).by()).isEqualTo(next);
    }

    @Test
    void should_hand_losses_that_are_minimised_to_the_algorithm() {
        List<History> seen = new ArrayList<>();
        Searcher searcher = searcher(
                (number, history) -> {
                    seen.add(history);
                    return new double[] {number / 10.0};
                },
                ParamSpace.parse("x = uniform(0, 1)"),
                10);
        tell(searcher, 1, new TrialOutcome.Completed(), 3);
        tell(searcher, 2, new TrialOutcome.Stopped("ASHA", "bad"), 7);
        tell(searcher, 3, new TrialOutcome.Failed(new IllegalStateException(), false), 9);
        tell(searcher, 4, new TrialOutcome.Completed(), Double.POSITIVE_INFINITY);
        tell(searcher, 5, new TrialOutcome.Cancelled("over"), 9);
        searcher.suggest(6);

        History history = seen.get(0);
        assertThat(history.entries())
                .extracting(History.Entry::loss)
                .containsExactly(-3.0, -7.0, Double.NaN, Double.NaN);
        assertThat(history.entries())
                .extracting(History.Entry::stoppedEarly)
                .containsExactly(false, true, false, false);
        assertThat(history.best()).isSameAs(history.entry(2));
        assertThat(history.pending()).containsExactly(new double[] {0.6});
        assertThat(history.tried(0.5))
                .as("a cancelled trial's point counts as tried")
                .isTrue();
        assertThat(history.budget()).isEqualTo(10);
    }

    @Test
    void should_try_the_points_first_and_tell_the_algorithm_of_them() {
        List<Integer> asked = new ArrayList<>();
        Searcher searcher =
                new ModelSearcher("fixed", context(TWELVE, 3, Config.of(Map.of("a", 2L))), (number, history) -> {
                    asked.add(number);
                    assertThat(history.pending().iterator().next()[0]).isEqualTo(2.5 / 3);
                    return new double[3];
                });

        assertThat(((Suggestion.Try) searcher.suggest(1)).config().get("a")).isEqualTo(2L);
        searcher.suggest(2);
        assertThat(asked).containsExactly(2);
    }

    @Test
    void should_repeat_a_trial_where_the_algorithm_asks_for_it_and_evaluations_are_noisy() {
        assertThat(all(noisy(true)).get(2)).isEqualTo(all(noisy(true)).get(0));
        assertThat(all(noisy(false))).doesNotHaveDuplicates();
    }

    @Test
    void should_leave_repeats_to_what_evaluates_each_configuration_several_times() {
        Searcher searcher = noisy(true);
        Searchers.repeated(searcher, 6, 2, false, List.of(Objective.of("score", Mode.MAX)));
        assertThat(all(searcher)).doesNotHaveDuplicates();
    }

    /** From its third trial on, it asks to repeat the first. */
    private static Searcher noisy(boolean noisy) {
        Proposer proposer = new Proposer() {
            @Override
            public double[] propose(int number, History history) {
                return new double[] {number / 10.0};
            }

            @Override
            public OptionalInt repeat(int number, History history) {
                return number > 2 ? OptionalInt.of(1) : OptionalInt.empty();
            }
        };
        return new ModelSearcher(
                "fixed",
                new SearchContext(
                        ParamSpace.parse("x = uniform(0, 1)"),
                        List.of(Objective.of("score", Mode.MAX)),
                        1,
                        6,
                        List.of(),
                        1,
                        noisy,
                        OptionalDouble.empty()),
                proposer);
    }

    private static void tell(Searcher searcher, int number, TrialOutcome outcome, double score) {
        Config config = ((Suggestion.Try) searcher.suggest(number)).config();
        searcher.onTrialEnd(new Observation(number, config, outcome, new double[] {score}, 1));
    }

    private static List<Config> all(Searcher searcher) {
        List<Config> all = new ArrayList<>();
        for (int number = 1; searcher.suggest(number) instanceof Suggestion.Try suggested; number++) {
            all.add(suggested.config());
            searcher.onTrialEnd(new Observation(
                    number, suggested.config(), new TrialOutcome.Completed(), new double[] {number}, 1));
        }
        return all;
    }

    private static Searcher searcher(Proposer proposer, ParamSpace space, int samples) {
        return new ModelSearcher("fixed", context(space, samples), proposer);
    }

    private static SearchContext context(ParamSpace space, int samples, Config... points) {
        return new SearchContext(space, List.of(Objective.of("score", Mode.MAX)), 1, samples, List.of(points));
    }
}
