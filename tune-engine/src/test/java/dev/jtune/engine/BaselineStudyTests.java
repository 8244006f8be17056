package dev.jtune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.jtune.AfterTune;
import dev.jtune.Gate;
import dev.jtune.MissingBaseline;
import dev.jtune.Mode;
import dev.jtune.Trial;
import dev.jtune.Tune;
import dev.jtune.gate.Baseline;
import dev.jtune.gate.Confirmation;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.PastRun;
import dev.jtune.gate.RunHistory;
import dev.jtune.gate.Verdict;
import dev.jtune.run.RecordedStudy;
import dev.jtune.schedule.Asha;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class BaselineStudyTests {
    static final AtomicInteger CALLS = new AtomicInteger();
    static volatile double worse;
    static volatile long salt;

    @TempDir
    Path directory;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void forget() {
        CALLS.set(0);
        worse = 0;
        salt = 0;
        settings.putAll(Map.of(
                "tune.dir",
                directory.resolve("tune").toString(),
                "tune.baselines",
                directory.resolve("baselines").toString(),
                "tune.ci",
                "false",
                "tune.verbose",
                "0"));
    }

    private EngineExecutionResults run(DiscoverySelector selector) {
        EngineTestKit.Builder kit = EngineTestKit.engine(TuneEngine.ID);
        settings.forEach(kit::configurationParameter);
        return kit.selectors(selector).execute();
    }

    private EngineExecutionResults run(Class<?> type) {
        return run(selectClass(type));
    }

    private Path file(Class<?> type) {
        return directory.resolve("baselines").resolve(type.getSimpleName() + ".study.json");
    }

    private void accept(Class<?> type) throws IOException {
        Files.move(Baseline.pending(file(type)), file(type), StandardCopyOption.REPLACE_EXISTING);
    }

    private GateReport report(Class<?> type) {
        return GateReport.read(directory.resolve("tune").resolve(type.getName() + ".study"))
                .orElseThrow();
    }

    private Judgement judgement(Class<?> type) {
        return report(type).gates().get(report(type).gates().size() - 1);
    }

    private static List<String> failures(EngineExecutionResults results) {
        return results.testEvents()
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .toList();
    }

    private static List<String> names(EngineExecutionResults results) {
        return results.testEvents()
                .finished()
                .map(Event::getTestDescriptor)
                .map(test -> test.getDisplayName())
                .toList();
    }

    static class NoisyTestCase {
        @Tune(mode = Mode.MAX, metric = "accuracy", numSamples = 12, paramSpace = "x = uniform(0, 1)")
        @Gate(baseline = Gate.DEFAULT, tolerance = "0.02")
        double study(double x, Trial trial) {
            CALLS.incrementAndGet();
            return 0.9 - worse - (x - 0.5) * (x - 0.5) + 0.01 * new Random(trial.seed() ^ salt).nextGaussian();
        }
    }

    @Test
    void should_write_what_would_be_the_baseline_where_there_is_none() throws IOException {
        EngineExecutionResults results = run(NoisyTestCase.class);

        assertThat(failures(results)).isEmpty();
        Judgement judgement = judgement(NoisyTestCase.class);
        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_BASELINE);
        assertThat(judgement.message())
                .startsWith("TUNE-104 NoisyTestCase.study: NO_BASELINE: ")
                .contains("NoisyTestCase.study.json is missing; made NoisyTestCase.study.json.new with accuracy 0.")
                .contains(" over 10 seeds\n  accept it with: mvn tune:accept \"-Dtune.study=NoisyTestCase.study\"");
        Baseline pending =
                Baseline.read(Baseline.pending(file(NoisyTestCase.class))).orElseThrow();
        assertThat(pending.scores()).hasSize(10);
        assertThat(pending.deterministic()).isTrue();
        assertThat(pending.mean()).isEqualTo(judgement.value());
        assertThat(file(NoisyTestCase.class)).doesNotExist();
    }

    @Test
    void should_show_evaluations_as_tests_that_are_no_trials() {
        EngineExecutionResults results = run(NoisyTestCase.class);

        // twice on one seed, three candidates on three seeds of the race, and the winner on what is left of ten
        assertThat(names(results).stream()
                        .filter(name -> name.startsWith("confirm "))
                        .count())
                .isBetween(20L, 21L);
        assertThat(names(results)).anyMatch(name -> name.matches("confirm 1 {2}seed \\d+ {2}x=0\\.\\d+"));
        assertThat(names(results).get(names(results).size() - 1))
                .isEqualTo("gate accuracy no worse than its baseline by 0.02");
        RecordedStudy recorded = RecordedStudy.read(
                        directory.resolve("tune").resolve(NoisyTestCase.class.getName() + ".study"))
                .orElseThrow();
        assertThat(recorded.trials()).hasSize(12);
        assertThat(results.testEvents()
                        .finished()
                        .map(event -> event.getTestDescriptor().getUniqueId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void should_never_take_the_best_score_of_a_search_for_the_worth_of_its_configuration() {
        run(NoisyTestCase.class);
        Confirmation confirmed = report(NoisyTestCase.class).confirm();
        assertThat(confirmed.searched()).isNotIn(confirmed.scores());
        assertThat(confirmed.seeds()).doesNotHaveDuplicates();
    }

    @Test
    void should_fail_without_a_baseline_where_nobody_watches_and_write_nothing() {
        settings.put("tune.ci", "true");
        assertThat(failures(run(NoisyTestCase.class)))
                .singleElement()
                .asString()
                .startsWith("TUNE-104 NoisyTestCase.study: NO_BASELINE: ")
                .contains(
                        "\n  run the study where CI is not set, accept what it finds, and commit the file: mvn tune:accept");
        assertThat(Baseline.pending(file(NoisyTestCase.class))).doesNotExist();
    }

    static class LenientTestCase {
        @Tune(mode = Mode.MAX, numSamples = 3, paramSpace = "x = uniform(0, 1)")
        @Gate(baseline = Gate.DEFAULT, onMissingBaseline = MissingBaseline.WARN)
        double study(double x) {
            return x;
        }
    }

    static class StrictTestCase {
        @Tune(mode = Mode.MAX, numSamples = 3, paramSpace = "x = uniform(0, 1)")
        @Gate(baseline = Gate.DEFAULT, onMissingBaseline = MissingBaseline.FAIL)
        double study(double x) {
            return x;
        }
    }

    @Test
    void should_do_about_a_missing_baseline_what_the_gate_says() {
        assertThat(failures(run(StrictTestCase.class))).hasSize(1);
        settings.put("tune.ci", "true");
        assertThat(failures(run(LenientTestCase.class))).isEmpty();
        assertThat(judgement(LenientTestCase.class).verdict()).isEqualTo(Verdict.NO_BASELINE);
    }

    @Test
    void should_pass_the_same_code_by_search_and_by_verifying() throws IOException {
        run(NoisyTestCase.class);
        accept(NoisyTestCase.class);

        assertThat(failures(run(NoisyTestCase.class))).isEmpty();
        assertThat(judgement(NoisyTestCase.class).verdict()).isEqualTo(Verdict.PASS);

        CALLS.set(0);
        settings.put("tune.run", "verify");
        EngineExecutionResults verified = run(NoisyTestCase.class);
        assertThat(CALLS).hasValue(5);
        verified.testEvents().assertStatistics(stats -> stats.started(6).succeeded(6));
        assertThat(report(NoisyTestCase.class).mode()).isEqualTo("verify");
        assertThat(judgement(NoisyTestCase.class).message())
                .matches("accuracy 0\\.\\d+, was 0\\.\\d+: drop 0, allowed 0.02; the same score as then on 5 seeds");
    }

    @Test
    void should_fail_worse_code_with_the_numbers_and_the_way_out() throws IOException {
        run(NoisyTestCase.class);
        accept(NoisyTestCase.class);
        worse = 0.05;
        settings.put("tune.run", "verify");

        assertThat(failures(run(NoisyTestCase.class)))
                .singleElement()
                .asString()
                .matches("""
                TUNE-110 NoisyTestCase.study: accuracy 0\\.8\\d+, was 0\\.8\\d+: worse by 0\\.05, allowed 0\\.02
                  (paired over|exact, the same difference on) 5 seeds: drop 0\\.05(, 99 % sure it is at least 0\\.05)?
                  since the baseline \\(\\d{4}-\\d\\d-\\d\\d\\): classes in the study's directory unchanged, space unchanged, JDK [^\\n]+
                  config x=0\\.\\d+
                  if intended: mvn tune:accept "-Dtune.study=NoisyTestCase.study" "-Dtune.reason=..."
                  again: mvn test "-Dtest=NoisyTestCase#study" "-Dtune.run=verify\"""");
        settings.remove("tune.run");
        assertThat(failures(run(NoisyTestCase.class)))
                .singleElement()
                .asString()
                .startsWith("TUNE-110 ");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 22, 33, 44, 55, 66, 77, 88})
    void should_not_fail_code_that_only_draws_other_numbers(long other) throws IOException {
        run(NoisyTestCase.class);
        accept(NoisyTestCase.class);
        salt = other;
        settings.put("tune.run", "verify");

        assertThat(failures(run(NoisyTestCase.class))).isEmpty();
        assertThat(judgement(NoisyTestCase.class).verdict()).isIn(Verdict.PASS, Verdict.INCONCLUSIVE);
    }

    static class UndecidedTestCase {
        @Tune(mode = Mode.MAX, metric = "accuracy", numSamples = 4, paramSpace = "x = uniform(0, 1)")
        @Gate(baseline = Gate.DEFAULT, tolerance = "0.001")
        double study(double x, Trial trial) {
            CALLS.incrementAndGet();
            return 0.9 + 0.01 * new Random(trial.seed() ^ salt).nextGaussian();
        }
    }

    @Test
    void should_warn_of_a_gate_that_has_decided_nothing_in_three_runs() throws IOException {
        run(UndecidedTestCase.class);
        accept(UndecidedTestCase.class);
        settings.put("tune.run", "verify");
        for (int run = 1; run <= 2; run++) {
            salt = run;
            assertThat(failures(run(UndecidedTestCase.class))).isEmpty();
            assertThat(judgement(UndecidedTestCase.class).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(judgement(UndecidedTestCase.class).warns()).isFalse();
            assertThat(judgement(UndecidedTestCase.class).message()).doesNotContain("TUNE-127");
        }

        salt = 3;
        assertThat(failures(run(UndecidedTestCase.class))).isEmpty();

        assertThat(judgement(UndecidedTestCase.class).warns()).isTrue();
        String message = judgement(UndecidedTestCase.class).message();
        assertThat(message)
                .matches(
                        "(?s)TUNE-111 .*\\n  TUNE-127 INCONCLUSIVE in 3 runs in a row: the gate guards nothing\\n  "
                                + "give @Gate\\(confirm = \\d+\\), or @Gate\\(tolerance = \"0\\.0\\d+\"\\), or lower the noise");
        // to judge the same run again is no other run
        run(selectUniqueId("[engine:tune]/[class:" + UndecidedTestCase.class.getName()
                + "]/[study:study(double,dev.jtune.Trial)]/[gate:accuracy-baseline]"));
        assertThat(judgement(UndecidedTestCase.class).message()).isEqualTo(message);
    }

    @Test
    void should_remember_runs_that_another_took_the_place_of() throws IOException {
        run(UndecidedTestCase.class);
        accept(UndecidedTestCase.class);
        run(UndecidedTestCase.class);
        settings.put("tune.run", "smoke");
        run(UndecidedTestCase.class);

        List<PastRun> runs = RunHistory.read(
                        directory.resolve("tune").resolve(UndecidedTestCase.class.getName() + ".study"))
                .runs();
        assertThat(runs).extracting(PastRun::trials).containsExactly(4, 4);
        assertThat(runs.get(0).gates()).extracting(PastRun.Gate::verdict).containsExactly(Verdict.NO_BASELINE);
        assertThat(runs.get(1).gates()).extracting(PastRun.Gate::verdict).containsExactly(Verdict.PASS);
        assertThat(runs.get(1).scores()).hasSize(4).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void should_offer_to_raise_the_bar() throws IOException {
        run(NoisyTestCase.class);
        accept(NoisyTestCase.class);
        worse = -0.05;

        assertThat(failures(run(NoisyTestCase.class))).isEmpty();
        assertThat(judgement(NoisyTestCase.class).verdict()).isEqualTo(Verdict.IMPROVED);
        assertThat(judgement(NoisyTestCase.class).message())
                .startsWith("TUNE-119 NoisyTestCase.study: IMPROVED: accuracy 0.9")
                .endsWith("\n  raise the bar: mvn tune:accept \"-Dtune.study=NoisyTestCase.study\"");
    }

    @Test
    void should_judge_a_selected_gate_by_what_was_measured() throws IOException {
        run(NoisyTestCase.class);
        accept(NoisyTestCase.class);
        worse = 0.05;
        String red = failures(run(NoisyTestCase.class)).get(0);
        worse = 0;
        CALLS.set(0);

        EngineExecutionResults again = run(selectUniqueId("[engine:tune]/[class:" + NoisyTestCase.class.getName()
                + "]/[study:study(double,dev.jtune.Trial)]/[gate:accuracy-baseline]"));

        assertThat(failures(again)).containsExactly(red);
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void should_run_a_selected_evaluation_again_and_nothing_else() {
        EngineExecutionResults first = run(NoisyTestCase.class);
        Confirmation confirmed = report(NoisyTestCase.class).confirm();
        Event evaluation = first.testEvents()
                .finished()
                .filter(event -> event.getTestDescriptor()
                        .getUniqueId()
                        .getLastSegment()
                        .getValue()
                        .startsWith(confirmed.seeds().get(2) + "-"
                                + confirmed.config().shortDigest()))
                .findFirst()
                .orElseThrow();
        CALLS.set(0);

        run(selectUniqueId(evaluation.getTestDescriptor().getUniqueId()))
                .testEvents()
                .assertStatistics(stats -> stats.started(1).succeeded(1));
        assertThat(CALLS).hasValue(1);
        run(selectUniqueId(evaluation
                        .getTestDescriptor()
                        .getUniqueId()
                        .removeLastSegment()
                        .append("confirm", "1-abc")))
                .testEvents()
                .assertStatistics(stats -> stats.started(1).failed(1));
    }

    @Test
    void should_say_that_a_baseline_is_missing_that_is_to_be_verified() {
        settings.put("tune.run", "verify");
        assertThat(failures(run(NoisyTestCase.class)))
                .singleElement()
                .asString()
                .startsWith("TUNE-104 NoisyTestCase.study: NO_BASELINE: ")
                .endsWith(" is missing, so there is nothing to verify\n  search first: mvn test"
                        + " \"-Dtest=NoisyTestCase#study\", then accept what it finds: mvn tune:accept"
                        + " \"-Dtune.study=NoisyTestCase.study\"");
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void should_fail_a_baseline_that_fits_neither_space_nor_metric() throws IOException {
        run(NoisyTestCase.class);
        accept(NoisyTestCase.class);
        String good = Files.readString(file(NoisyTestCase.class));
        settings.put("tune.run", "verify");

        Files.writeString(file(NoisyTestCase.class), good.replace("\"x\": 0.", "\"x\": 3."));
        assertThat(failures(run(NoisyTestCase.class)))
                .singleElement()
                .asString()
                .startsWith("TUNE-112 NoisyTestCase.study: INCOMPATIBLE: the baseline ")
                .contains(" does not fit any more: TUNE-045 ");

        Files.writeString(file(NoisyTestCase.class), good.replace("\"accuracy\"", "\"recall\""));
        assertThat(failures(run(NoisyTestCase.class)))
                .singleElement()
                .asString()
                .contains("it is of the metric recall (max), and the gate of accuracy (max)");

        Files.writeString(file(NoisyTestCase.class), "{");
        assertThat(failures(run(NoisyTestCase.class)))
                .singleElement()
                .asString()
                .startsWith("TUNE-114 ");
        assertThat(judgement(NoisyTestCase.class).verdict()).isEqualTo(Verdict.ERROR);
    }

    static class ConfirmedThresholdTestCase {
        @Tune(mode = Mode.MAX, metric = "accuracy", numSamples = 30, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 0.91, confirm = 5)
        double study(double x, Trial trial) {
            return 0.9 + 0.01 * new Random(trial.seed()).nextGaussian();
        }
    }

    @Test
    void should_compare_a_threshold_with_the_confirmed_mean() {
        assertThat(failures(run(ConfirmedThresholdTestCase.class)))
                .singleElement()
                .asString()
                .matches("""
                TUNE-101 ConfirmedThresholdTestCase.study: accuracy 0\\.90?\\d* is below the threshold 0\\.91 \\(short by 0\\.0\\d+\\)
                  best of 30 trials, confirmed over 5 seeds: 0\\.\\d+ \\+- 0\\.0\\d+; the search itself saw 0\\.9[12]\\d+ \\(lucky by 0\\.0\\d+\\)
                  config x=0\\.\\d+
                  again: mvn test "-Dtest=ConfirmedThresholdTestCase#study" "-Dtune\\.trials=\\d+"
                  results: [^\\n]+""");
    }

    static class BothTestCase {
        @Tune(mode = Mode.MIN, metric = "loss", numSamples = 5, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 2, baseline = Gate.DEFAULT, confirm = 1)
        double study(double x) {
            CALLS.incrementAndGet();
            return 1 + worse;
        }

        @AfterTune
        void verdict() {}
    }

    @Test
    void should_judge_threshold_and_baseline_of_one_gate_apart() throws IOException {
        run(BothTestCase.class);
        assertThat(CALLS).hasValue(5 + 2);
        accept(BothTestCase.class);
        worse = 0.5;
        settings.put("tune.run", "verify");
        EngineExecutionResults results = run(BothTestCase.class);
        assertThat(failures(results))
                .singleElement()
                .asString()
                .startsWith("TUNE-110 BothTestCase.study: loss 1.5, was 1");
        assertThat(report(BothTestCase.class)
                        .gate("loss-threshold")
                        .orElseThrow()
                        .verdict())
                .isEqualTo(Verdict.PASS);
        results.testEvents().assertStatistics(stats -> stats.skipped(1)); // the verdict method, which judges a search
    }

    static class UnrepeatableTestCase {
        static final AtomicInteger NOISE = new AtomicInteger();

        @Tune(mode = Mode.MAX, numSamples = 3, paramSpace = "x = uniform(0, 1)")
        @Gate(baseline = Gate.DEFAULT, confirm = 1)
        double study(double x) {
            return NOISE.incrementAndGet();
        }
    }

    @Test
    void should_refuse_a_single_evaluation_of_a_noisy_objective() {
        assertThat(failures(run(UnrepeatableTestCase.class)))
                .singleElement()
                .asString()
                .startsWith("TUNE-116 UnrepeatableTestCase.study: confirm = 1 is for an objective without noise")
                .contains("give @Gate(confirm = 5) or more");
        assertThat(judgement(UnrepeatableTestCase.class).verdict()).isEqualTo(Verdict.ERROR);
    }

    static class BreakingTestCase {
        @Tune(mode = Mode.MAX, numSamples = 3, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 0, confirm = 2)
        double study(double x) {
            if (CALLS.incrementAndGet() > 3) {
                throw new IllegalStateException("only three times");
            }
            return x;
        }
    }

    @Test
    void should_fail_the_gate_and_nothing_else_where_an_evaluation_fails() {
        EngineExecutionResults results = run(BreakingTestCase.class);
        assertThat(failures(results))
                .singleElement()
                .asString()
                .matches("(?s)"
                        + "TUNE-113 BreakingTestCase\\.study: the best configuration could not be confirmed: on seed \\d+: "
                        + "it failed with java\\.lang\\.IllegalStateException: only three times .*");
        results.testEvents().assertStatistics(stats -> stats.aborted(2));

        CALLS.set(0); // it would work now
        EngineExecutionResults again = run(selectUniqueId("[engine:tune]/[class:" + BreakingTestCase.class.getName()
                + "]/[study:study(double)]/[gate:score-threshold]"));
        assertThat(failures(again)).isEqualTo(failures(results));
        assertThat(CALLS).hasValue(0);
    }

    static class UnenforcedTestCase {
        @Tune(mode = Mode.MAX, numSamples = 3, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 2, enforce = false)
        double study(double x) {
            return x;
        }
    }

    @Test
    void should_tell_of_a_gate_that_is_not_enforced_and_pass() {
        assertThat(failures(run(UnenforcedTestCase.class))).isEmpty();
        assertThat(judgement(UnenforcedTestCase.class).verdict()).isEqualTo(Verdict.BELOW_THRESHOLD);
        assertThat(report(UnenforcedTestCase.class).passes()).isTrue();
    }

    static class SteppedTestCase {
        static final Map<Long, Integer> STEPS = new ConcurrentHashMap<>();

        @Tune(mode = Mode.MAX, metric = "accuracy", numSamples = 9, paramSpace = "x = uniform(0, 1)")
        @Asha(maxT = 9, gracePeriod = 1)
        @Gate(threshold = 0, confirm = 4)
        void study(double x, Trial trial) {
            for (int step = 1; ; step++) {
                STEPS.put(trial.seed(), step);
                trial.report(Map.of("accuracy", x * step));
            }
        }
    }

    @Test
    void should_evaluate_to_the_end_of_the_budget_without_the_scheduler() {
        assertThat(failures(run(SteppedTestCase.class))).isEmpty();
        Confirmation confirmed = report(SteppedTestCase.class).confirm();
        assertThat(confirmed.iterations()).isEqualTo(9);
        assertThat(confirmed.seeds()).allMatch(seed -> SteppedTestCase.STEPS.get(seed) == 9);
    }

    static class GrowingTestCase {
        static volatile int epochs = 3;

        @Tune(mode = Mode.MAX, metric = "accuracy", numSamples = 4, paramSpace = "x = uniform(0, 1)")
        @Gate(baseline = Gate.DEFAULT, confirm = 1)
        void study(double x, Trial trial) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                trial.report(Map.of("accuracy", x * epoch));
            }
        }
    }

    @Test
    void should_let_code_run_longer_than_it_did_where_it_ends_by_itself() throws IOException {
        run(GrowingTestCase.class);
        assertThat(report(GrowingTestCase.class).confirm().iterations()).isZero();
        accept(GrowingTestCase.class);
        GrowingTestCase.epochs = 6;
        settings.put("tune.run", "verify");
        run(GrowingTestCase.class);
        assertThat(judgement(GrowingTestCase.class).verdict()).isEqualTo(Verdict.IMPROVED);
    }

    static class FrontTestCase {
        @Tune(
                mode = {Mode.MAX, Mode.MIN},
                metric = {"accuracy", "cost"},
                numSamples = 30,
                paramSpace = "x = uniform(0, 1)")
        @Gate(
                metric = Gate.HYPERVOLUME,
                reference = {0, 1},
                threshold = 0.2,
                baseline = Gate.DEFAULT)
        Map<String, Double> study(double x, Trial trial) {
            CALLS.incrementAndGet();
            double noise = 0.01 * new Random(trial.seed() ^ salt).nextGaussian();
            return Map.of("accuracy", x - worse + noise, "cost", x * x);
        }
    }

    @Test
    void should_gate_the_front_of_several_objectives_by_its_hypervolume() throws IOException {
        // the front is all of x: the volume below it is 1/3 of x times (1 - x * x), or 2/3 of all x
        assertThat(failures(run(FrontTestCase.class))).isEmpty();
        Confirmation confirmed = report(FrontTestCase.class).confirm();
        assertThat(confirmed.metric()).isEqualTo("hypervolume");
        assertThat(confirmed.config().names()).contains("1.x", "8.x").doesNotContain("9.x");
        assertThat(confirmed.mean()).isBetween(0.45, 0.67);
        assertThat(confirmed.scores()).hasSize(10);
        accept(FrontTestCase.class);

        CALLS.set(0);
        settings.put("tune.run", "verify");
        assertThat(failures(run(FrontTestCase.class))).isEmpty();
        assertThat(CALLS).hasValue(5 * 8);
        assertThat(report(FrontTestCase.class).gates())
                .extracting(Judgement::id, Judgement::verdict)
                .containsExactly(
                        tuple("hypervolume-threshold", Verdict.PASS), tuple("hypervolume-baseline", Verdict.PASS));
        worse = 0.1;
        assertThat(failures(run(FrontTestCase.class)))
                .singleElement()
                .asString()
                .startsWith("TUNE-110 FrontTestCase.study: hypervolume 0.");
    }

    static class LowFrontTestCase {
        @Tune(
                mode = {Mode.MAX, Mode.MIN},
                metric = {"accuracy", "cost"},
                numSamples = 5,
                paramSpace = "x = uniform(0, 1)")
        @Gate(
                metric = Gate.HYPERVOLUME,
                reference = {0, 1},
                threshold = 2)
        Map<String, Double> study(double x) {
            return Map.of("accuracy", x, "cost", x);
        }
    }

    @Test
    void should_compare_the_hypervolume_of_a_search_with_a_threshold() {
        assertThat(failures(run(LowFrontTestCase.class)))
                .singleElement()
                .asString()
                .matches("""
                        TUNE-101 LowFrontTestCase\\.study: hypervolume 0\\.\\d+ is below the threshold 2 \\(short by 1\\.\\d+\\)
                          the front of 5 trials has 5; reference \\[0\\.0, 1\\.0]
                          results: [^\\n]+""");
    }

    static class CancelledTestCase {
        static final CancellationToken TOKEN = CancellationToken.create();

        @Tune(mode = Mode.MAX, numSamples = 3, maxConcurrentTrials = 1, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 0, confirm = 1000)
        double study(double x) {
            if (CALLS.incrementAndGet() == 20) {
                TOKEN.cancel();
            }
            return x;
        }
    }

    @Test
    void should_stop_evaluating_when_cancelled() {
        EngineTestKit.Builder kit = EngineTestKit.engine(TuneEngine.ID).cancellationToken(CancelledTestCase.TOKEN);
        settings.forEach(kit::configurationParameter);
        kit.selectors(selectClass(CancelledTestCase.class)).execute();
        assertThat(CALLS.get()).isBetween(20, 22);
    }

    static class PlainTestCase {
        @Tune(mode = Mode.MAX, numSamples = 3, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 0)
        double study(double x) {
            CALLS.incrementAndGet();
            return x;
        }
    }

    @Test
    void should_verify_only_studies_with_a_baseline() {
        settings.put("tune.run", "verify");
        run(PlainTestCase.class).containerEvents().assertStatistics(stats -> stats.skipped(1));
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void should_leave_no_files_of_evaluations_behind() throws IOException {
        run(NoisyTestCase.class);
        try (var files = Files.list(directory.resolve("tune").resolve(NoisyTestCase.class.getName() + ".study"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("trials.jsonl", "gate.json")
                    .noneMatch(name -> name.startsWith("trial-") || name.contains("confirm") || name.startsWith("."));
        }
    }
}
