package dev.jtune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.jtune.LoadCheckpoint;
import dev.jtune.Mode;
import dev.jtune.ResultGrid;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Shared;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.Tune;
import dev.jtune.Uniform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

class ContractTests {
    static final AtomicInteger STEPS = new AtomicInteger();

    @TempDir
    Path directory;

    @BeforeEach
    void forget() {
        STEPS.set(0);
    }

    private EngineTestKit.Builder kit(DiscoverySelector... selectors) {
        return EngineTestKit.engine(TuneEngine.ID)
                .configurationParameter("tune.dir", directory.toString())
                .configurationParameter("tune.verbose", "0")
                .configurationParameter("tune.maxConcurrentTrials", "1")
                .selectors(selectors);
    }

    private EngineExecutionResults run(DiscoverySelector... selectors) {
        return kit(selectors).execute();
    }

    @Trainable
    static class Counter {
        double rate;
        int steps;

        @Setup
        void setup(@Uniform(lower = 1, upper = 2) double rate) {
            this.rate = rate;
        }

        @Step
        double step() {
            STEPS.incrementAndGet();
            return rate * ++steps;
        }

        @SaveCheckpoint
        Map<String, Object> save() {
            return Map.of("steps", steps);
        }

        @LoadCheckpoint
        void load(Map<String, Object> state) {
            steps = ((Number) state.get("steps")).intValue();
        }
    }

    @Trainable
    static class Forgetful extends Counter {
        @Override
        @LoadCheckpoint
        void load(Map<String, Object> state) {
            steps = 0;
        }
    }

    static class CounterTestCase {
        @Tune(trainable = Counter.class, mode = Mode.MAX, numSamples = 2, stop = "training_iteration >= 3")
        void counts(ResultGrid results) {
            assertThat(results.size()).isEqualTo(2);
        }
    }

    static class ForgetfulTestCase {
        @Tune(trainable = Forgetful.class, mode = Mode.MAX, numSamples = 2, stop = "training_iteration >= 3")
        void forgets(ResultGrid results) {
            throw new AssertionError("no trial ran, so there is nothing to judge");
        }

        @Tune(mode = Mode.MAX, numSamples = 2, paramSpace = "x = uniform(0, 1)")
        double unaffected(double x) {
            return x;
        }
    }

    @Test
    void should_check_a_trainable_once_before_the_trials_of_its_studies() {
        EngineExecutionResults results = run(selectClass(CounterTestCase.class));
        assertThat(finished(results)).hasSize(4).first().isEqualTo("contract Counter: save, load, relocate SUCCESSFUL");
        assertThat(finished(results)).last().isEqualTo("verdict counts SUCCESSFUL");
        assertThat(entry(results))
                .startsWith("save and restore of Counter with rate=1.")
                .contains("passed      load: a new object goes on after step 2 like the uninterrupted run");
    }

    @Test
    void should_skip_the_studies_of_a_trainable_that_loses_its_state() {
        EngineExecutionResults results = run(selectClass(ForgetfulTestCase.class));
        assertThat(finished(results))
                .filteredOn(line -> line.startsWith("contract"))
                .containsExactly("contract Forgetful: save, load, relocate FAILED");
        assertThat(failure(results).getMessage())
                .startsWith("save and restore of Forgetful with rate=1.")
                .contains(
                        " do not hold\n",
                        "FAILED      load: TUNE-504 in step 3 a new object that loaded the checkpoint");
        assertThat(failure(results).getStackTrace())
                .singleElement()
                .satisfies(frame -> assertThat(frame.getMethodName()).isEqualTo("forgets"));
        assertThat(results.containerEvents().skipped().stream())
                .singleElement()
                .satisfies(event -> assertThat(event.getRequiredPayload(String.class))
                        .isEqualTo("\"contract Forgetful: save, load, relocate\" failed"));
        assertThat(finished(results))
                .filteredOn(line -> line.startsWith("trial"))
                .hasSize(2)
                .allMatch(line -> line.contains("  x=") && line.endsWith("SUCCESSFUL"));
    }

    @Test
    void should_repeat_what_failed_for_a_build_tool_that_runs_failed_tests_again() {
        run(selectClass(ForgetfulTestCase.class));
        int steps = STEPS.get();
        EngineExecutionResults again = run(selectUniqueId("[engine:tune]/[class:" + ForgetfulTestCase.class.getName()
                + "]/[contract:" + Forgetful.class.getName() + "]"));
        assertThat(finished(again)).containsExactly("contract Forgetful: save, load, relocate FAILED");
        assertThat(STEPS).hasValue(steps);
    }

