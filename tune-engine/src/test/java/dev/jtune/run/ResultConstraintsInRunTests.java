package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.assertj.TuneAssertions;
import dev.jtune.exec.Ticker;
import dev.jtune.gate.Evidence;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.RunFacts;
import dev.jtune.gate.ThresholdGate;
import dev.jtune.report.ConsoleListener;
import dev.jtune.report.StudyFiles;
import dev.jtune.search.Observation;
import dev.jtune.search.Searcher;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import dev.jtune.space.ParamSpace;
import dev.jtune.tuner.Study;
import dev.jtune.tuner.Tuner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study whose more accurate trials are slower: x is accuracy and latency in one. */
class ResultConstraintsInRunTests {
    @TempDir
    Path directory;

    private final List<Observation> observations = new ArrayList<>();
    private final List<String> console = new ArrayList<>();

    /** Notes what the searcher is told. */
    private SearcherProvider noting(SearcherProvider provider) {
        return context -> {
            Searcher searcher = provider.create(context);
            return new Searcher() {
                @Override
                public Suggestion suggest(int number) {
                    return searcher.suggest(number);
                }

                @Override
                public void onTrialEnd(Observation observation) {
                    observations.add(observation);
                    searcher.onTrialEnd(observation);
                }

                @Override
                public OptionalInt total() {
                    return searcher.total();
                }
            };
        };
    }

    private Tuner study(String... constraints) {
        return Tuner.of("study", trial -> {
                    int x = trial.config().getInt("x");
                    return Map.of("accuracy", x, "latency_ms", 10 * x);
                })
                .paramSpace("x = randint(1, 100)")
                .pointsToEvaluate("x=1", "x=2", "x=3", "x=4")
                .numSamples(4)
                .maxConcurrentTrials(1)
                .metric("accuracy", MAX)
                .resultConstraints(constraints)
                .searcher(noting(Searchers.random()))
                .listener(new ConsoleListener(
                        "T.study", ConsoleListener.Verbosity.EACH_TRIAL, Ticker.SYSTEM, List.of(), console::add))
                .listener(new StudyFiles(directory))
                .directory(directory);
    }

    @Test
    void should_take_the_best_of_what_keeps_the_constraints_and_tell_the_searcher_of_the_rest() throws Exception {
        // WHEN a study runs in which two of four trials are fast enough
        ResultGrid results = study("latency_ms <= 25", "accuracy > 1").fit();
        // THEN the best is the best of these, everywhere
        assertThat(results.best().number()).isEqualTo(2);
        assertThat(results.ranking()).extracting(TrialResult::number).containsExactly(2, 1, 3, 4);
        assertThat(observations).extracting(Observation::violation).containsExactly(Double.MIN_NORMAL, 0.0, 0.2, 0.6);
        assertThat(results).allSatisfy(trial -> assertThat(trial.outcome()).isInstanceOf(TrialOutcome.Completed.class));
        assertThat(Files.readString(directory.resolve("best.properties"))).contains("x=2");
        assertThat(Files.readString(directory.resolve("result.json")))
                .contains("\"constraints\":[\"latency_ms <= 25\",\"accuracy > 1\"],\"feasible\":1");
        assertThat(console)
                .contains(
                        "[tune]   keeping latency_ms <= 25, accuracy > 1",
                        "[tune] #4    4          x=4  (breaks a constraint)")
                .anyMatch(line -> line.startsWith("[tune] best: #2 accuracy 2"));
        // AND the journal tells the same
        ResultGrid recorded = RecordedStudy.read(directory).orElseThrow().results();
        assertThat(recorded.ranking()).extracting(TrialResult::number).containsExactly(2, 1, 3, 4);
        assertThat(recorded.resultConstraints()).isEqualTo(results.resultConstraints());
        assertThat(recorded.get(4).violation()).isEqualTo(0.6);
    }

