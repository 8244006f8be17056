package dev.jtune.bench.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Simple regret on the synthetic panel, beside that of Optuna's samplers. */
public final class Panel {
    private static final List<Integer> BUDGETS = List.of(50, 100, 200);

    private Panel() {}

    /** Run the benchmark; see {@code benchmarks/README.md} for its options. */
    public static void main(String[] arguments) throws Exception {
        SearchCommand.run("panel", Set.of("--functions", "--peers"), Panel::measure, arguments);
    }

    private static SearchCommand.Report measure(SearchOptions options) throws Exception {
        List<PanelFunction> functions = options.problems("--functions", PanelFunction.all());
        Study study = new Study("panel", options.seeds(30, 5), options.budgets(BUDGETS), options.threads());
        Results recorded = options.path("--peers").isPresent()
                ? peers(options.path("--peers").orElseThrow())
                : Results.NONE;
        Field field = Field.measured(study, functions, options, recorded);
        return new SearchCommand.Report(
                new PanelReport(field).text(), field.measured(), new PanelReport(field).outcome());
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
