package dev.jtune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.jtune.AfterTune;
import dev.jtune.Checkpoint;
import dev.jtune.Failures;
import dev.jtune.Gate;
import dev.jtune.Mode;
import dev.jtune.Resources;
import dev.jtune.ResultGrid;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.Trial;
import dev.jtune.Tune;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.Verdict;
import dev.jtune.run.RecordedStudy;
import dev.jtune.schedule.Asha;
import dev.jtune.schedule.DistributeResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;
import org.opentest4j.AssertionFailedError;

class TuneEngineTests {
    static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path directory;

    @BeforeEach
    void forget() {
        CALLS.set(0);
    }

    private EngineExecutionResults run(DiscoverySelector... selectors) {
        return kit().selectors(selectors).execute();
    }

    private EngineTestKit.Builder kit() {
        return EngineTestKit.engine(TuneEngine.ID)
                .configurationParameter("tune.dir", directory.toString())
                .configurationParameter("tune.verbose", "0")
                .configurationParameter("tune.maxConcurrentTrials", "1");
    }

    static class QuadraticTestCase {
        @Tune(mode = Mode.MAX, numSamples = 6, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 0.1)
        double square(double x) {
            CALLS.incrementAndGet();
            return x * x;
        }
    }

    @Test
    void should_show_each_trial_and_the_gate_as_a_test() {
        EngineExecutionResults results = run(selectClass(QuadraticTestCase.class));
        results.testEvents()
                .assertStatistics(
                        stats -> stats.dynamicallyRegistered(6).started(7).succeeded(7));
        assertThat(names(results)).element(6).isEqualTo("gate score >= 0.1");
        assertThat(names(results).get(0)).startsWith("trial 1  x=0.");
        assertThat(RecordedStudy.read(directory.resolve(QuadraticTestCase.class.getName() + ".square")))
                .isPresent();
    }

    @Test
    void should_not_mind_a_report_that_cannot_be_written() throws IOException {
        Files.createDirectories(directory.resolve("index.html").resolve("in the way"));
        Files.createDirectories(directory.resolve("summary.md").resolve("in the way"));
        EngineExecutionResults results = run(selectClass(QuadraticTestCase.class));
        results.testEvents().assertStatistics(stats -> stats.started(7).succeeded(7));
        results.containerEvents().assertStatistics(stats -> stats.failed(0));
        assertThat(directory.resolve("index.html")).isDirectory();
    }