    @Test
    void should_check_inside_the_study_where_a_filter_removed_the_contract() {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(ForgetfulTestCase.class))
                .filters((PostDiscoveryFilter) descriptor -> FilterResult.includedIf(
                        !descriptor.getUniqueId().getLastSegment().getType().equals("contract")))
                .configurationParameter("tune.dir", directory.toString())
                .configurationParameter("tune.verbose", "0")
                .build();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestEngineAutoRegistration(false)
                        .addTestEngines(new TuneEngine())
                        .build())
                .execute(request, summary);
        assertThat(summary.getSummary().getFailures()).singleElement().satisfies(failure -> {
            assertThat(failure.getTestIdentifier().getDisplayName()).isEqualTo("forgets");
            assertThat(failure.getException()).hasMessageContaining("FAILED      load: TUNE-504");
        });
        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(2);
    }

    @Test
    void should_check_nothing_where_contracts_are_off() {
        EngineExecutionResults results = kit(selectMethod(CounterTestCase.class, "counts", ResultGrid.class))
                .configurationParameter("tune.contract", "off")
                .execute();
        assertThat(finished(results)).hasSize(3).noneMatch(line -> line.startsWith("contract"));
        assertThat(STEPS).hasValue(6);
    }

    @Test
    void should_check_nothing_before_a_single_trial() {
        run(selectClass(CounterTestCase.class));
        EngineExecutionResults results =
                run(selectIteration(selectMethod(CounterTestCase.class, "counts", ResultGrid.class), 1));
        assertThat(finished(results)).singleElement().asString().startsWith("trial 2");
    }

    @Test
    void should_say_that_a_contract_is_not_there_any_more() {
        EngineExecutionResults results = run(selectUniqueId("[engine:tune]/[class:" + CounterTestCase.class.getName()
                + "]/[contract:" + Forgetful.class.getName() + "]"));
        assertThat(failure(results))
                .hasMessage("TUNE-206 " + Forgetful.class.getName() + ": no study of CounterTestCase trains it (any"
                        + " more), or tune.contract is off; select another");
    }

    // ---- classes by themselves

    @Trainable
    static class Open {
        @Setup
        void setup(double rate) {}

        @Step
        double step() {
            return 1;
        }
    }

    @Trainable
    static class Wrong {}

    @Trainable
    static class Plain {
        @Step
        double step() {
            return STEPS.incrementAndGet() > 0 ? 1 : 0;
        }
    }

    @Trainable
    static class WithItsOwnStudy extends Counter {
        @Tune(mode = Mode.MAX, numSamples = 1, stop = "training_iteration >= 2")
        static void verdict() {}
    }

    @Trainable
    private static class Hidden {}

    @Test
    void should_check_a_trainable_that_is_selected_by_itself() {
        assertThat(finished(run(selectClass(Counter.class))))
                .containsExactly("contract Counter: save, load, relocate SUCCESSFUL");
    }

    @Test
    void should_tell_a_trainable_without_checkpoints_what_it_gives_up() {
        EngineExecutionResults results = run(selectClass(Plain.class));
        assertThat(finished(results)).containsExactly("contract Plain: train, repeat SUCCESSFUL");
        assertThat(entry(results))
                .contains("not judged  save and load: the class has no @SaveCheckpoint and @LoadCheckpoint: a trial"
                        + " that fails starts afresh");
    }

    @Test
    void should_check_a_trainable_with_a_study_of_its_own_once() {
        assertThat(finished(run(selectClass(WithItsOwnStudy.class))))
                .hasSize(3)
                .first()
                .isEqualTo("contract WithItsOwnStudy: save, load, relocate SUCCESSFUL");
    }

    @Test
    void should_abort_where_nothing_says_which_values_to_check_with() {
        EngineExecutionResults results = run(selectClass(Open.class));
        assertThat(finished(results)).containsExactly("contract Open: train, repeat ABORTED");
        assertThat(failure(results))
                .hasMessage("TUNE-521 Open: nothing says which values these parameters may have: rate; give a"
                        + " configuration: Verify.saveRestore(...).config(Map.of(\"rate\", ...)); or tune it: the"
                        + " studies of a class check it with their spaces");
    }

    @Test
    void should_fail_a_trainable_that_is_declared_wrongly_and_warn_at_discovery() {
        EngineTestKit.Builder kit = kit(selectClass(Wrong.class));
        String message = failure(kit.execute()).getMessage();
        assertThat(message).startsWith("TUNE-").contains("Wrong", "@Step");
        assertThat(kit.discover().getDiscoveryIssues())
                .extracting(DiscoveryIssue::severity, DiscoveryIssue::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(DiscoveryIssue.Severity.WARNING, message));
    }

    @Test
    void should_leave_private_trainables_to_the_studies_around_them() {
        assertThat(finished(run(selectClass(Hidden.class)))).isEmpty();
    }

    @Test
    void should_reach_trainables_through_their_package() {
        EngineExecutionResults results = kit(selectPackage(ContractTests.class.getPackageName()))
                .filters((org.junit.platform.engine.discovery.ClassNameFilter) name -> FilterResult.includedIf(
                        name.equals(Counter.class.getName()) || name.equals(Hidden.class.getName())))
                .execute();
        assertThat(finished(results)).containsExactly("contract Counter: save, load, relocate SUCCESSFUL");
    }

    @Trainable
    static class Sharing {
        @Shared
        static String data() {
            return "data";
        }

        @Step
        double step(@Shared("data") String data) {
            return data.length();
        }
    }

    static class SharingTestCase {
        @Tune(trainable = Sharing.class, mode = Mode.MAX, numSamples = 1, stop = "training_iteration >= 2")
        void shares(ResultGrid results) {
            assertThat(results.best().score()).isEqualTo(4);
        }
    }

    @Test
    void should_find_the_shared_objects_of_a_trainable_that_is_a_class_of_its_own() {
        assertThat(finished(run(selectClass(SharingTestCase.class))))
                .hasSize(3)
                .allMatch(line -> line.endsWith("SUCCESSFUL"));
    }

    // ---- what happened

    private static List<String> finished(EngineExecutionResults results) {
        return results.testEvents()
                .finished()
                .map(event -> event.getTestDescriptor().getDisplayName() + " "
                        + event.getRequiredPayload(TestExecutionResult.class).getStatus())
                .toList();
    }

    private static Throwable failure(EngineExecutionResults results) {
        return results.testEvents().finished().stream()
                .flatMap(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().stream())
                .findFirst()
                .orElseThrow();
    }

    private static String entry(EngineExecutionResults results) {
        return results.allEvents().stream()
                .filter(Event.byPayload(
                        org.junit.platform.engine.reporting.ReportEntry.class,
                        entry -> entry.getKeyValuePairs().containsKey("contract")))
                .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.reporting.ReportEntry.class)
                        .getKeyValuePairs()
                        .get("contract"))
                .findFirst()
                .orElseThrow();
    }
}
