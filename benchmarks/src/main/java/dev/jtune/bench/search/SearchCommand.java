package dev.jtune.bench.search;

import dev.jtune.bench.Options;
import dev.jtune.bench.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A benchmark of search quality as a command. */
final class SearchCommand {
    private SearchCommand() {}

    /** What is measured. */
    interface Measurement {
        Report measure(SearchOptions options) throws Exception;
    }

    /**
     * What came of it.
     *
     * @param text what is shown
     * @param measured every row that was measured now
     * @param outcome what is required
     */
    record Report(String text, Results measured, Outcome outcome) {}

    /** Measure, show and store what came of it, and end this process. */
    static void run(String name, Set<String> moreOptions, Measurement measurement, String... arguments)
            throws Exception {
        Options options;
        Report report;
        try {
            Set<String> named = new HashSet<>(moreOptions);
            named.addAll(Set.of("--seeds", "--methods", "--budgets", "--threads", "--python", "--samplers", "--out"));
            options = Options.parse(Set.of("--quick", "--check", "--untold", "--optuna"), named, arguments);
            report = measurement.measure(new SearchOptions(options));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.out.println(report.text());
        System.out.print(report.outcome().table());
        Path results = Path.of(System.getProperty("bench.results", "target/" + name + ".jsonl"));
        Files.write(results, report.outcome().lines());
        Path out = options.path("--out").orElse(results.resolveSibling(name + ".csv"));
        store(out, report.measured());
        System.out.println("\nRows: " + out);
        System.exit(options.has("--check") && !report.outcome().passed() ? 1 : 0);
    }

    private static void store(Path file, Results measured) throws IOException {
        List<String> csv = new ArrayList<>(List.of(Row.HEADER));
        measured.rows().forEach(row -> csv.add(row.csv()));
        Files.write(file, csv);
    }
}
