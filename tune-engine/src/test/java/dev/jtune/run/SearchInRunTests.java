package dev.jtune.run;

import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.exec.Ticker;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.report.ConsoleListener;
import dev.jtune.search.Observation;
import dev.jtune.search.SearchContext;
import dev.jtune.search.Searcher;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void should_refuse_a_trial_that_takes_no_time() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> study().timePerTrial(Duration.ZERO).fit())
                .withMessage("TUNE-461 timePerTrial: a trial takes longer than nothing, not PT0S");
    }
}