    @Test
    void should_say_so_where_no_trial_keeps_the_constraints() {
        ResultGrid results = study("latency_ms <= 5").fit();

        assertThat(results.bestOrEmpty()).isEmpty();
        assertThat(directory.resolve("best.properties")).doesNotExist();
        String nearest =
                "no trial keeps the constraints on results (latency_ms <= 5); the nearest is trial 1 (latency_ms 10.0)  x=1";
        assertThat(console).contains("[tune] best: none, " + nearest);
        Judgement verdict = new ThresholdGate("T.study", results.objectives().get(0), 0)
                .judge(Evidence.of(results, RunFacts.here("", ""), "mvn test", "here"));
        assertThat(verdict.verdict().passes()).isFalse();
        assertThat(verdict.message())
                .isEqualTo("TUNE-103 T.study: " + nearest + ", so the gate accuracy >= 0 cannot pass\n  results: here");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TuneAssertions.assertThat(results).hasBestAtLeast(0))
                .withMessageContaining("Expected the best accuracy of study to be at least 0.0 but " + nearest);
    }

    @Test
    void should_let_a_gate_judge_only_what_keeps_the_constraints() {
        ResultGrid results = study("latency_ms <= 25").fit();
        ThresholdGate gate = new ThresholdGate("T.study", results.objectives().get(0), 3);

        assertThat(gate.judge(Evidence.of(results, RunFacts.here("", ""), "mvn test", "here"))
                        .message())
                .startsWith("TUNE-101 T.study: accuracy 2 is below the threshold 3");
    }

    @Test
    void should_fail_a_trial_that_does_not_report_what_a_constraint_asks_for() {
        ResultGrid results = study("memory < 512").fit();

        assertThat(results.numErrors()).isEqualTo(4);
        assertThat(results.get(1).error().orElseThrow())
                .isInstanceOf(MissingMetricException.class)
                .hasMessageStartingWith("TUNE-310 study trial 001 ended without the metric 'memory': it reported ");
    }

    @Test
    void should_not_take_a_trial_that_was_stopped_before_it_came_to_a_constraint_for_the_best() {
        // GIVEN trials that report their latency at the end, of which a stop condition ends the better ones early
        ResultGrid results = Tuner.of("study", trial -> {
                    int x = trial.config().getInt("x");
                    trial.report(Map.of("accuracy", x));
                    return Map.of("accuracy", x, "latency_ms", 1);
                })
                .paramSpace("x = randint(1, 100)")
                .pointsToEvaluate("x=1", "x=7")
                .numSamples(2)
                .metric("accuracy", MAX)
                .stop("accuracy >= 5")
                .resultConstraints("latency_ms <= 5")
                .fit();

        assertThat(results.numErrors()).isZero();
        assertThat(results.get(2).outcome()).isInstanceOf(TrialOutcome.Stopped.class);
        assertThat(results.get(2).violation()).isNaN();
        assertThat(results.best().number()).isEqualTo(1);
    }

    @Test
    void should_take_what_is_filled_in_for_a_metric() {
        assertThat(study("training_iteration <= 1").fit().best().number()).isEqualTo(4);
    }

    @Test
    void should_refuse_a_constraint_that_it_cannot_read() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> study("latency_ms").fit())
                .withMessageStartingWith("TUNE-245 resultConstraints \"latency_ms\"");
    }

    @Test
    void should_be_told_a_violation_by_hand() {
        Study study = Study.of("study", ParamSpace.parse("x = uniform(0, 1)"), MIN, noting(Searchers.random()), 1);
        study.tellViolation(study.ask().orElseThrow(), 0.5, 1);
        study.tellViolation(study.ask().orElseThrow(), 0, 3);
        study.tell(study.ask().orElseThrow(), 2);

        assertThat(study.results().best().number()).isEqualTo(3);
        assertThat(study.results().ranking()).extracting(TrialResult::number).containsExactly(3, 2, 1);
        assertThat(observations).extracting(Observation::violation).containsExactly(0.5, 0.0, 0.0);
        Study.Asked open = study.ask().orElseThrow();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> study.tellViolation(open, Double.NaN, 1))
                .withMessage(
                        "TUNE-466 a violation is a number of at least 0, not NaN; tell 0 where constraints are kept");
    }
}
