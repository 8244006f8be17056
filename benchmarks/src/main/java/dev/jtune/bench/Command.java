package dev.jtune.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A benchmark as a command: {@code --quick} takes minutes at most, {@code --check} exits with 1 where a number is missed. */
final class Command {
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

    /** Measure, show and store what came of it, and end this process. */
    static void run(Measurement measurement, String... arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(Set.of("--quick", "--check"), Set.of(), arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Outcome outcome = measurement.measure(options.has("--quick"));
        System.out.print(outcome.table());
        store(outcome);
        System.exit(options.has("--check") && !outcome.passed() ? 1 : 0);
    }

    private static void store(Outcome outcome) throws IOException {
        String results = System.getProperty("bench.results");
        if (results != null) {
            Files.write(Path.of(results), outcome.lines());
        }
    }
}
