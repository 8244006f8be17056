package dev.jtune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junit.platform.launcher.TagFilter.includeTags;

import dev.jtune.Gate;
import dev.jtune.Mode;
import dev.jtune.Tune;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Plays the tools: what IntelliJ IDEA, Eclipse, VS Code, Gradle and Surefire ask the Launcher for, and what they are told.
 *
 * <p>docs/ide.md says it in words.
 */
class ToolsTests {
    static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path directory;

    @BeforeEach
    void forget() {
        CALLS.set(0);
    }

    static class MixedTestCase {
        @Tune(mode = Mode.MAX, numSamples = 3, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 2)
        @Tag("slow")
        double square(double x) {
            CALLS.incrementAndGet();
            return x * x;
        }

        @Tune(mode = Mode.MAX, numSamples = 2, paramSpace = "n = randint(0, 9)")
        double other(int n) {
            return n;
        }

        @Test
        @Tag("fast")
        void jupiter() {}
    }

    private static final List<String> SQUARE =
            List.of("trial 1 SUCCESSFUL", "trial 2 SUCCESSFUL", "trial 3 SUCCESSFUL", "gate score >= 2 FAILED");
    private static final List<String> OTHER = List.of("trial 1 SUCCESSFUL", "trial 2 SUCCESSFUL");
    private static final List<String> JUPITER = List.of("jupiter() SUCCESSFUL");

    @Nested
    class EveryTool {
        @Test
        void should_show_both_engines_for_a_class() {
            assertThat(run(selectClass(MixedTestCase.class)).ended).containsExactlyInAnyOrderElementsOf(all());
        }

        @Test
        void should_show_gates_before_anything_runs_and_trials_when_they_start() {
            TestPlan plan = launcher()
                    .discover(request(selectClass(MixedTestCase.class)).build());
            assertThat(plan.countTestIdentifiers(TestIdentifier::isTest)).isEqualTo(2);
            assertThat(plan.getRoots().stream()
                            .flatMap(root -> plan.getDescendants(root).stream())
                            .filter(TestIdentifier::isTest)
                            .map(TestIdentifier::getDisplayName))
                    .containsExactlyInAnyOrder("gate score >= 2", "jupiter()");
            assertThat(CALLS).as("nothing of user code runs at discovery").hasValue(0);
        }

        @Test
        void should_lead_from_each_node_to_its_source() {
            Recorder recorder = run(selectClass(MixedTestCase.class));
            assertThat(recorder.tests)
                    .allSatisfy(test -> assertThat(test.getSource())
                            .containsInstanceOf(MethodSource.class)
                            .hasValueSatisfying(source -> assertThat(((MethodSource) source).getClassName())
                                    .isEqualTo(MixedTestCase.class.getName())));
        }
    }

    @Nested
    class IntelliJ {
        @Test
        void should_run_a_method_by_its_name_and_types() {
            assertThat(run(selectMethod(MixedTestCase.class.getName() + "#square(double)")).ended)
                    .containsExactlyElementsOf(SQUARE);
            assertThat(run(selectMethod(MixedTestCase.class.getName(), "jupiter")).ended)
                    .containsExactlyElementsOf(JUPITER);
        }

        @Test
        void should_run_a_package_filtered_by_class_names() {
            assertThat(run(
                                    List.of(ClassNameFilter.includeClassNamePatterns(".*ToolsTests\\$MixedTestCase")),
                                    selectPackage(ToolsTests.class.getPackageName()))
                            .ended)
                    .containsAll(SQUARE)
                    .containsAll(OTHER);
        }

        @Test
        void should_run_one_trial_again_by_its_id() {
            Recorder first = run(selectClass(MixedTestCase.class));
            TestIdentifier second = first.test("trial 2  x=");
            int calls = CALLS.get();
            Recorder again = run(selectUniqueId(second.getUniqueId()));
            assertThat(again.ended).containsExactly("trial 2 SUCCESSFUL");
            assertThat(again.tests.get(0).getDisplayName())
                    .as("the recorded configuration")
                    .isEqualTo(second.getDisplayName());
            assertThat(CALLS.get() - calls).isEqualTo(1);
        }

