package dev.jtune.maven;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * An execution of Surefire or Failsafe in a build.
 *
 * @param plugin which of them
 * @param version its version, empty where nobody can tell
 * @param isPinned whether a pom says so, and not Maven itself
 * @param includes the patterns of the test classes
 * @param excludes the patterns of classes that are left out
 * @param filters what the command line or the pom selects among them, such as {@code -Dtest=KnnTest}; empty where nothing does
 * @param engines what keeps our engine from running, empty where nothing does
 * @param argLine the options of the JVM that runs the tests
 * @param skipped the setting by which it is skipped, {@code null} if it is not
 */
record TestRun(
        Kind plugin,
        String version,
        boolean isPinned,
        List<String> includes,
        List<String> excludes,
        String filters,
        String engines,
        String argLine,
        @Nullable String skipped) {
    /** The oldest version that this project is tested with. */
    static final String TESTED = "3.2.5";

    /** The newest version that this project is tested with. */
    static final String NEWEST = "3.6.1";

    /** The first version that knows the JUnit Platform. */
    private static final String FIRST = "2.22.0";

    private static final String ENGINE = "tune";
    private static final List<String> EXCLUDES = List.of("**/*$*");

    /** Who runs tests in a Maven build. */
    @SuppressWarnings("ImmutableEnumChecker") // List.of and Map.of are
    enum Kind {
        /** Runs unit tests. */
        SUREFIRE(
                "Surefire",
                "test",
                "test",
                List.of("**/Test*.java", "**/*Test.java", "**/*Tests.java", "**/*TestCase.java"),
                Map.of("skip", "maven.test.skip", "skipTests", "skipTests", "skipExec", "maven.test.skip.exec")),
        /** Runs integration tests. */
        FAILSAFE(
                "Failsafe",
                "integration-test",
                "it.test",
                List.of("**/IT*.java", "**/*IT.java", "**/*ITCase.java"),
                Map.of("skip", "maven.test.skip", "skipTests", "skipTests", "skipITs", "skipITs"));

        private final String shown;
        private final String goal;
        private final String selection;
        private final List<String> includes;
        private final Map<String, String> skips;

        Kind(String shown, String goal, String selection, List<String> includes, Map<String, String> skips) {
            this.shown = shown;
            this.goal = goal;
            this.selection = selection;
            this.includes = includes;
            this.skips = skips;
        }

        String artifactId() {
            return "maven-" + name().toLowerCase(Locale.ROOT) + "-plugin";
        }

        /** Return the name of the directory of its reports. */
        String reports() {
            return name().toLowerCase(Locale.ROOT) + "-reports";
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    /**
     * Read the executions from the effective pom and the command line; that of Surefire comes first, and is always there.
     *
     * @param properties what the command line says
     */
    static List<TestRun> of(MavenProject project, Properties properties) {
        List<TestRun> runs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Plugin plugin = project.getPlugin("org.apache.maven.plugins:" + kind.artifactId());
            if (plugin != null) {
                plugin.getExecutions().stream()
                        .filter(execution -> execution.getGoals().contains(kind.goal))
                        .filter(execution -> !"none".equals(execution.getPhase()))
                        .map(execution -> of(kind, plugin, execution, new Lookup(project, properties)))
                        .forEach(runs::add);
            }
            if (runs.isEmpty()) {
                runs.add(of(kind, plugin, null, new Lookup(project, properties)));
            }
        }
        return List.copyOf(runs);
    }

    private static TestRun of(Kind kind, @Nullable Plugin plugin, @Nullable PluginExecution execution, Lookup lookup) {
        List<Xpp3Dom> configurations = configurations(plugin, execution);
        List<String> includes = patterns(configurations, "includes");
        List<String> excludes = patterns(configurations, "excludes");
        List<String> filters = new ArrayList<>();
        lookup.value(configurations, "test", kind.selection)
                .ifPresent(value -> filters.add("-D" + kind.selection + "=" + value));
        for (String groups : List.of("groups", "excludedGroups")) {
            lookup.value(configurations, groups, groups).ifPresent(value -> filters.add(groups + "=" + value));
        }
        return new TestRun(
                kind,
                plugin == null || plugin.getVersion() == null ? "" : plugin.getVersion(),
                isPinned(plugin),
                includes.isEmpty() ? kind.includes : includes,
                excludes.isEmpty() ? EXCLUDES : excludes,
                String.join(", ", filters),
                engines(configurations),
                lookup.value(configurations, "argLine", "argLine").orElse(""),
                skipped(kind, configurations, lookup));
    }

    /** Where a setting of an execution may be. */
    private record Lookup(MavenProject project, Properties properties) {

        /** The pom's configuration wins over a property, as it does in Maven. */
        Optional<String> value(List<Xpp3Dom> configurations, String name, String property) {
            return configurations.stream()
                    .map(configuration -> configuration.getChild(name))
                    .filter(Objects::nonNull)
                    .map(Xpp3Dom::getValue)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .or(() -> Optional.ofNullable(properties.getProperty(property)))
                    .or(() -> Optional.ofNullable(project.getProperties().getProperty(property)))
                    .filter(text -> !text.isBlank());
        }
    }

    private static boolean isPinned(@Nullable Plugin plugin) {
        InputLocation location = plugin == null ? null : plugin.getLocation("version");
        if (location == null || location.getSource() == null) {
            return false;
        }
        String model = Objects.toString(location.getSource().getModelId(), "");
        return !model.contains("default-lifecycle-bindings") && !model.contains("super-pom");
    }

    /** Return the configurations that hold, the most particular first. */
    private static List<Xpp3Dom> configurations(@Nullable Plugin plugin, @Nullable PluginExecution execution) {
        return Stream.of(execution, plugin)
                .filter(Objects::nonNull)
                .map(ConfigurationContainer::getConfiguration)
                .filter(Xpp3Dom.class::isInstance)
                .map(Xpp3Dom.class::cast)
                .toList();
    }

    /** Return the list that keeps our engine from running. */
    private static String engines(List<Xpp3Dom> configurations) {
        List<String> included = patterns(configurations, "includeJUnit5Engines");
        if (patterns(configurations, "excludeJUnit5Engines").contains(ENGINE)) {
            return "excludeJUnit5Engines";
        }
        return included.isEmpty() || included.contains(ENGINE) ? "" : "includeJUnit5Engines";
    }

    private static List<String> patterns(List<Xpp3Dom> configurations, String name) {
        for (Xpp3Dom configuration : configurations) {
            Xpp3Dom list = configuration.getChild(name);
            if (list != null) {
                return Arrays.stream(list.getChildren())
                        .map(Xpp3Dom::getValue)
                        .filter(Objects::nonNull)
                        .flatMap(text -> Stream.of(text.split(",")))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList();
            }
        }
        return List.of();
    }

    private static @Nullable String skipped(Kind kind, List<Xpp3Dom> configurations, Lookup lookup) {
        return kind.skips.entrySet().stream()
                .filter(skip -> lookup.value(configurations, skip.getKey(), skip.getValue())
                        .filter("true"::equals)
                        .isPresent())
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst()
                .orElse(null);
    }

    /** Tell whether this version runs no engine of the JUnit Platform. */
    boolean isTooOld() {
        return !version.isEmpty() && isOlder(version, FIRST);
    }

    /** Tell whether this version is older than those that we test with. */
    boolean isUntested() {
        return !version.isEmpty() && isOlder(version, TESTED);
    }

    static boolean isOlder(String version, String than) {
        int[] left = numbers(version);
        int[] right = numbers(than);
        return Arrays.compare(left, right) < 0;
    }

    private static int[] numbers(String version) {
        return Stream.of(version.split("[.-]"))
                .takeWhile(part -> part.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Tell whether it takes a class for a test; where a pattern cannot be read, it does. */
    boolean takes(String className) {
        return includes.stream().anyMatch(pattern -> matches(pattern, className, true))
                && excludes.stream().noneMatch(pattern -> matches(pattern, className, false));
    }

    private static boolean matches(String pattern, String className, boolean otherwise) {
        String path = className.replace('.', '/');
        try {
            if (pattern.startsWith("%regex[")) {
                return path.concat(".class").matches(pattern.substring(7, pattern.length() - 1));
            }
            if (pattern.startsWith("!") || pattern.contains("#")) {
                return otherwise;
            }
            String plain = pattern.replaceAll("\\.(java|class)$", "").replace('\\', '/');
            String glob = plain.contains("/") ? plain : "**/" + plain.replace('.', '/');
            // Ant's **/ takes no directory, too
            return FileSystems.getDefault()
                    .getPathMatcher("glob:" + glob.replaceAll("(^|/)\\*\\*/", "$1{**/,}"))
                    .matches(Path.of(path));
        } catch (PatternSyntaxException | IndexOutOfBoundsException e) {
            return otherwise;
        }
    }
}
