package dev.jtune.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** A benchmark as a command: {@code --quick} takes minutes at most, {@code --check} exits with 1 where a number is missed. */
public final class Command {
    private Command() {}

    /** What is measured. */
    interface Measurement {
        /**
         * Measure.
         *
         * @param quick whether few repetitions are enough
         */
        Outcome measure(boolean quick) throws Exception;
    }

    /** What is measured, where the benchmark has options of its own. */
    public interface OptionedMeasurement {
        /** Measure. */
        Outcome measure(Options options) throws Exception;
    }

    /** Measure, show and store what came of it, and end this process. */
    static void run(Measurement measurement, String... arguments) throws Exception {
        run(Set.of(), Set.of(), options -> measurement.measure(options.has("--quick")), arguments);
    }

    /** Measure with more options, show and store what came of it, and end this process. */
    public static void run(Set<String> flags, Set<String> named, OptionedMeasurement measurement, String... arguments)
            throws Exception {
        Options options;
        try {
            Set<String> allFlags = new TreeSet<>(flags);
            allFlags.addAll(Set.of("--quick", "--check"));
            options = Options.parse(allFlags, named, arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        double before = load();
        Outcome outcome = measurement.measure(options);
        System.out.print(outcome.table());
        System.out.printf(
                Locale.ROOT,
                "%nSystem load %.1f before and %.1f after, on %d processors%n",
                before,
                load(),
                Runtime.getRuntime().availableProcessors());
        store(outcome);
        System.exit(options.has("--check") && !outcome.passed() ? 1 : 0);
    }

    /** Return how many processes ran or waited in the last minute: numbers count only where nothing else runs. */
    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void store(Outcome outcome) throws IOException {
        String results = System.getProperty("bench.results");
        if (results != null) {
            Files.write(Path.of(results), outcome.lines());
        }
    }
}