        @Test
        void should_fail_a_run_configuration_whose_trial_is_not_the_one_it_was() {
            Recorder first = run(selectClass(MixedTestCase.class));
            String stale =
                    first.test("trial 2  x=").getUniqueId().replaceFirst("trial:2-[0-9a-f]{6}", "trial:2-000000");
            int calls = CALLS.get();
            Recorder again = run(selectUniqueId(stale));
            assertThat(again.ended).containsExactly("trial 2-000000 FAILED");
            assertThat(again.failures.get(0))
                    .startsWith(
                            "TUNE-203 MixedTestCase.square: trial 2-000000 is unknown here (3 trials are recorded in ")
                    .contains("); run the study again: mvn test \"-Dtest=MixedTestCase#square\"");
            assertThat(CALLS).hasValue(calls);
        }

        @Test
        void should_fail_a_trial_of_a_study_that_never_ran() {
            Recorder recorder = run(selectUniqueId(studyId() + "/[trial:1-123456]"));
            assertThat(recorder.ended).containsExactly("trial 1-123456 FAILED");
            assertThat(recorder.failures.get(0)).contains("is unknown here (nothing is recorded in ");
            assertThat(CALLS).hasValue(0);
        }

        @Test
        void should_run_an_iteration_as_the_trial_of_that_place() {
            run(selectClass(MixedTestCase.class));
            assertThat(run(selectIteration(selectMethod(MixedTestCase.class, "square", double.class), 0, 2)).ended)
                    .containsExactlyInAnyOrder("trial 1 SUCCESSFUL", "trial 3 SUCCESSFUL");
        }
    }

    @Nested
    class Eclipse {
        @Test
        void should_run_a_project_by_its_class_path_root() throws URISyntaxException {
            Path root = Path.of(ToolsTests.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Recorder recorder = run(
                    List.of(ClassNameFilter.includeClassNamePatterns(".*ToolsTests\\$MixedTestCase")),
                    selectClasspathRoots(Set.of(root)).toArray(DiscoverySelector[]::new));
            assertThat(recorder.ended).containsAll(SQUARE).containsAll(OTHER);
        }

        @Test
        void should_run_a_study_again_by_its_id() {
            assertThat(run(selectUniqueId(studyId())).ended).containsExactlyElementsOf(SQUARE);
        }

        @Test
        void should_judge_a_gate_again_by_its_id_and_search_nothing() {
            Recorder first = run(selectClass(MixedTestCase.class));
            int calls = CALLS.get();
            Recorder again = run(selectUniqueId(first.test("gate").getUniqueId()));
            assertThat(again.ended).containsExactly("gate score >= 2 FAILED");
            assertThat(CALLS).hasValue(calls);
        }

        @Test
        void should_fail_what_is_left_of_a_deleted_study() {
            Recorder recorder = run(
                    selectUniqueId("[engine:tune]/[class:" + MixedTestCase.class.getName() + "]/[study:gone(int)]"));
            assertThat(recorder.ended).containsExactly("gone(int) FAILED");
            assertThat(recorder.failures)
                    .containsExactly("TUNE-202 gone(int): there is no such @Tune method (any more); select another");
        }
    }

    @Nested
    class VsCode {
        @Test
        void should_run_what_is_marked_as_testable() {
            assertThat(Tune.class.isAnnotationPresent(org.junit.platform.commons.annotation.Testable.class))
                    .isTrue();
            assertThat(run(
                                    selectMethod(MixedTestCase.class, "square", double.class),
                                    selectMethod(MixedTestCase.class, "jupiter"))
                            .ended)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(SQUARE.stream(), JUPITER.stream()).toList());
        }
    }

