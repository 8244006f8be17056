package dev.jtune.maven;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * How a project's tests are run.
 *
 * @param version the version of Surefire, empty where nobody can tell
 * @param isPinned whether a pom says so, and not Maven itself
 * @param includes the patterns of the test classes
 * @param excludes the patterns of classes that are left out
 * @param test what {@code -Dtest} says, empty where it does not
 * @param engines what limits the engines that run, empty where nothing does
 * @param argLine the options of the JVM that runs the tests
 * @param groups what {@code groups} and {@code excludedGroups} say, empty where they do not
 * @param skipped the setting by which tests are skipped, {@code null} if they are run
 */
record Surefire(
        String version,
        boolean isPinned,
        List<String> includes,
        List<String> excludes,
        String test,
        String engines,
        String argLine,
        String groups,
        @Nullable String skipped) {
    /** The oldest version that this project is tested with. */
    static final String TESTED = "3.2.5";

    /** The newest version that this project is tested with. */
    static final String NEWEST = "3.6.1";

    /** The first version that knows the JUnit Platform. */
    private static final String FIRST = "2.22.0";

    private static final String ENGINE = "tune";
    private static final String KEY = "org.apache.maven.plugins:maven-surefire-plugin";
    private static final List<String> INCLUDES =
            List.of("**/Test*.java", "**/*Test.java", "**/*Tests.java", "**/*TestCase.java");
    private static final List<String> EXCLUDES = List.of("**/*$*");

    /**
     * Read it from the effective pom and from the command line.
     *
     * @param properties what the command line says, which overrides properties of the pom
     */
    static Surefire of(MavenProject project, Properties properties) {
        Plugin plugin = project.getPlugin(KEY);
        List<Xpp3Dom> configurations = configurations(plugin);
        List<String> includes = patterns(configurations, "includes");
        List<String> excludes = patterns(configurations, "excludes");
        return new Surefire(
                plugin == null || plugin.getVersion() == null ? "" : plugin.getVersion(),
                isPinned(plugin),
                includes.isEmpty() ? INCLUDES : includes,
                excludes.isEmpty() ? EXCLUDES : excludes,
                value(configurations, "test", "test", project, properties).orElse(""),
                engines(configurations),
                value(configurations, "argLine", "argLine", project, properties).orElse(""),
                Stream.of("groups", "excludedGroups")
                        .flatMap(name -> value(configurations, name, name, project, properties).stream()
                                .map(value -> name + "=" + value))
                        .collect(Collectors.joining(", ")),
                skipped(configurations, project, properties));
    }

    private static boolean isPinned(@Nullable Plugin plugin) {
        InputLocation location = plugin == null ? null : plugin.getLocation("version");
        if (location == null || location.getSource() == null) {
            return false;
        }
        String model = Objects.toString(location.getSource().getModelId(), "");
        return !model.contains("default-lifecycle-bindings") && !model.contains("super-pom");
    }

    /** Return the configurations that hold for the tests, the most particular first. */
    private static List<Xpp3Dom> configurations(@Nullable Plugin plugin) {
        List<Xpp3Dom> configurations = new ArrayList<>();
        if (plugin != null) {
            PluginExecution execution = plugin.getExecutionsAsMap().get("default-test");
            if (execution != null && execution.getConfiguration() instanceof Xpp3Dom dom) {
                configurations.add(dom);
            }
            if (plugin.getConfiguration() instanceof Xpp3Dom dom) {
                configurations.add(dom);
            }
        }
        return configurations;
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

    /** The pom's configuration wins over a property, as it does in Maven. */
    private static Optional<String> value(
            List<Xpp3Dom> configurations, String name, String property, MavenProject project, Properties properties) {
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

    private static @Nullable String skipped(List<Xpp3Dom> configurations, MavenProject project, Properties properties) {
        record Skip(String element, String property) {}
        return Stream.of(
                        new Skip("skip", "maven.test.skip"),
                        new Skip("skipTests", "skipTests"),
                        new Skip("skipExec", "maven.test.skip.exec"))
                .filter(skip -> value(configurations, skip.element, skip.property, project, properties)
                        // a flag without a value says yes
                        .filter(text -> text.equals("true"))
                        .isPresent())
                .map(Skip::property)
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

    /** Tell whether Surefire takes a class for a test; where a pattern cannot be read, it does. */
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
