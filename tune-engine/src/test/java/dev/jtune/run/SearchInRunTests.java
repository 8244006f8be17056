package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.Tune;
import dev.jtune.declare.Settings;
import dev.jtune.declare.StudyReader;
import dev.jtune.exec.Ticker;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import dev.jtune.report.ConsoleListener;
import dev.jtune.report.StudyFiles;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.AllSearchers;
import dev.jtune.search.Observation;
import dev.jtune.search.SearchContext;
import dev.jtune.search.Searcher;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import dev.jtune.search.cube.History;
import dev.jtune.space.ParamSpace;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.tuner.Tuner;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a searcher hears of its run, and the run of it. */
class SearchInRunTests {
    /** Four trials, two at a time; trial n takes n seconds, in two results. */
    private static Tuner study() {
        return Tuner.of(SimulatedTrainable.of("study", config -> {
                    Duration half = Duration.ofMillis(500L * config.getInt("x"));
                    return Stream.of(
                                    SimulatedTrainable.step(half, "score", 9),
                                    SimulatedTrainable.step(half, "score", 1))
                            .iterator();
                }))
                .paramSpace("x = randint(1, 100)")
                .metric("score", MIN)
                .numSamples(4)
                .backend(() -> new SimulatedBackend(2));
    }

    /** Tries 1, 2, 3, ... by two algorithms in turn, and notes what it is told. */
    private static final class Recorder implements Searcher {
        private final List<Observation> observations = new ArrayList<>();
        private final List<Observation> advanced = new ArrayList<>();

        @Override
        public Suggestion suggest(int number) {
            return new Suggestion.Try(Config.of(Map.of("x", number)), number < 3 ? "A" : "B");
        }

        @Override
        public void onTrialAdvanced(Observation observation) {
            advanced.add(observation);
        }

        @Override
        public void onTrialEnd(Observation observation) {
            observations.add(observation);
        }
    }

    @Test
    void should_tell_a_searcher_what_the_study_expects() {
        // GIVEN a study that says all there is to say
        List<SearchContext> contexts = new ArrayList<>();
        Tuner study = study().noisy(true).timePerTrial(Duration.ofMillis(1500)).searcher(context -> {
            contexts.add(context);
            return new Recorder();
        });
        // WHEN it runs on two workers, on one, and with fewer samples than workers
        study.fit();
        study.maxConcurrentTrials(1).fit();
        study.maxConcurrentTrials(2).numSamples(1).fit();
        // THEN the searcher knows
        assertThat(contexts).extracting(SearchContext::concurrency).containsExactly(2, 1, 1);
        assertThat(contexts).allMatch(SearchContext::noisy);
        assertThat(contexts).extracting(SearchContext::secondsPerTrial).containsOnly(OptionalDouble.of(1.5));
    }

