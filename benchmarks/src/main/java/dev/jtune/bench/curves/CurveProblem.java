package dev.jtune.bench.curves;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.bench.problem.RecordedTable;
import dev.jtune.bench.problem.Spec;
import dev.jtune.bench.problem.Table;
import dev.jtune.space.ParamSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tuning problem with recorded learning curves: every result is looked up.
 *
 * <p>Values are losses: the objective, its sign turned where it is maximised.
 */
final class CurveProblem {
    private final RecordedTable table;
    private final Objective objective;
    private final double[][] losses;
    private final double[][] costs;

    private CurveProblem(Path folder, Spec spec) throws IOException {
        Spec goal = spec.spec("objective");
        this.table = RecordedTable.read(folder, spec);
        this.objective =
                Objective.of(goal.text("curve"), goal.text("direction").equals("minimize") ? Mode.MIN : Mode.MAX);
        Spec fidelity = spec.spec("fidelity");
        boolean ragged = fidelity.isTrue("variable_length");
        this.losses = curve(folder, spec, objective.metric(), ragged);
        Arrays.stream(losses)
                .forEach(curve -> Arrays.setAll(curve, i -> table.scale().sign() * curve[i]));
        this.costs = fidelity.has("time_curve")
                ? steps(curve(folder, spec, fidelity.text("time_curve"), ragged))
                : Arrays.stream(losses).map(CurveProblem::units).toArray(double[][]::new);
    }

    /** Read every problem with curves that lies in a folder, in the order of their names. */
    static List<CurveProblem> readAll(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            List<CurveProblem> problems = new ArrayList<>();
            for (Path candidate :
                    folders.sorted(Comparator.comparing(Path::getFileName)).toList()) {
                Path file = candidate.resolve("problem.json");
                if (Files.isRegularFile(file)) {
                    Spec spec = Spec.read(file);
                    if (spec.has("curves") && !spec.spec("fidelity").has("grid2d")) {
                        problems.add(new CurveProblem(candidate, spec));
                    }
                }
            }
            return problems;
        }
    }

    String name() {
        return table.name();
    }

    /** Return the metric of the curves, and its better direction. */
    Objective objective() {
        return objective;
    }

    ParamSpace space() {
        return table.space();
    }

    /** Return the losses of a configuration after each of its steps; not finite where the run had diverged. */
    double[] losses(Config config) {
        return losses[table.row(config)];
    }

    /** Return how long each step of a configuration takes. */
    double[] costs(Config config) {
        return costs[table.row(config)];
    }

    /** Return the number of steps of the longest run. */
    int longestRun() {
        return Arrays.stream(losses).mapToInt(curve -> curve.length).max().orElseThrow();
    }

    /** Return the median time of a run. */
    double fullRun() {
        return median(Arrays.stream(costs)
                .mapToDouble(steps -> Arrays.stream(steps).sum())
                .toArray());
    }

    /** Return the value of a loss in the objective's own direction. */
    double value(double loss) {
        return table.scale().value(loss);
    }

    /** Return 0 for the best configuration of the table, 1 for the median one. */
    double regret(double loss) {
        return table.scale().regret(loss);
    }

    /** Return the share of configurations that are strictly better. */
    double better(double loss) {
        return table.better(loss);
    }

    /** Where lengths differ, a row ends at its last number; else an empty cell is a value that was not finite. */
    private static double[][] curve(Path folder, Spec spec, String metric, boolean ragged) throws IOException {
        Table table = Table.read(folder.resolve(spec.spec("curves").text(metric)));
        return table.rows().stream()
                .map(row -> row.stream().mapToDouble(Table::number).toArray())
                .map(values -> ragged ? withoutEmptyEnd(values) : values)
                .toArray(double[][]::new);
    }

    private static double[] withoutEmptyEnd(double[] values) {
        int length = values.length;
        while (length > 0 && Double.isNaN(values[length - 1])) {
            length--;
        }
        return Arrays.copyOf(values, length);
    }

    private static double[] units(double[] curve) {
        double[] units = new double[curve.length];
        Arrays.fill(units, 1);
        return units;
    }

    private static double[][] steps(double[][] clocks) {
        return Arrays.stream(clocks)
                .map(clock -> {
                    double[] steps = new double[clock.length];
                    Arrays.setAll(steps, i -> i == 0 ? clock[0] : clock[i] - clock[i - 1]);
                    return steps;
                })
                .toArray(double[][]::new);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
