package dev.jtune.bench.search;

import dev.jtune.bench.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Simple regret on the synthetic panel, beside that of Optuna's samplers. */
public final class Panel {
    private static final List<Integer> BUDGETS = List.of(50, 100, 200);

    private Panel() {}

    /** Run the benchmark; see {@code benchmarks/README.md} for its options. */
    public static void main(String[] arguments) throws Exception {
        try {
            run(Options.parse(
                    Set.of("--quick", "--untold"),
                    Set.of("--seeds", "--methods", "--functions", "--budgets", "--threads", "--peers", "--out"),
                    arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Options given) throws Exception {
        SearchOptions options = new SearchOptions(given);
        List<PanelFunction> functions = options.problems("--functions", PanelFunction.all());
        List<Integer> budgets = options.budgets(BUDGETS);
        Study study = new Study("panel", options.seeds(30, 5), budgets, !given.has("--untold"), options.threads());
        Results own = new Results(study.rows(functions, options.methods()));
        Results peers =
                given.path("--peers").isPresent() ? peers(given.path("--peers").orElseThrow()) : new Results(List.of());
        List<String> csv = new ArrayList<>(List.of(Row.HEADER));
        own.rows().forEach(row -> csv.add(row.csv()));
        Path out = given.path("--out")
                .orElse(Path.of(System.getProperty("bench.results", "target/panel.jsonl"))
                        .resolveSibling("panel.csv"));
        Files.write(out, csv);
        List<String> names = functions.stream().map(PanelFunction::name).toList();
        System.out.print(new PanelReport(own, peers, names, budgets).text());
        System.out.println("Rows: " + out);
    }

    /** Read recorded results, from the folder that holds them or the one around it. */
    private static Results peers(Path folder) throws IOException {
        return Results.readPanel(Stream.of("quality.jsonl", "results/quality.jsonl", "panel/results/quality.jsonl")
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no quality.jsonl in " + folder)));
    }
}
