package dev.jtune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.jtune.Mode;
import dev.jtune.Tune;
import dev.jtune.space.ParamSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Each class in the {@code Wrong...} files carries the whole message that it must lead to. */
class WrongDeclarationsTests {
    private static final Pattern CODE = Pattern.compile("TUNE-\\d{3}");

    @TempDir
    Path directory;

    static class RightTestCase {
        @Tune(mode = Mode.MAX, numSamples = 1, paramSpace = "x = uniform(0, 1)")
        double objective(double x) {
            return x;
        }
    }

    static List<Class<?>> wrong() {
        return Stream.of(
                        WrongSpaces.class,
                        WrongStudies.class,
                        WrongTrainables.class,
                        WrongPlugins.class,
                        WrongGates.class)
                .flatMap(file -> Arrays.stream(file.getDeclaredClasses()))
                .filter(type -> type.isAnnotationPresent(Says.class))
                .sorted(Comparator.comparing(Class::getName))
                .collect(Collectors.toList());
    }

    private static String message(Class<?> type) {
        return String.join("\n", type.getAnnotation(Says.class).value());
    }

    private EngineTestKit.Builder kit(Class<?> wrong) {
        return EngineTestKit.engine(TuneEngine.ID)
                .configurationParameter("tune.dir", directory.toString())
                .configurationParameter("tune.verbose", "0")
                .selectors(selectClass(wrong), selectClass(RightTestCase.class));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void should_fail_one_node_with_the_whole_message_and_leave_a_correct_study_alone(Class<?> type) {
        Events tests = kit(type).execute().testEvents();
        List<String> failures = tests.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .toList();
        assertThat(String.join("\n", failures)).isEqualTo(message(type));
        assertThat(tests.succeeded().stream().filter(WrongDeclarationsTests::isRight))
                .hasSize(1);
    }

    private static boolean isRight(Event event) {
        return event.getTestDescriptor().getUniqueId().toString().contains(RightTestCase.class.getName());
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void should_warn_of_it_at_discovery(Class<?> type) {
        List<DiscoveryIssue> issues = kit(type).discover().getDiscoveryIssues();
        assertThat(issues).allSatisfy(issue -> {
            assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.WARNING);
            assertThat(issue.source()).isPresent();
        });
        assertThat(issues.stream().map(DiscoveryIssue::message).collect(Collectors.joining("\n")))
                .isEqualTo(message(type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tune.numSamples | 0 | TUNE-230 RightTestCase.objective: tune.numSamples is \"0\"; give a whole number of at least 1",
                "tune.maxConcurrentTrials | all | TUNE-230 RightTestCase.objective: tune.maxConcurrentTrials is \"all\"; give a whole number of at least 1",
                "tune.timeBudget | 10 | TUNE-233 RightTestCase.objective: timeBudget is \"10\"; give a whole number above 0 and its unit: \"90s\", \"10m\", \"2h\"",
                "tune.timePerTrial | 2 | TUNE-233 RightTestCase.objective: timePerTrial is \"2\"; give a whole number above 0 and its unit: \"90s\", \"10m\", \"2h\"",
                "tune.deterministic | yes | TUNE-237 RightTestCase.objective: tune.deterministic is \"yes\"; give true or false",
                "tune.backend | cluster | TUNE-242 RightTestCase.objective: tune.backend is \"cluster\", and there is no such backend; use one of threads",
            })
    void should_hold_settings_to_the_same_rules(String key, String value, String message) {
        assertThat(EngineTestKit.engine(TuneEngine.ID)
                        .configurationParameter(key, value)
                        .selectors(selectClass(RightTestCase.class))
                        .discover()
                        .getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).isEqualTo(message));
    }

    static class ThrowingSourceTestCase {
        static ParamSpace space() {
            throw new IllegalStateException("no data");
        }

        @Tune(mode = Mode.MAX, spaceSource = "space")
        double objective(double x) {
            return x;
        }
    }

    static class ProvidedSpaceTestCase {
        static ParamSpace space() {
            return ParamSpace.parse("y = uniform(0, 1)");
        }

        @Tune(mode = Mode.MAX, spaceSource = "space", pointsToEvaluate = "x=1")
        double objective(double x) {
            return x;
        }
    }

    /** What only user code or the machine can tell fails the study's node when it runs. */
    @Test
    void should_say_in_the_run_what_discovery_cannot_know() {
        assertThat(containerFailure(ThrowingSourceTestCase.class))
                .isEqualTo("TUNE-224 ThrowingSourceTestCase.objective: the space's method space threw"
                        + " java.lang.IllegalStateException: no data");
        assertThat(containerFailure(ProvidedSpaceTestCase.class))
                .isEqualTo("TUNE-012 ProvidedSpaceTestCase.objective, paramSpace: the method has no parameter 'y'"
                        + " (it has: x)\nTUNE-014 ProvidedSpaceTestCase.objective: the space has no 'x' (it has: y);"
                        + " add it to paramSpace, or give the parameter a @Default");
    }

    private String containerFailure(Class<?> type) {
        return kit(type).execute().containerEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .collect(Collectors.joining("\n"));
    }

    /** Every code that the sources name has its line in the documentation, and the other way round. */
    @Test
    void should_document_each_code() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String module : List.of("tune-annotations", "tune-engine", "tune-maven-plugin")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    used.addAll(codes(Files.readString(file)));
                }
            }
        }
        Set<String> documented = Files.readAllLines(Path.of("..", "docs", "errors.md")).stream()
                .filter(line -> line.startsWith("| TUNE-"))
                .map(line -> line.substring(2, 10))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(used);
    }

    private static Set<String> codes(String text) {
        return CODE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
