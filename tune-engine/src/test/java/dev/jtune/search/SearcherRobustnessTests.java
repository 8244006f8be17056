package dev.jtune.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.TrialOutcome;
import dev.jtune.search.AllSearchers.Known;
import dev.jtune.search.Searcher.Suggestion;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No score that a user's code can produce makes a searcher throw, stall or leave the space. */
@Timeout(600)
class SearcherRobustnessTests {
    private static final int TRIALS = 40;

    private static final ParamSpace SPACE = ParamSpace.parse(
            "a = quniform(-5, 5, 0.001)",
            "b = choice('x', 'y', 'z')",
            "c = qloguniform(0.001, 10, 0.001) if b == 'x'",
            "d = lograndint(1, 1000)",
            "e = randint(0, 10) if b in ('y', 'z')");

    static Stream<Arguments> searchersAndScores() {
        return AllSearchers.all()
                .flatMap(searcher -> scores().entrySet().stream()
                        .map(scores -> Arguments.of(searcher, scores.getKey(), scores.getValue())));
    }

    private static Map<String, Play.Scores> scores() {
        Map<String, Play.Scores> scores = new LinkedHashMap<>();
        scores.put("all failed", (number, config) -> one(Double.NaN));
        scores.put("all infinite", (number, config) -> one(Double.NEGATIVE_INFINITY));
        scores.put("constant", (number, config) -> one(1));
        scores.put("constant zero of either sign", (number, config) -> one(number % 2 == 0 ? 0.0 : -0.0));
        scores.put("ties", (number, config) -> one(Math.floor(config.getDouble("a") / 4)));
        scores.put("one that differs", (number, config) -> one(number == 7 ? 0 : 1));
        scores.put("failed at the start", (number, config) -> one(number < 30 ? Double.NaN : config.getDouble("a")));
        scores.put("every second failed", (number, config) -> one(number % 2 == 0 ? Double.NaN : number));
        scores.put("one that did not fail", (number, config) -> one(number == 20 ? 1 : Double.NaN));
        scores.put("huge", (number, config) -> one(config.getDouble("a") * 1e307));
        scores.put("both infinities", (number, config) -> one(config.getDouble("a") / 0.0));
        scores.put("tiny", (number, config) -> one(config.getDouble("a") * 1e-300));
        scores.put("denormal", (number, config) -> one(config.getDouble("a") * Double.MIN_VALUE));
        scores.put("of all magnitudes", (number, config) -> one(StrictMath.pow(10, 60 * config.getDouble("a"))));
        scores.put("one outlier", (number, config) -> one(number == 9 ? 1e300 : config.getDouble("a")));
        scores.put("better with every trial", (number, config) -> one(-number));
        scores.put(
                "noise",
                (number, config) -> one(SeededStream.of(1, "noise", number).nextGaussian()));
        return scores;
    }

    private static double[] one(double score) {
        return new double[] {score};
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("searchersAndScores")
    void should_go_on_within_the_space(Known searcher, String name, Play.Scores scores) {
        List<Config> alone = Play.alone(searcher.provider(), Play.context(SPACE, 1, TRIALS), scores);
        List<Config> several = Play.several(searcher.provider(), Play.context(SPACE, 2, TRIALS), scores, 5);

        assertThat(alone).hasSize(TRIALS).allMatch(SPACE::contains);
        assertThat(several).hasSize(TRIALS).allMatch(SPACE::contains);
        if (searcher.neverRepeats()) {
            assertThat(alone).doesNotHaveDuplicates();
            assertThat(several).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_go_on_where_trials_fail_stop_early_break_constraints_or_are_cancelled(Known searcher) {
        Searcher made = Searchers.create(searcher.provider(), Play.context(SPACE, 3, TRIALS));
        List<Config> tried = new ArrayList<>();
        while (made.suggest(tried.size() + 1) instanceof Suggestion.Try suggested) {
            Config config = suggested.config();
            tried.add(config);
            int number = tried.size();
            TrialOutcome outcome = switch (number % 5) {
                case 0 -> new TrialOutcome.Failed(new IllegalStateException(), false);
                case 1 -> new TrialOutcome.Stopped("ASHA", "rung");
                case 2 -> new TrialOutcome.Cancelled("budget");
                default -> new TrialOutcome.Completed();
            };
            double score = number % 5 == 0 ? Double.NaN : config.getDouble("a");
            double violation = number % 3 == 0 ? config.getDouble("d") : 0;
            made.onTrialEnd(new Observation(number, config, outcome, one(score), number % 9, violation, 0.1 * number));
        }

        assertThat(tried).hasSize(TRIALS).allMatch(SPACE::contains);
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_go_on_where_no_trial_keeps_its_constraints(Known searcher) {
        Searcher made = Searchers.create(searcher.provider(), Play.context(SPACE, 4, TRIALS));
        List<Config> tried = new ArrayList<>();
        while (made.suggest(tried.size() + 1) instanceof Suggestion.Try suggested) {
            tried.add(suggested.config());
            made.onTrialEnd(new Observation(
                    tried.size(), suggested.config(), new TrialOutcome.Completed(), one(tried.size()), 1, 1e300, 0));
        }

        assertThat(tried).hasSize(TRIALS).allMatch(SPACE::contains);
    }
}
