package dev.jtune.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Maven project of {@code src/platform}, with a local repository of its own.
 *
 * @param directory the project's directory
 */
record TestBuild(Path directory) {
    /** A profile in which trials run before tests of Jupiter. */
    static final String TRIALS_FIRST = "trials-first";

    /** A profile in which trials run after tests of Jupiter. */
    static final String DYNAMIC_TESTS_FIRST = "dynamic-tests-first";

    /** Compile the tests, and fetch what later runs need, so that they can go offline. */
    static TestBuild prepare() throws IOException {
        TestBuild build = new TestBuild(Path.of(System.getProperty("bench.target"), "platform"));
        build.mvn(List.of("-P" + TRIALS_FIRST, "test", "-Dtest=EmptyTest"));
        return build;
    }

    /** Run test classes in one JVM of Surefire, with nothing left of earlier runs. */
    Run test(String profile, String... testClasses) throws IOException {
        return test(List.of("-P" + profile, "-Dtest=" + String.join(",", testClasses)));
    }

    /** Run a test class with these settings of Maven. */
    Run test(List<String> settings) throws IOException {
        new ScratchDirectory(directory.resolve("target/tune")).close();
        Path wallTimes = directory.resolve("target/wall-times");
        Files.deleteIfExists(wallTimes);
        long start = System.nanoTime();
        List<String> arguments = new ArrayList<>(List.of("-o", "surefire:test"));
        arguments.addAll(settings);
        mvn(arguments);
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, TestClass> classes = new LinkedHashMap<>();
        for (String line : Files.readAllLines(wallTimes)) {
            String[] parts = line.split(" ", -1);
            classes.put(
                    parts[0],
                    new TestClass(
                            Long.parseLong(parts[1]) / 1e9,
                            Integer.parseInt(parts[2]),
                            Long.parseLong(parts[3]) / 1e9));
        }
        return new Run(seconds, classes);
    }

    private void mvn(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("bench.mvn"), "-B", "-ntp"));
        command.addAll(List.of("-s", directory.resolve("settings.xml").toString()));
        command.add("-Dmaven.repo.local=" + directory.resolveSibling("repository"));
        command.addAll(arguments);
        Path log = directory.resolve("build.log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (Processes.exitCode(process) != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + Files.readString(log));
        }
    }

    /**
     * What one run took.
     *
     * @param seconds wall time of Maven
     * @param classes wall times within it
     */
    record Run(double seconds, Map<String, TestClass> classes) {
        /** Return the class that ran first. */
        String first() {
            return classes.keySet().iterator().next();
        }

        /** Return the numbers of a class, of which so many tests must have passed. */
        TestClass testClass(String name, int tests) {
            TestClass found = classes.get(name);
            if (found == null || found.tests() != tests) {
                throw new IllegalStateException("not " + tests + " tests in " + name + ": " + classes);
            }
            return found;
        }
    }

    /**
     * What the tests of a class took.
     *
     * @param seconds wall time from its start to its end
     * @param tests how many tests passed
     * @param cpuSeconds the CPU time of the JVM meanwhile
     */
    record TestClass(double seconds, int tests, double cpuSeconds) {}
}