    private static List<String> names(EngineExecutionResults results) {
        return results.testEvents()
                .finished()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    static class RedTestCase {
        @Tune(mode = Mode.MAX, numSamples = 3, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 2)
        double square(double x) {
            CALLS.incrementAndGet();
            return x * x;
        }
    }

    @Test
    void should_fail_a_gate_with_the_score_the_bound_and_the_way_to_see_more() {
        EngineExecutionResults results = run(selectClass(RedTestCase.class));
        Throwable failure = failureOf(results, "gate score >= 2");
        assertThat(failure).isInstanceOf(AssertionFailedError.class);
        assertThat(failure.getMessage())
                .startsWith("TUNE-101 RedTestCase.square: score 0.")
                .contains(
                        " is below the threshold 2 (short by ",
                        "best of 3 trials: trial ",
                        "again: mvn test" + " \"-Dtest=RedTestCase#square\" \"-Dtune.trials=");
        assertThat(failure.getStackTrace()).hasSize(1);
        assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("square");
    }

    @Test
    void should_leave_what_the_gates_said_in_a_file() {
        run(selectClass(RedTestCase.class));
        Path own = directory.resolve(RedTestCase.class.getName() + ".square");
        GateReport report = GateReport.read(own).orElseThrow();
        assertThat(report.study()).isEqualTo("RedTestCase.square");
        assertThat(report.type()).isEqualTo(RedTestCase.class.getName());
        assertThat(report.run()).isEqualTo(RecordedStudy.read(own).orElseThrow().runId());
        assertThat(report.code()).hasSize(64);
        Judgement gate = report.gate("score-threshold").orElseThrow();
        assertThat(gate.verdict()).isEqualTo(Verdict.BELOW_THRESHOLD);
        assertThat(gate.fails()).isTrue();
        assertThat(gate.limit()).isEqualTo(2);
        assertThat(gate.message()).startsWith("TUNE-101 RedTestCase.square");
        // a run that judges nothing leaves no verdict of an earlier one
        kit().configurationParameter("tune.run", "smoke")
                .selectors(selectClass(RedTestCase.class))
                .execute();
        assertThat(GateReport.read(own)).isEmpty();
    }

    @Test
    void should_judge_a_selected_gate_by_the_journal_without_another_search() {
        run(selectClass(RedTestCase.class));
        assertThat(CALLS).hasValue(3);
        EngineExecutionResults again = run(selectUniqueId("[engine:tune]/[class:" + RedTestCase.class.getName()
                + "]/[study:square(double)]/[gate:score-threshold]"));
        assertThat(CALLS).hasValue(3);
        again.testEvents().assertStatistics(stats -> stats.started(1).failed(1));
    }

    @Test
    void should_run_a_selected_trial_again_and_nothing_else() {
        EngineExecutionResults first = run(selectClass(QuadraticTestCase.class));
        Event second = first.testEvents()
                .finished()
                .filter(event -> event.getTestDescriptor().getDisplayName().startsWith("trial 2"))
                .findFirst()
                .orElseThrow();
        CALLS.set(0);
        EngineExecutionResults again =
                run(selectUniqueId(second.getTestDescriptor().getUniqueId()));
        assertThat(CALLS).hasValue(1);
        again.testEvents().assertStatistics(stats -> stats.skipped(0).started(1).succeeded(1));
        assertThat(names(again)).containsExactly(second.getTestDescriptor().getDisplayName());
        assertThat(score(again)).isEqualTo(second(first));
    }

    private static String second(EngineExecutionResults results) {
        return scores(results).get(1);
    }

    private static String score(EngineExecutionResults results) {
        return scores(results).get(0);
    }

    private static List<String> scores(EngineExecutionResults results) {
        return results.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.reporting.ReportEntry.class)
                        .getKeyValuePairs()
                        .get("score"))
                .toList();
    }

    @Test
    void should_run_selected_iterations_again() {
        run(selectClass(QuadraticTestCase.class));
        CALLS.set(0);
        EngineExecutionResults again =
                run(selectIteration(selectMethod(QuadraticTestCase.class, "square", "double"), 0, 3));
        assertThat(CALLS).hasValue(2);
        assertThat(names(again)).allMatch(name -> name.startsWith("trial 1 ") || name.startsWith("trial 4 "));
    }

    @Test
    void should_say_that_a_trial_is_unknown_instead_of_running_another() {
        run(selectClass(QuadraticTestCase.class));
        CALLS.set(0);
        EngineExecutionResults again = run(selectUniqueId("[engine:tune]/[class:" + QuadraticTestCase.class.getName()
                + "]/[study:square(double)]/[trial:2-000000]"));
        assertThat(CALLS).hasValue(0);
        again.testEvents().assertStatistics(stats -> stats.started(1).failed(1));
        assertThat(failures(again).get(0))
                .hasMessageContaining(
                        "TUNE-203 QuadraticTestCase.square: trial 2-000000 is unknown here (6 trials are recorded in ");
    }

    @Test
    void should_turn_a_stale_id_into_a_node_that_fails() {
        EngineExecutionResults method = run(selectUniqueId("[engine:tune]/[class:" + QuadraticTestCase.class.getName()
                + "]/[study:gone(double)]/[trial:1-abcdef]"));
        assertThat(failures(method))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessage("TUNE-202 gone(double): there is no such @Tune method (any more); select another"));
        EngineExecutionResults type =
                run(selectUniqueId("[engine:tune]/[class:com.acme.Gone]/[study:x()]/[trial:1-abcdef]"));
        assertThat(failures(type))
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure)
                                .hasMessage(
                                        "TUNE-201 com.acme.Gone: there is no such class with @Tune methods (any more); select another"));
    }

    private static List<Throwable> failures(EngineExecutionResults results) {
        return results.testEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();
    }

    private static Throwable failureOf(EngineExecutionResults results, String name) {
        return results.testEvents().failed().stream()
                .filter(event -> event.getTestDescriptor().getDisplayName().equals(name))
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    static class MixedTestCase {
        @Tune(mode = Mode.MAX, numSamples = 4, paramSpace = "x = uniform(0, 1)")
        @Failures(tolerate = "25%")
        double faulty(double x, Trial trial) {
            if (trial.number() == 1 || trial.number() == 3) {
                throw new IllegalStateException("number " + trial.number());
            }
            if (trial.number() == 2) {
                throw trial.infeasible("too small");
            }
            return x;
        }
    }

    @Test
    void should_map_outcomes_to_results() {
        EngineExecutionResults results = run(selectClass(MixedTestCase.class));
        results.testEvents()
                .assertStatistics(stats -> stats.started(4).aborted(2).failed(1).succeeded(1));
        assertThat(failures(results))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage("number 3"));
    }

    static class WrongTestCase {
        @Tune(
                mode = Mode.MAX,
                paramSpace = {"rate = uniform(0, 1)", "unts = randint(8, 65)"})
        double network(double rate, int units) {
            return rate;
        }

        @Tune(mode = Mode.MAX, numSamples = 2, paramSpace = "rate = uniform(0, 1)")
        double fine(double rate) {
            return rate;
        }
    }

    @Test
    void should_make_a_wrong_declaration_one_red_node_and_leave_the_others_alone() {
        EngineExecutionResults results = run(selectClass(WrongTestCase.class));
        results.testEvents()
                .assertStatistics(stats -> stats.started(3).failed(1).succeeded(2));
        assertThat(failures(results).get(0))
                .hasMessageContaining(
                        "TUNE-012 WrongTestCase.network, paramSpace[1] \"unts = randint(8, 65)\": the method has no"
                                + " parameter 'unts' (it has: rate, units)");
        assertThat(kit().selectors(selectClass(WrongTestCase.class)).discover().getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.severity().name()).isEqualTo("WARNING"));
    }

    @Trainable
    static class RootTestCase {
        private double a;
        private int x;

        @Setup
        void setup(double a) {
            this.a = a;
        }

        @Step
        double step() {
            return a * Math.sqrt(x++);
        }

        @Tune(mode = Mode.MAX, numSamples = 5, paramSpace = "a = uniform(1, 2)", stop = "training_iteration >= 9")
        @Asha(maxT = 9, gracePeriod = 1, reductionFactor = 3)
        static void verdict(ResultGrid results) {
            assertThat(results.size()).isEqualTo(5);
            throw new IllegalArgumentException("best " + results.best().iterations());
        }
    }

    @Test
    void should_tune_a_class_and_call_its_verdict_once_with_the_results() {
        EngineExecutionResults results = run(selectClass(RootTestCase.class));
        results.testEvents()
                .assertStatistics(stats -> stats.started(7).succeeded(6).failed(1));
        assertThat(failures(results))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage("best 9"));
    }

    static class AfterTestCase {
        @Tune(mode = Mode.MAX, numSamples = 3, paramSpace = "x = grid_search([1, 2])")
        Map<String, Object> crossed(long x) {
            return Map.of("score", x);
        }

        @AfterTune
        void complete(ResultGrid results) {
            assertThat(results.size()).isEqualTo(6);
        }
    }

    @Test
    void should_cross_a_grid_with_the_samples_and_judge_afterwards() {
        run(selectClass(AfterTestCase.class))
                .testEvents()
                .assertStatistics(stats -> stats.started(7).succeeded(7));
    }

    static class TaggedTestCase {
        @Tag("fast")
        @Tune(mode = Mode.MAX, numSamples = 1)
        double one() {
            return 1;
        }

        @Tune(mode = Mode.MAX, numSamples = 1)
        @Gate(threshold = 0)
        double two() {
            return 1;
        }
    }

    @Test
    void should_carry_tags() {
        assertThat(kit().selectors(selectClass(TaggedTestCase.class))
                        .discover()
                        .getEngineDescriptor()
                        .getDescendants())
                .filteredOn(node ->
                        node.getTags().stream().anyMatch(tag -> tag.getName().equals("fast")))
                .extracting(node -> node.getDisplayName())
                .containsExactly("one");
    }

    @Test
    void should_run_two_trials_and_no_gate_as_smoke() {
        kit().configurationParameter("tune.run", "smoke")
                .selectors(selectClass(RedTestCase.class))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.started(2).succeeded(2).skipped(1));
    }

    @Test
    void should_skip_studies_when_switched_off() {
        kit().configurationParameter("tune.run", "off")
                .selectors(selectClass(RedTestCase.class))
                .execute()
                .allEvents()
                .assertStatistics(stats -> stats.skipped(1).started(2));
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void should_run_a_given_configuration() {
        EngineExecutionResults results = kit().configurationParameter("tune.config", "x=0.5")
                .selectors(selectClass(QuadraticTestCase.class))
                .execute();
        assertThat(CALLS).hasValue(1);
        assertThat(scores(results)).containsExactly("0.25");
    }

    static class EndlessTestCase {
        static CancellationToken token = CancellationToken.create();

        @Tune(mode = Mode.MAX, numSamples = 100_000, maxConcurrentTrials = 1)
        double endless(Trial trial) {
            if (trial.number() == 3) {
                token.cancel();
            }
            return 1;
        }
    }

    @Test
    void should_stop_asking_when_cancelled() {
        EngineExecutionResults results = kit().cancellationToken(EndlessTestCase.token)
                .selectors(selectClass(EndlessTestCase.class))
                .execute();
        assertThat(results.testEvents().started().count()).isLessThanOrEqualTo(5);
    }

    @Test
    void should_find_studies_in_a_package_without_loading_other_classes() {
        assertThat(EngineTestKit.engine(TuneEngine.ID)
                        .selectors(selectPackage("dev.jtune.engine"))
                        .discover()
                        .getEngineDescriptor()
                        .getChildren())
                .extracting(node -> node.getDisplayName())
                .contains("QuadraticTestCase", "RootTestCase")
                .doesNotContain("TuneEngineTests");
    }

    @Test
    void should_ignore_classes_that_are_not_its_own() {
        assertThat(kit().selectors(selectClass(String.class))
                        .discover()
                        .getEngineDescriptor()
                        .getChildren())
                .isEmpty();
    }

    @Test
    void should_start_nothing_before_its_parent_and_end_nothing_after_it() {
        EngineExecutionResults results = run(selectClass(QuadraticTestCase.class));
        List<Event> events = results.allEvents().list();
        Predicate<Event> isStudy = event -> event.getTestDescriptor()
                .getUniqueId()
                .getLastSegment()
                .getType()
                .equals("study");
        int start = indexOf(events, isStudy.and(event -> event.getType() == EventType.STARTED));
        int end = indexOf(events, isStudy.and(event -> event.getType() == EventType.FINISHED));
        assertThat(events.subList(start, end))
                .filteredOn(event -> event.getTestDescriptor().isTest())
                .hasSize(6 * 4 + 2);
    }

    private static int indexOf(List<Event> events, Predicate<Event> condition) {
        for (int i = 0; i < events.size(); i++) {
            if (condition.test(events.get(i))) {
                return i;
            }
        }
        throw new AssertionError("no such event");
    }

    static class DistributedTestCase {
        @Tune(mode = Mode.MAX, numSamples = 1, paramSpace = "a = uniform(1, 2)")
        @Resources(cpu = 0.25)
        @Asha(maxT = 9)
        @DistributeResources
        void study(double a, Trial trial) {
            while (trial.iteration() < 2) {
                trial.report(Map.of("score", trial.resources().total().cpu()), Checkpoint.of(trial.iteration()));
            }
        }

        @AfterTune("study")
        void grew(ResultGrid results) {
            assertThat(results.best().series("score")).containsExactly(0.25, 0.5);
        }
    }

    @Test
    void should_distribute_resources_beside_any_scheduler() {
        kit().configurationParameter("tune.maxConcurrentTrials", "2")
                .selectors(selectClass(DistributedTestCase.class))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.started(2).succeeded(2));
    }
}
