package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedStorage;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.search.Searcher;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the configurations that a person adds to a run. */
@Timeout(60)
class AddedPointsTests {
    private static final String[] SPACE = {
        "model = choice('svm', 'forest')",
        "c = loguniform(0.001, 1000) if model == 'svm'",
        "trees = randint(10, 501) if model == 'forest'",
        "x = uniform(0, 1)",
    };

    private final SimulatedStorage storage = new SimulatedStorage();

    /** Adds points when a trial has ended, as a person does who looks at the page then. */
    private static final class Person implements RunListener {
        private final int trial;
        private final List<Config> points;
        private final List<InvalidDeclarationException> refusals = new ArrayList<>();
        private @Nullable RunControl control;

        Person(int trial, Config... points) {
            this.trial = trial;
            this.points = List.of(points);
        }

        @Override
        public void studyStarted(StudyStarted event) {
            control = event.control();
            if (trial == 0) {
                add();
            }
        }

        @Override
        public void trialEnded(TrialResult result) {
            if (result.number() == trial) {
                add();
            }
        }

        private void add() {
            for (Config point : points) {
                Optional.ofNullable(catchThrowableOfType(
                                InvalidDeclarationException.class,
                                () -> Optional.ofNullable(control).orElseThrow().suggest(point)))
                        .ifPresent(refusals::add);
            }
        }

        List<String> problems() {
            return refusals.stream().map(Throwable::getMessage).toList();
        }
    }

    private static Config point(Map<String, ?> values) {
        return Config.of(values);
    }

    private Tuner study(Person person, String... space) {
        return Tuner.of(SimulatedTrainable.of(
                        "study",
                        config -> IntStream.rangeClosed(1, 3)
                                .mapToObj(i -> SimulatedTrainable.step(
                                        Duration.ofMillis(10), "score", i * config.getDouble("x", 0.5)))
                                .iterator()))
                .paramSpace(space)
                .metric("score", MAX)
                .numSamples(8)
                .seed(3)
                .backend(() -> new SimulatedBackend(1, storage))
                .listener(person);
    }

    private static List<Config> configs(ResultGrid results) {
        return results.trials().stream().map(TrialResult::config).toList();
    }

    private static List<Integer> byHand(ResultGrid results) {
        return results.trials().stream()
                .filter(trial -> trial.by().equals("hand"))
                .map(TrialResult::number)
                .toList();
    }

    @Test
    void should_try_them_next_in_place_of_suggestions() {
        // GIVEN a search whose points do not depend on what it learns
        Person nobody = new Person(-1);
        List<Config> alone = configs(
                study(nobody, "x = uniform(0, 1)").searcher(Searchers.sobol()).fit());
        // WHEN somebody adds two after the third trial
        Person person = new Person(3, point(Map.of("x", 0.125)), point(Map.of("x", 0.25)));
        ResultGrid results =
                study(person, "x = uniform(0, 1)").searcher(Searchers.sobol()).fit();
        // THEN they come next, and the search goes on where it was, with two fewer
        assertThat(person.problems()).isEmpty();
        assertThat(byHand(results)).containsExactly(4, 5);
        List<Config> expected = new ArrayList<>(alone.subList(0, 3));
        expected.addAll(person.points);
        expected.addAll(alone.subList(3, 6));
        assertThat(configs(results)).isEqualTo(expected);
    }

    @Test
    void should_let_points_to_evaluate_go_first() {
        Person person = new Person(1, point(Map.of("x", 0.125)));
        ResultGrid results = study(person, "x = uniform(0, 1)")
                .pointsToEvaluate("x = 0.5", "x = 0.75", "x = 0.875")
                .fit();
        assertThat(configs(results).subList(0, 4))
                .extracting(config -> config.getDouble("x"))
                .containsExactly(0.5, 0.75, 0.875, 0.125);
        assertThat(byHand(results)).containsExactly(4);
    }

