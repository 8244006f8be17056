package dev.jtune.bench.search;

import dev.jtune.bench.Options;
import dev.jtune.bench.problem.RecordedTable;
import dev.jtune.bench.problem.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Regret on real problems whose results are looked up, beside that of Optuna's samplers. */
public final class Tabular {
    private static final List<Integer> BUDGETS = List.of(25, 50, 100);

    private Tabular() {}

    /** Run the benchmark; see {@code benchmarks/README.md} for its options. */
    public static void main(String[] arguments) throws Exception {
        try {
            run(Options.parse(
                    Set.of("--quick", "--untold"),
                    Set.of("--problems", "--seeds", "--methods", "--set", "--budgets", "--threads", "--out"),
                    arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Options given) throws Exception {
        SearchOptions options = new SearchOptions(given);
        Path folder = given.path("--problems")
                .orElseThrow(() -> new IllegalArgumentException("--problems DIR is needed: a folder of problems"));
        List<SearchProblem> problems = options.problems("--set", problems(folder));
        List<Integer> budgets = options.budgets(BUDGETS);
        String set = String.valueOf(folder.toRealPath().getFileName());
        Study study = new Study(set, options.seeds(20, 5), budgets, !given.has("--untold"), options.threads());
        Results own = new Results(study.rows(problems, options.methods()));
        Results peers = Results.readCsv(folder.resolve("results/optuna_samplers.csv.gz"))
                .and(Results.readCsv(folder.resolve("results/optuna_gp.csv.gz")));
        List<String> csv = new ArrayList<>(List.of(Row.HEADER));
        own.rows().forEach(row -> csv.add(row.csv()));
        Path out = given.path("--out")
                .orElse(Path.of(System.getProperty("bench.results", "target/tabular.jsonl"))
                        .resolveSibling("tabular.csv"));
        Files.write(out, csv);
        List<String> names = problems.stream().map(SearchProblem::name).toList();
        System.out.print(new TabularReport(own, peers, names, budgets).text());
        System.out.println("Rows: " + out);
    }

    /** Read every problem of a folder, in the order of their names. */
    static List<SearchProblem> problems(Path folder) throws IOException {
        List<SearchProblem> problems = new ArrayList<>();
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path candidate : folders.sorted().toList()) {
                Path file = candidate.resolve("problem.json");
                if (Files.isRegularFile(file)) {
                    Spec spec = Spec.read(file);
                    if (spec.text("lookup").equals("onnx")) {
                        problems.addAll(OnnxProblem.open(candidate, spec));
                    } else {
                        problems.add(new TableProblem(RecordedTable.read(candidate, spec)));
                    }
                }
            }
        }
        return problems;
    }
}
