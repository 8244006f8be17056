package dev.jtune.run;

import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.exec.Ticker;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import dev.jtune.report.ConsoleListener;
import dev.jtune.search.AllSearchers;
import dev.jtune.search.Observation;
import dev.jtune.search.SearchContext;
import dev.jtune.search.Searcher;
import dev.jtune.space.ParamSpace;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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

        @Override
        public Suggestion suggest(int number) {
            return new Suggestion.Try(Config.of(Map.of("x", number)), number < 3 ? "A" : "B");
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
                .mapToObj(i -> SimulatedTrainable.step(Duration.ofMillis((long) (100 * cost) + i), "score", cost + 2 - i))
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
            SearchReplay.replay(events.subList(0, events.indexOf(next)), rebuilt, context.objectives());
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
    void should_refuse_a_journal_that_the_searcher_would_not_have_written() {
        // GIVEN a journal of a trial that the searcher would not suggest first
        List<JournalEvent> events = List.of(new JournalEvent.TrialSuggested(1, Config.of(Map.of("x", 2)), 7, ""));
        // WHEN it is rebuilt, THEN it says what differs
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> SearchReplay.replay(events, new Recorder(), List.of(Objective.of("score", MIN))))
                .withMessage("TUNE-407 trial 1 was x=2, and Recorder now answers x=1: the searcher, its settings or the"
                        + " space have changed; delete the study's directory to start anew");
    }

    @Test
    void should_refuse_a_trial_that_takes_no_time() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> study().timePerTrial(Duration.ZERO).fit())
                .withMessage("TUNE-461 timePerTrial: a trial takes longer than nothing, not PT0S");
    }
}