    @Test
    void should_draw_what_a_point_leaves_open() {
        Person person = new Person(1, point(Map.of("model", "svm")), Config.empty());
        ResultGrid results = study(person, SPACE).fit();
        assertThat(person.problems()).isEmpty();
        assertThat(results.get(2).config().names()).containsExactly("model", "c", "x");
        assertThat(results.get(2).config()).isNotEqualTo(results.get(3).config());
        assertThat(byHand(results)).containsExactly(2, 3);
    }

    @Test
    void should_say_all_that_is_wrong_with_a_point() {
        Person person = new Person(1, point(Map.of("model", "svm", "trees", 20, "rte", 1, "x", 7)));
        ResultGrid results = study(person, SPACE).fit();
        assertThat(person.problems())
                .singleElement()
                .satisfies(text -> assertThat(text.lines())
                        .containsExactlyInAnyOrder(
                                "TUNE-046 point: 'trees' exists only if model == 'forest'; leave it out, or change the other value",
                                "TUNE-044 point: there is no parameter 'rte'; the space has model, c, trees, x",
                                "TUNE-045 point: 'x' cannot be 7; it is double 0..1"));
        assertThat(byHand(results)).isEmpty();
    }

    @Test
    void should_refuse_a_point_that_cannot_keep_the_constraints() {
        Person person = new Person(1, point(Map.of("x", 0.75)), point(Map.of("x", 0.75, "y", 0.5)));
        ResultGrid results = study(person, "x = uniform(0, 1)", "y = uniform(0.5, 1)", "where x + y < 1")
                .fit();
        assertThat(person.problems())
                .satisfiesExactly(
                        open -> assertThat(open).startsWith("TUNE-058 "),
                        closed -> assertThat(closed).startsWith("TUNE-050 point: it breaks the constraint "));
        assertThat(results).hasSize(8);
        assertThat(byHand(results)).isEmpty();
    }

    @Test
    void should_refuse_where_the_trials_are_settled() {
        String space = "x = uniform(0, 1)";
        Config point = point(Map.of("x", 0.5));
        record Case(String reason, Person person, Tuner study) {}
        Person early = new Person(0, point);
        Person late = new Person(7, point, point);
        Person repeatable = new Person(1, point);
        Person onGrid = new Person(1, point);
        Person other = new Person(1, point);
        Person repeating = new Person(6, point, point);
        for (Case each : List.of(
                new Case("the run has not begun", early, study(early, space)),
                new Case("all 8 trials are settled; numSamples says how many there are", late, study(late, space)),
                new Case(
                        "the run is deterministic, and what a person adds is no part of its seed",
                        repeatable,
                        study(repeatable, space).deterministic(true)),
                new Case(
                        "the trials are the cells of a grid, and no others",
                        onGrid,
                        study(onGrid, "x = grid_search([0.25, 0.5])")),
                new Case(
                        "the searcher mine suggests its own configurations only",
                        other,
                        study(other, space).searcher(context -> new Own())),
                new Case(
                        "the searcher random x 2 suggests its own configurations only",
                        repeating,
                        study(repeating, space)
                                .searcher(Searchers.random())
                                .numSamples(4)
                                .repeats(2, false)))) {
            each.study().fit();
            assertThat(each.person().problems())
                    .singleElement()
                    .isEqualTo("TUNE-416 study takes no point now: " + each.reason());
        }
    }

    private static final class Own implements Searcher {
        @Override
        public Suggestion suggest(int number) {
            return new Suggestion.Try(Config.of(Map.of("x", 1.0 / number)));
        }

        @Override
        public String name() {
            return "mine";
        }
    }

    @Test
    void should_repeat_them_as_the_searchers_own_are_repeated() {
        Person person = new Person(1, point(Map.of("x", 0.125)));
        ResultGrid results = study(person, "x = uniform(0, 1)")
                .numSamples(4)
                .repeats(2, false)
                .fit();
        assertThat(results).hasSize(8);
        assertThat(results.trials())
                .filteredOn(trial -> trial.config().getDouble("x") == 0.125)
                .hasSize(2);
        assertThat(configs(results).stream().distinct()).hasSize(4);
    }

