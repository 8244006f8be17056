package dev.jtune.bench.search;

import dev.jtune.bench.problem.OnnxModel;
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
        SearchCommand.run("tabular", Set.of("--problems", "--set"), Tabular::measure, arguments);
    }

    private static SearchCommand.Report measure(SearchOptions options) throws Exception {
        Path folder = options.path("--problems")
                .orElseThrow(() -> new IllegalArgumentException("--problems DIR is needed: a folder of problems"));
        List<SearchProblem> problems = options.problems("--set", problems(folder));
        String set = String.valueOf(folder.toRealPath().getFileName());
        Study study = new Study(set, options.seeds(20, 5), options.budgets(BUDGETS), options.threads());
        Results recorded = Results.readCsv(folder.resolve("results/optuna_samplers.csv.gz"))
                .and(Results.readCsv(folder.resolve("results/optuna_gp.csv.gz")));
        Field field = Field.measured(study, problems, options, recorded);
        return new SearchCommand.Report(
                new TabularReport(field).text(), field.measured(), new TabularReport(field).outcome());
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
                        OnnxModel.open(candidate, spec).forEach(model -> problems.add(OnnxProblem.of(model)));
                    } else {
                        problems.add(new TableProblem(RecordedTable.read(candidate, spec)));
                    }
                }
            }
        }
        return problems;
    }
}
