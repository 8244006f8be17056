package dev.jtune.bench.search;

import dev.jtune.bench.problem.Spec;
import dev.jtune.bench.problem.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rows of results, ours or those of others. */
record Results(List<Row> rows) {
    static final Results NONE = new Results(List.of());

    Results and(Results others) {
        return new Results(Stream.concat(rows.stream(), others.rows.stream()).toList());
    }

    /** Return all rows but those of some methods. */
    Results without(List<String> methods) {
        return new Results(
                rows.stream().filter(row -> !methods.contains(row.method())).toList());
    }

    /** Return the rows of some methods. */
    Results only(List<String> methods) {
        return new Results(
                rows.stream().filter(row -> methods.contains(row.method())).toList());
    }

    /** Return the methods in order of appearance. */
    List<String> methods() {
        return rows.stream().map(Row::method).distinct().toList();
    }

    /** Return the regret of every seed, none where there is no such run. */
    double[] regrets(String problem, String method, int evals) {
        return rows.stream()
                .filter(row -> row.evals() == evals
                        && row.method().equals(method)
                        && row.problem().equals(problem))
                .mapToDouble(Row::regret)
                .toArray();
    }

    /** Return milliseconds of CPU time for each evaluation of a method, over all its runs. */
    double millis(String method) {
        List<Row> own = rows.stream().filter(row -> row.method().equals(method)).toList();
        double seconds = own.stream().mapToDouble(Row::cpu).sum();
        return 1000 * seconds / own.stream().mapToInt(Row::evals).sum();
    }

    /** Read a file with the columns of {@link Row#HEADER}; there may be none. */
    static Results readCsv(Path file) throws IOException {
        if (!Files.exists(file)) {
            return NONE;
        }
        Table table = Table.read(file);
        List<Row> rows = new ArrayList<>();
        for (List<String> cells : table.rows()) {
            rows.add(new Row(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    Integer.parseInt(cells.get(3)),
                    Integer.parseInt(cells.get(4)),
                    Table.number(cells.get(5)),
                    Table.number(cells.get(6)),
                    Table.number(cells.get(7)),
                    Table.number(cells.get(8))));
        }
        return new Results(rows);
    }

    /** Read the recorded results of the panel: a JSON object a run, of which the longest of a seed counts. */
    static Results readPanel(Path file) throws IOException {
        Map<List<Object>, Spec> longest = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            Spec run = Spec.parse(line);
            longest.merge(
                    List.of(run.text("function"), run.text("sampler"), run.number("seed")),
                    run,
                    (one, other) -> one.number("n") >= other.number("n") ? one : other);
        }
        List<Row> rows = new ArrayList<>();
        for (Spec run : longest.values()) {
            run.spec("regret").entries().forEach((evals, regret) -> {
                int n = Integer.parseInt((String) evals);
                double value = ((Number) regret).doubleValue();
                rows.add(new Row(
                        "panel",
                        run.text("function"),
                        run.text("sampler"),
                        (int) run.number("seed"),
                        n,
                        Double.NaN,
                        value,
                        Double.NaN,
                        run.number("cpu_s") * n / run.number("n")));
            });
        }
        return new Results(rows);
    }
}