    private static Stream<SearcherProvider> searchers() {
        return Stream.of(
                Searchers.random(), Searchers.sobol(), Searchers.tpe(2, 24), Searchers.gp(), Searchers.cmaEs());
    }

    @ParameterizedTest
    @MethodSource("searchers")
    void should_go_on_with_them_after_any_event(SearcherProvider searcher, @TempDir Path directory) throws IOException {
        // GIVEN a run to which points were added
        Person person = new Person(2, point(Map.of("model", "forest", "trees", 20)), point(Map.of("x", 0.25)));
        List<Config> expected = configs(
                study(person, SPACE).searcher(searcher).directory(directory).fit());
        assertThat(person.problems()).isEmpty();
        List<JournalEvent> events = FileJournal.read(directory.resolve("trials.jsonl"));
        int last = IntStream.range(0, events.size())
                .filter(i -> events.get(i) instanceof JournalEvent.PointAdded)
                .max()
                .orElseThrow();
        for (int length = last + 1; length < events.size(); length++) {
            // WHEN it is gone on with from any event after that
            write(events.subList(0, length), directory);
            ResultGrid results = study(new Person(-1), SPACE)
                    .searcher(searcher)
                    .directory(directory)
                    .restore()
                    .fit();
            // THEN its trials are the same
            assertThat(configs(results))
                    .as("after %d events, the last %s", length, events.get(length - 1))
                    .isEqualTo(expected);
            assertThat(byHand(results)).containsExactly(3, 4);
        }
    }

    @Test
    void should_go_on_with_those_that_wait_where_the_run_grows(@TempDir Path directory) throws IOException {
        // GIVEN a run to which two points were added, of which only the first had become a trial when it was
        // interrupted
        Person person = new Person(2, point(Map.of("x", 0.125)), point(Map.of("x", 0.25)));
        study(person, "x = uniform(0, 1)").directory(directory).fit();
        List<JournalEvent> events = FileJournal.read(directory.resolve("trials.jsonl"));
        int third = events.indexOf(events.stream()
                .filter(event -> event instanceof JournalEvent.TrialSuggested trial && trial.trial() == 3)
                .findFirst()
                .orElseThrow());
        write(events.subList(0, third + 1), directory);
        // WHEN it goes on with more trials
        ResultGrid results = study(new Person(-1), "x = uniform(0, 1)")
                .directory(directory)
                .numSamples(10)
                .restore()
                .fit();
        // THEN the second is the next one
        assertThat(results).hasSize(10);
        assertThat(byHand(results)).containsExactly(3, 4);
        assertThat(results.get(4).config()).isEqualTo(point(Map.of("x", 0.25)));
    }

    @Test
    void should_take_them_from_another_thread_while_the_run_waits() {
        // GIVEN a run whose only trial waits for somebody who adds a point
        Person person = new Person(-1);
        Config added = point(Map.of("x", 0.25));
        ResultGrid results = Tuner.of("study", trial -> {
                    if (trial.number() == 1) {
                        Thread other = new Thread(() -> assertThatCode(() -> Optional.ofNullable(person.control)
                                        .orElseThrow()
                                        .suggest(added))
                                .doesNotThrowAnyException());
                        other.start();
                        other.join();
                    }
                    trial.report(Map.of("score", 1));
                    return null;
                })
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(3)
                .maxConcurrentTrials(1)
                .listener(person)
                .fit();
        assertThat(results.get(2).config()).isEqualTo(added);
    }

    private static void write(List<JournalEvent> events, Path directory) throws IOException {
        Files.delete(directory.resolve("trials.jsonl"));
        try (FileJournal journal = FileJournal.open(directory.resolve("trials.jsonl"))) {
            events.forEach(journal::append);
        }
    }
}
