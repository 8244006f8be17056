package dev.jtune.bench.curves;

import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.bench.problem.RecordedTable;
import dev.jtune.bench.problem.Spec;
import dev.jtune.bench.problem.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Learning curves that were recorded, a row of a table for each configuration. */
final class RecordedCurves {
    private final Path folder;
    private final Spec curves;
    private final boolean isRagged;

    private RecordedCurves(Path folder, Spec spec) {
        this.folder = folder;
        this.curves = spec.spec("curves");
        this.isRagged = spec.spec("fidelity").isTrue("variable_length");
    }

    static CurveProblem read(Path folder, Spec spec) throws IOException {
        RecordedTable table = RecordedTable.read(folder, spec);
        Spec goal = spec.spec("objective");
        Objective objective =
                Objective.of(goal.text("curve"), goal.text("direction").equals("minimize") ? Mode.MIN : Mode.MAX);
        List<Curve> curves = new RecordedCurves(folder, spec)
                .read(objective.metric(), table.scale().sign(), spec.spec("fidelity"));
        return new CurveProblem(
                table.name(),
                table.space(),
                objective,
                table.scale(),
                table::better,
                config -> curves.get(table.row(config)),
                curves.stream().mapToInt(Curve::length).max().orElseThrow(),
                CurveProblem.median(curves.stream().mapToDouble(Curve::time).toArray()),
                true,
                false);
    }

    private List<Curve> read(String metric, double sign, Spec fidelity) throws IOException {
        List<double[]> losses = rows(metric).stream()
                .map(row -> Arrays.stream(row).map(value -> sign * value).toArray())
                .toList();
        if (!fidelity.has("time_curve")) {
            return losses.stream().map(Curve::untimed).toList();
        }
        List<double[]> clocks = rows(fidelity.text("time_curve"));
        return IntStream.range(0, losses.size())
                .mapToObj(i -> Curve.timed(losses.get(i), clocks.get(i)))
                .toList();
    }

    /** Where lengths differ, a row ends at its last number; else an empty cell is a value that was not finite. */
    private List<double[]> rows(String metric) throws IOException {
        return Table.read(folder.resolve(curves.text(metric))).rows().stream()
                .map(row -> row.stream().mapToDouble(Table::number).toArray())
                .map(values -> isRagged ? withoutEmptyEnd(values) : values)
                .toList();
    }

    private static double[] withoutEmptyEnd(double[] values) {
        int length = values.length;
        while (length > 0 && Double.isNaN(values[length - 1])) {
            length--;
        }
        return Arrays.copyOf(values, length);
    }
}