    /** Gradle and Surefire select every class of the project, by name, and filter afterwards by the sources of methods. */
    @Nested
    class BuildTools {
        @Test
        void should_leave_classes_alone_that_hold_no_test() {
            Recorder recorder = run(
                    selectClass(Recorder.class.getName()),
                    selectClass(Gate.class.getName()),
                    selectClass(Mode.class.getName()),
                    selectClass(MixedTestCase.class.getName()));
            assertThat(recorder.ended).containsExactlyInAnyOrderElementsOf(all());
        }

        @Test
        void should_run_only_the_methods_that_a_filter_leaves() {
            assertThat(run(List.of(methods("other"::equals)), selectClass(MixedTestCase.class)).ended)
                    .containsExactlyElementsOf(OTHER);
            assertThat(run(List.of(methods("square"::equals)), selectClass(MixedTestCase.class)).ended)
                    .containsExactlyElementsOf(SQUARE);
            assertThat(run(List.of(methods("nothing"::equals)), selectClass(MixedTestCase.class)).ended)
                    .isEmpty();
        }

        @Test
        void should_run_only_the_tags_that_are_asked_for() {
            assertThat(run(List.of(includeTags("slow")), selectClass(MixedTestCase.class)).ended)
                    .containsExactlyElementsOf(SQUARE);
            assertThat(run(List.of(includeTags("fast")), selectClass(MixedTestCase.class)).ended)
                    .containsExactlyElementsOf(JUPITER);
        }

        /** Surefire runs failed tests again by their ids, all in one request. */
        @Test
        void should_keep_a_red_gate_red_when_it_is_run_again() {
            Recorder first = run(selectClass(MixedTestCase.class));
            int calls = CALLS.get();
            for (int rerun = 0; rerun < 2; rerun++) {
                assertThat(run(selectUniqueId(first.test("gate").getUniqueId())).ended)
                        .containsExactly("gate score >= 2 FAILED");
            }
            assertThat(CALLS).hasValue(calls);
        }

        private PostDiscoveryFilter methods(Predicate<String> name) {
            return descriptor -> FilterResult.includedIf(descriptor
                    .getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> name.test(((MethodSource) source).getMethodName()))
                    .orElse(!descriptor.isTest() || descriptor.getType() == TestDescriptor.Type.CONTAINER));
        }
    }

    // ---- a tool

    private static List<String> all() {
        return Stream.of(SQUARE, OTHER, JUPITER).flatMap(List::stream).toList();
    }

    private static String studyId() {
        return "[engine:tune]/[class:" + MixedTestCase.class.getName() + "]/[study:square(double)]";
    }

    private static Launcher launcher() {
        return LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(new TuneEngine(), new JupiterTestEngine())
                .build());
    }

    private LauncherDiscoveryRequestBuilder request(DiscoverySelector... selectors) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameter("tune.dir", directory.toString())
                .configurationParameter("tune.verbose", "0")
                .configurationParameter("tune.maxConcurrentTrials", "1");
    }

    private Recorder run(DiscoverySelector... selectors) {
        return run(List.of(), selectors);
    }

    private Recorder run(List<? extends Filter<?>> filters, DiscoverySelector... selectors) {
        Recorder recorder = new Recorder();
        launcher()
                .execute(
                        request(selectors)
                                .filters(filters.toArray(Filter[]::new))
                                .build(),
                        recorder);
        return recorder;
    }

    /** What a tool gets to see. */
    private static final class Recorder implements TestExecutionListener {
        final List<TestIdentifier> tests = Collections.synchronizedList(new ArrayList<>());
        final List<String> ended = Collections.synchronizedList(new ArrayList<>());
        final List<String> failures = Collections.synchronizedList(new ArrayList<>());

        TestIdentifier test(String start) {
            return tests.stream()
                    .filter(test -> test.getDisplayName().startsWith(start))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            if (test.isTest()) {
                ended.add(test.getDisplayName() + " SKIPPED");
            }
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().map(Throwable::getMessage).ifPresent(failures::add);
            if (test.isTest()) {
                tests.add(test);
                ended.add(test.getDisplayName().replaceFirst(" {2}[a-z]=.*", "") + " " + result.getStatus());
            }
        }
    }
}
