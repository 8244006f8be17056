package dev.jtune.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A copy of one of the projects in {@code projects/}, on which Maven is run as a user would run it. */
final class MavenProject {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Path maven = Path.of(property("it.maven.home"));

    private MavenProject(Path directory) {
        this.directory = directory;
    }

    /** Build with the Maven in this directory instead of the one that runs the tests. */
    MavenProject with(Path otherMaven) {
        maven = otherMaven;
        return this;
    }

    /** Build with an environment variable; without this, {@code CI} is unset. */
    MavenProject with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Copy a project to a directory of its own, named after it and the test. */
    static MavenProject copyOf(String name, String test) {
        Path source = Path.of(property("it.projects"), name);
        Path target = Path.of(property("it.work"), test + "-" + name);
        try {
            delete(target);
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path relative = source.relativize(file);
                    if (relative.startsWith("target")) {
                        continue;
                    }
                    Path copy = target.resolve(relative);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MavenProject(target);
    }

    Path directory() {
        return directory;
    }

    Path file(String relative) {
        return directory.resolve(relative);
    }

    String read(String relative) {
        try {
            return Files.readString(file(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Edit a file of the project; it is an error if {@code before} does not occur in it. */
    MavenProject replace(String relative, String before, String after) {
        String text = read(relative);
        if (!text.contains(before)) {
            throw new IllegalArgumentException(relative + " does not contain " + before);
        }
        try {
            Files.writeString(file(relative), text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Write a file of the project. */
    MavenProject write(String relative, String text) {
        try {
            Files.writeString(file(relative), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Run Maven, quietly about downloads, and return what it printed. */
    Build mvn(String... arguments) {
        return run(maven(arguments), null);
    }

    /** Run Maven, and kill it with all its processes as soon as there is this file. */
    Build mvnKilledAt(String relative, String... arguments) {
        return run(maven(arguments), file(relative));
    }

    private List<String> maven(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(maven.resolve("bin").resolve("mvn").toString());
        command.add("-B");
        command.add("-ntp");
        command.add("-s");
        command.add(settings().toString());
        command.add("-Dmaven.repo.local=" + property("it.repository"));
        command.add("-Dtune.version=" + property("it.version"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Run JUnit's Console Launcher on the compiled tests, with the class path of this JVM. */
    Build console(String... arguments) {
        String ours = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                file("target/test-classes") + File.pathSeparator + ours,
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--disable-ansi-colors"));
        command.addAll(List.of(arguments));
        return run(command, null);
    }

    /** Run one of the scripts in {@code src/test/python} with the Python that the build was given. */
    Build python(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                property("it.python"), Path.of(property("it.scripts"), script).toString()));
        command.addAll(List.of(arguments));
        return run(command, null);
    }

    private Build run(List<String> command, @Nullable Path killedAt) {
        try {
            Path log = Files.createTempFile(directory, "build-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().remove("CI");
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (killedAt != null) {
                kill(process, killedAt);
            }
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("not done after 5 minutes: " + command + "\n" + Files.readString(log));
            }
            return new Build(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void kill(Process process, Path at) throws InterruptedException {
        while (Files.notExists(at) && !process.waitFor(10, TimeUnit.MILLISECONDS)) {
            // it is on its way there
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** What the outer build has already fetched is taken from there; the rest comes from wherever Maven gets it. */
    private static Path settings() {
        Path settings = Path.of(property("it.work"), "settings.xml");
        String upstream = Path.of(property("it.upstream")).toUri().toString();
        String text = """
                <settings>
                  <profiles>
                    <profile>
                      <id>outer-build</id>
                      <repositories><repository><id>outer-build</id><url>%1$s</url></repository></repositories>
                      <pluginRepositories><pluginRepository><id>outer-build</id><url>%1$s</url></pluginRepository></pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>outer-build</activeProfile></activeProfiles>
                </settings>
                """.formatted(upstream);
        try {
            Files.createDirectories(settings.getParent());
            Files.writeString(settings, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("run these tests by Maven: system property " + name + " is not set");
        }
        return value;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * What a build came to.
     *
     * @param exitCode Maven's exit code
     * @param output all it printed
     */
    record Build(int exitCode, String output) {

        /** Return the lines that our engine printed. */
        String tune() {
            return output.lines().filter(line -> line.startsWith("[tune]")).collect(Collectors.joining("\n"));
        }

        /** Return what Maven says last of why the build failed: the goal, and its exception's text. */
        String lastError() {
            int start = output.lastIndexOf("Failed to execute goal ");
            return start < 0 ? "" : output.substring(start);
        }

        /** Return Surefire's last count, as {@code Tests run: 4, Failures: 1, Errors: 0, Skipped: 0}. */
        String counts() {
            return output.lines()
                    .filter(line -> line.contains("Tests run:"))
                    .map(line -> line.substring(line.indexOf("Tests run:")).replaceAll(", Time elapsed.*", ""))
                    .map(line -> line.replaceAll(", Flakes:.*", "").trim())
                    .reduce((first, second) -> second)
                    .orElse("no tests");
        }
    }
}
