package dev.jtune.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A measurement in a JVM of its own, which prints its numbers as lines of {@code name=number}.
 *
 * @param numbers what it printed
 */
public record FreshJvm(Map<String, Double> numbers) {
    private static final String PREFIX = "measured ";

    /** Print a number, in the fresh JVM. */
    public static void print(String name, double number) {
        System.out.println(PREFIX + name + "=" + number);
    }

    /**
     * Run a class that has a {@code main} method, on the class path of this JVM.
     *
     * @throws IOException if it failed, with all that it printed
     */
    public static FreshJvm run(Class<?> main, List<String> jvmOptions, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (Processes.exitCode(process) != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + output);
        }
        Map<String, Double> numbers = new HashMap<>();
        output.lines().filter(line -> line.startsWith(PREFIX)).forEach(line -> {
            int equals = line.lastIndexOf('=');
            numbers.put(line.substring(PREFIX.length(), equals), Double.valueOf(line.substring(equals + 1)));
        });
        return new FreshJvm(numbers);
    }

    /** Run several, one after the other. */
    public static List<FreshJvm> runs(int times, Class<?> main, String... arguments) throws IOException {
        List<FreshJvm> runs = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            runs.add(run(main, List.of(), arguments));
        }
        return runs;
    }

    double number(String name) {
        Double number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("there is no number '" + name + "' among " + numbers);
        }
        return number;
    }

    /** Return one of the numbers of several runs. */
    public static Samples samples(List<FreshJvm> runs, String name) {
        return Samples.of(runs.stream().mapToDouble(run -> run.number(name)));
    }
}