    @Test
    void should_tell_a_searcher_how_long_a_trial_ran_as_the_journal_has_it(@TempDir Path directory) {
        // GIVEN trials of 1, 2, 3 and 4 seconds
        Recorder searcher = new Recorder();
        // WHEN they ran
        study().searcher(context -> searcher).directory(directory).fit();
        // THEN the searcher and the journal know the times
        assertThat(searcher.observations)
                .extracting(Observation::number, Observation::seconds)
                .containsExactly(tuple(1, 1.0), tuple(2, 2.0), tuple(3, 3.0), tuple(4, 4.0));
        assertThat(RecordedStudy.read(directory).orElseThrow().results().trials())
                .extracting(TrialResult::duration)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4));
    }

    @Test
    void should_tell_a_searcher_of_trials_that_go_on_past_a_rung_where_others_end(@TempDir Path directory) {
        // GIVEN ASHA with a rung after the first result, where trials 1 and 2 come first, and 3 is the worst
        SchedulerProvider asha = Schedulers.asha(AshaSettings.DEFAULT.maxT(2));
        Recorder searcher = new Recorder();
        // WHEN it runs
        Tuner.of(SimulatedTrainable.of("study", config -> {
                    double score = config.getInt("x") % 3;
                    return Stream.of(
                                    SimulatedTrainable.step(Duration.ofSeconds(1), "score", score),
                                    SimulatedTrainable.step(Duration.ofSeconds(1), "score", score - 3))
                            .iterator();
                }))
                .paramSpace("x = randint(1, 100)")
                .metric("score", MAX)
                .numSamples(3)
                .searcher(context -> searcher)
                .scheduler(asha)
                .directory(directory)
                .backend(() -> new SimulatedBackend(1))
                .fit();
        // THEN the searcher hears how good those were there that go on
        assertThat(searcher.advanced)
                .extracting(
                        Observation::number,
                        Observation::iterations,
                        observation -> observation.scores()[0])
                .containsExactly(tuple(1, 1, 1.0), tuple(2, 1, 2.0));
        assertThat(searcher.observations)
                .extracting(Observation::number, Observation::iterations)
                .containsExactly(tuple(1, 2), tuple(2, 2), tuple(3, 1));
        // AND so does one that is rebuilt from the journal
        Recorder rebuilt = new Recorder();
        Rebuilt.tell(FileJournal.read(directory.resolve("trials.jsonl")), rebuilt, asha);
        assertThat(rebuilt.advanced)
                .extracting(Observation::number, observation -> observation.scores()[0])
                .containsExactly(tuple(1, 1.0), tuple(2, 2.0));
    }

    @Test
    void should_record_which_algorithm_suggested_a_trial(@TempDir Path directory) {
        // GIVEN a searcher that hands over from A to B
        List<String> lines = new ArrayList<>();
        ConsoleListener console = new ConsoleListener(
                "study", ConsoleListener.Verbosity.EACH_TRIAL, Ticker.SYSTEM, List.of(), lines::add);
        // WHEN it ran
        ResultGrid results = study().searcher(context -> new Recorder())
                .directory(directory)
                .listener(console)
                .fit();
        // THEN results, journal, table and console say so
        assertThat(results.trials()).extracting(TrialResult::by).containsExactly("A", "A", "B", "B");
        ResultGrid recorded = RecordedStudy.read(directory).orElseThrow().results();
        assertThat(recorded.trials()).extracting(TrialResult::by).containsExactly("A", "A", "B", "B");
        assertThat(results.toCsv().lines().limit(2).map(line -> line.split(",")[3]))
                .containsExactly("trial/by", "A");
        assertThat(lines).contains("[tune] #3    1          x=3  by B");
    }

    /** A space with all kinds of parameters, and what a point in it costs. */
    private static final ParamSpace MIXED = ParamSpace.parse(
            "model = choice('linear', 'tree', 'none')",
            "depth = randint(1, 4) if model == 'tree'",
            "c = choice(1, 2, 3) if model == 'linear'",
            "steps = qrandint(10, 50, 10)");

    private static double cost(Config config) {
        double depth = config.has("depth") ? config.getInt("depth") : 0;
        double c = config.has("c") ? config.getInt("c") : 5;
        return (depth - 2) * (depth - 2) + c + Math.abs(config.getInt("steps") - 30) / 10.0;
    }

    private static Iterator<SimulatedTrainable.Step> mixedSteps(Config config) {
        double cost = cost(config);
        if (config.has("c") && config.getInt("c") == 3) {
            throw new IllegalStateException("no linear model with 3");
        }
        return IntStream.range(0, 3)
                .mapToObj(
                        i -> SimulatedTrainable.step(Duration.ofMillis((long) (100 * cost) + i), "score", cost + 2 - i))
                .iterator();
    }

    @ParameterizedTest
    @MethodSource("dev.jtune.search.AllSearchers#all")
    void should_rebuild_every_searcher_from_the_journal(AllSearchers.Known known, @TempDir Path directory) {
        // GIVEN the journal of a search on three workers, with trials that were stopped and trials that failed
        Tuner.of(SimulatedTrainable.of("mixed", SearchInRunTests::mixedSteps))
                .space(MIXED)
                .metric("score", MIN)
                .numSamples(24)
                .seed(7)
                .searcher(known.provider())
                .stop("score >= 9")
                .backend(() -> new SimulatedBackend(3))
                .directory(directory)
                .fit();
        List<JournalEvent> events = FileJournal.read(directory.resolve("trials.jsonl"));
        SearchContext context = new SearchContext(
                MIXED, List.of(Objective.of("score", MIN)), 7, 24, List.of(), 3, false, OptionalDouble.empty());
        for (int number : new int[] {2, 9, 17, 24}) {
            JournalEvent.TrialSuggested next = suggested(events, number);
            // WHEN a searcher is rebuilt that was interrupted before a trial
            Searcher rebuilt = known.provider().create(context);
            Rebuilt.tell(events.subList(0, events.indexOf(next)), rebuilt);
            // THEN it suggests that trial, by the same algorithm
            assertThat(rebuilt.suggest(number)).isEqualTo(new Searcher.Suggestion.Try(next.config(), next.by()));
        }
    }

    private static JournalEvent.TrialSuggested suggested(List<JournalEvent> events, int number) {
        return events.stream()
                .filter(JournalEvent.TrialSuggested.class::isInstance)
                .map(JournalEvent.TrialSuggested.class::cast)
                .filter(event -> event.trial() == number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void should_refuse_a_journal_that_the_searcher_would_not_have_written(@TempDir Path directory) {
        // GIVEN the journal of a search that tried 1 first
        study().searcher(context -> new Recorder()).directory(directory).fit();
        List<JournalEvent> events = FileJournal.read(directory.resolve("trials.jsonl"));
        // WHEN another searcher is to be rebuilt from it, THEN it is said what differs
        Searcher other = number -> new Searcher.Suggestion.Exhausted();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> Rebuilt.tell(events, other))
                .withMessageMatching(
                        "TUNE-407 trial 1 was x=1, and .* now answers Exhausted.*: the searcher, the scheduler, their settings or"
                                + " the space have changed; delete the study's directory to start anew");
    }

    /** Trials of x = 1, 2, 3 whose scores differ from x by what the order of all trials says. */
    private static Tuner noisyStudy(double... noise) {
        AtomicInteger trials = new AtomicInteger();
        return Tuner.of(SimulatedTrainable.of("noisy", config -> {
                    double score = config.getInt("x") + noise[trials.getAndIncrement()];
                    return Stream.of(SimulatedTrainable.step(Duration.ofSeconds(1), "score", score))
                            .iterator();
                }))
                .paramSpace("x = randint(1, 100)")
                .metric("score", MIN)
                .numSamples(3)
                .backend(() -> new SimulatedBackend(1));
    }

    private static List<String> toldBy(ConsoleListener.Verbosity verbosity, Tuner study) {
        List<String> lines = new ArrayList<>();
        study.listener(new ConsoleListener("study", verbosity, Ticker.SYSTEM, List.of(), lines::add))
                .fit();
        return lines;
    }

    /** Notes what it knows before the first trial, then tries what no trial was at. */
    private static SearcherProvider knowing(List<History.Entry> known) {
        return context -> Searchers.model("knowing", context, (number, history) -> {
            if (number == 1) {
                known.addAll(history.entries());
            }
            return new double[history.cube().size()];
        });
    }

    @Test
    void should_begin_with_earlier_results_that_lie_in_the_space(@TempDir Path directory) {
        // GIVEN results of a smaller range, with a parameter that is gone, where x = 3 failed
        ResultGrid earlier = Tuner.of(SimulatedTrainable.of("earlier", config -> {
                    if (config.getInt("x") == 3) {
                        throw new IllegalStateException();
                    }
                    return Stream.of(SimulatedTrainable.step(Duration.ofSeconds(1), "score", config.getInt("x")))
                            .iterator();
                }))
                .paramSpace("x = randint(1, 6)", "gone = choice('a')")
                .metric("score", MIN)
                .numSamples(5)
                .searcher(Searchers.exhaustive())
                .backend(() -> new SimulatedBackend(1))
                .directory(directory.resolve("earlier"))
                .fit();
        assertThat(earlier.size()).isEqualTo(5);
        // WHEN a study of x from 2 to 9 begins with them, at hand or from the directory
        List<History.Entry> known = new ArrayList<>();
        List<History.Entry> read = new ArrayList<>();
        Tuner study = study().paramSpace("x = randint(2, 10)").numSamples(100);
        ResultGrid results = study.searcher(knowing(known))
                .warmStart(earlier)
                .directory(directory.resolve("study"))
                .fit();
        study().paramSpace("x = randint(2, 10)")
                .searcher(knowing(read))
                .warmStart(directory.resolve("earlier"))
                .fit();
        // THEN the search knows what was measured at 2, 4 and 5, as trials of no number of its own
        assertThat(known).extracting(History.Entry::number).containsExactly(-2, -1, 0);
        assertThat(known).extracting(History.Entry::loss).containsExactlyInAnyOrder(2.0, 4.0, 5.0);
        assertThat(read)
                .extracting(History.Entry::loss)
                .containsExactlyElementsOf(
                        known.stream().map(History.Entry::loss).toList());
        // AND tries the others only
        assertThat(results.trials())
                .extracting(trial -> trial.config().getInt("x"))
                .containsExactlyInAnyOrder(3, 6, 7, 8, 9);
        // AND the journal rebuilds a search that knew them
        List<JournalEvent> events = FileJournal.read(directory.resolve("study/trials.jsonl"));
        assertThat(WarmStart.of(events)).extracting(Observation::number).containsExactly(-2, -1, 0);
        SearchContext context = new SearchContext(
                ParamSpace.parse("x = randint(2, 10)"),
                List.of(Objective.of("score", MIN)),
                0,
                100,
                List.of(),
                2,
                false,
                OptionalDouble.empty(),
                WarmStart.of(events));
        assertThat(knowing(new ArrayList<>()).create(context).total()).hasValue(5);
    }

    static class AgainTestCase {
        @Tune(
                mode = MIN,
                paramSpace = "x = randint(1, 100)",
                numSamples = 4,
                maxConcurrentTrials = 1,
                warmStart = "previous")
        double objective(int x) {
            return x;
        }
    }

    @Test
    void should_begin_with_the_run_before_if_there_was_one(@TempDir Path directory) throws NoSuchMethodException {
        // GIVEN a declared study that begins with its last run
        Settings settings =
                new Settings(key -> Optional.of(directory.toString()).filter(dir -> key.equals(Settings.DIR)));
        Method method = AgainTestCase.class.getDeclaredMethod("objective", int.class);
        StudySpec spec = StudyReader.read(AgainTestCase.class, method, settings).toSpec(SharedObjects.NONE);
        Path journal =
                directory.resolve(AgainTestCase.class.getName() + ".objective").resolve("trials.jsonl");
        // WHEN it runs twice
        ResultGrid first = StudyRun.of(spec).execute();
        List<JournalEvent> before = FileJournal.read(journal);
        StudyRun.of(spec).execute();
        List<JournalEvent> events = FileJournal.read(journal);
        // THEN the second run knew the trials of the first, and a searcher is rebuilt with them
        assertThat(WarmStart.of(before)).isEmpty();
        assertThat(WarmStart.of(events))
                .extracting(Observation::config)
                .containsExactlyElementsOf(first.trials().stream()
                        .map(TrialResult::config)
                        .distinct()
                        .toList());
        Searcher rebuilt = StudySearch.create(spec, 1, WarmStart.of(events));
        Rebuilt.tell(events, rebuilt);
        assertThat(rebuilt.suggest(5)).isEqualTo(new Searcher.Suggestion.Exhausted());
    }

    @Test
    void should_say_with_how_many_earlier_trials_it_begins() {
        List<String> lines = toldBy(
                ConsoleListener.Verbosity.NORMAL,
                noisyStudy(0, 0, 0).warmStart(noisyStudy(0, 0, 0).fit()));
        assertThat(lines).element(1).isEqualTo("[tune]   warm start with 3 of 3 earlier trials");
    }

    @Test
    void should_refuse_to_begin_with_results_that_are_not_there(@TempDir Path directory) {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> study().warmStart(directory).fit())
                .withMessage("TUNE-412 study, warmStart: there are no results in " + directory
                        + "; name the directory of a study, the one with trials.jsonl, or \"previous\"");
    }

    @Test
    void should_rank_configurations_by_the_mean_of_their_trials(@TempDir Path directory) {
        // GIVEN three configurations of two trials each, the last of which is lucky once
        double[] noise = {0, 0.2, 0, 0.4, -3, 3};
        // WHEN they ran
        Recorder searcher = new Recorder();
        ResultGrid results = noisyStudy(noise)
                .repeats(2, false)
                .searcher(context -> searcher)
                .directory(directory)
                .fit();
        // THEN the first is the best, with its mean, and the searcher was told means
        assertThat(results.size()).isEqualTo(6);
        assertThat(results.ranking()).extracting(TrialResult::number).containsExactly(1, 3, 5);
        assertThat(results.best().score()).isEqualTo(1.1);
        assertThat(searcher.observations)
                .extracting(Observation::number, observation -> observation.scores()[0])
                .containsExactly(tuple(1, 1.1), tuple(2, 2.2), tuple(3, 3.0));
        // AND so the journal has it
        ResultGrid recorded = RecordedStudy.read(directory).orElseThrow().results();
        assertThat(recorded.best().number()).isEqualTo(1);
        assertThat(recorded.best().score()).isEqualTo(1.1);
        assertThat(results.get(5).score()).isZero();
    }

    @Test
    void should_race_configurations_and_tell_of_means() {
        // GIVEN a race of up to three trials, where only the first two configurations are close to each other
        Tuner study =
                noisyStudy(0.5, 0.6, 0.4, -2, -1.9, -1.8, 9).repeats(3, true).searcher(context -> new Recorder());
        // WHEN it ran
        List<String> lines = toldBy(ConsoleListener.Verbosity.NORMAL, study);
        // THEN the console shows means, and the third configuration had one trial
        assertThat(lines)
                .contains("[tune] #3    1.5        x=1  by A", "[tune] #4    0.1        x=2  by A")
                .anyMatch(line -> line.startsWith("[tune] study done: 7 trials"))
                .contains("[tune] best: #4 mean score 0.1  x=2");
    }

    @Test
    void should_take_the_best_of_a_noisy_study_from_the_model(@TempDir Path directory) {
        // GIVEN a searcher that takes the best score, of trial 3, for luck
        Searcher wise = new Searcher() {
            @Override
            public Suggestion suggest(int number) {
                return new Suggestion.Try(Config.of(Map.of("x", number)));
            }

            @Override
            public OptionalInt recommend() {
                return OptionalInt.of(1);
            }
        };
        Tuner study = noisyStudy(0, 0, -3, 0, 0, -3).searcher(context -> wise).directory(directory);
        // WHEN it runs in a study without noise, THEN the best score wins
        assertThat(study.fit().best().number()).isEqualTo(3);
        // WHEN the study is noisy
        study.listener(new StudyFiles(directory));
        List<String> lines = toldBy(ConsoleListener.Verbosity.NORMAL, study.noisy(true));
        // THEN the searcher's trial is the best, in results and files, and both are shown
        assertThat(lines)
                .contains("[tune] best by the model: #1 score 1  x=1", "[tune] best score:        #3 score 0  x=3");
        ResultGrid recorded = RecordedStudy.read(directory).orElseThrow().results();
        assertThat(recorded.best().number()).isEqualTo(1);
        assertThat(recorded.bestObserved()).map(TrialResult::number).hasValue(3);
        assertThat(directory.resolve("best.properties")).content().contains("x=1");
        assertThat(directory.resolve("result.json")).content().contains("\"bestObserved\":{");
    }

    @Test
    void should_refuse_fewer_trials_than_one() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> study().repeats(0, true).fit())
                .withMessage("TUNE-467 repeats: a configuration has at least 1 trial, not 0");
    }

    @Test
    void should_refuse_a_trial_that_takes_no_time() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> study().timePerTrial(Duration.ZERO).fit())
                .withMessage("TUNE-461 timePerTrial: a trial takes longer than nothing, not PT0S");
    }
}
