package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.bench.problem.RecordedTable;
import dev.jtune.bench.problem.Spec;
import dev.jtune.bench.problem.Table;
import dev.jtune.pareto.Domination;
import dev.jtune.pareto.Hypervolume;
import dev.jtune.space.ParamSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A function with several losses to minimise.
 *
 * @param reference up to which volume counts
 * @param whole the volume of the whole front
 */
record FrontProblem(
        String name, ParamSpace space, Function<Config, double[]> losses, double[] reference, double whole) {
    /** How far beyond its front the reference of a table lies, as a share of the front's extent. */
    private static final double BEYOND = 0.1;

    /** Return the functions of Zitzler, Deb and Thiele (2000) and of Deb and others (2002), in the dimensions published. */
    static List<FrontProblem> functions() {
        return List.of(
                zdt("zdt1", (f, g) -> 1 - Math.sqrt(f / g), 121 - 1 / 3.0),
                zdt("zdt2", (f, g) -> 1 - (f / g) * (f / g), 121 - 2 / 3.0),
                zdt("zdt3", (f, g) -> 1 - Math.sqrt(f / g) - f / g * Math.sin(10 * Math.PI * f), 128.7785),
                new FrontProblem(
                        "dtlz2",
                        cube(12),
                        config -> dtlz2(values(config, 12)),
                        new double[] {1.1, 1.1, 1.1},
                        1.331 - Math.PI / 6));
    }

    private static FrontProblem zdt(String name, DoubleBinaryOperator curve, double whole) {
        return new FrontProblem(
                name,
                cube(30),
                config -> {
                    double[] x = values(config, 30);
                    double g = 1 + 9 * Arrays.stream(x).skip(1).sum() / (x.length - 1);
                    return new double[] {x[0], g * curve.applyAsDouble(x[0], g)};
                },
                new double[] {11, 11},
                whole);
    }

    private static double[] dtlz2(double... x) {
        double g = Arrays.stream(x)
                .skip(2)
                .map(value -> (value - 0.5) * (value - 0.5))
                .sum();
        double a = x[0] * Math.PI / 2;
        double b = x[1] * Math.PI / 2;
        return new double[] {
            (1 + g) * Math.cos(a) * Math.cos(b), (1 + g) * Math.cos(a) * Math.sin(b), (1 + g) * Math.sin(a)
        };
    }

    private static ParamSpace cube(int dimensions) {
        return ParamSpace.parse(IntStream.range(0, dimensions)
                .mapToObj(i -> "x" + i + " = uniform(0, 1)")
                .toArray(String[]::new));
    }

    private static double[] values(Config config, int dimensions) {
        return IntStream.range(0, dimensions)
                .mapToDouble(i -> config.getDouble("x" + i))
                .toArray();
    }

    /** Read a table that has several objectives. */
    static FrontProblem read(Path folder) throws IOException {
        Spec spec = Spec.read(folder.resolve("problem.json"));
        RecordedTable table = RecordedTable.read(folder, spec);
        Table cells = Table.read(folder.resolve("table.csv.gz"));
        List<double[]> columns = new ArrayList<>();
        for (Object metric : spec.list("multi_objective")) {
            double sign = spec.specs("metrics").stream()
                    .filter(own -> own.text("name").equals(metric))
                    .mapToDouble(own -> own.text("direction").equals("minimize") ? 1 : -1)
                    .findFirst()
                    .orElseThrow();
            columns.add(cells.column((String) metric).stream()
                    .mapToDouble(cell -> sign * Table.number(cell))
                    .toArray());
        }
        double[][] losses = IntStream.range(0, cells.rows().size())
                .mapToObj(row ->
                        columns.stream().mapToDouble(column -> column[row]).toArray())
                .toArray(double[][]::new);
        double[] reference = reference(losses);
        return new FrontProblem(
                spec.text("name"),
                table.space(),
                config -> losses[table.row(config)].clone(),
                reference,
                Hypervolume.of(losses, reference));
    }

    private static double[] reference(double[]... losses) {
        double[] reference = new double[losses[0].length];
        for (int k = 0; k < reference.length; k++) {
            int of = k;
            double[] front = Arrays.stream(Domination.front(losses))
                    .mapToDouble(i -> losses[i][of])
                    .sorted()
                    .toArray();
            double worst = front[front.length - 1];
            reference[k] = worst + BEYOND * (worst - front[0]);
        }
        return reference;
    }

    /** Return the share of the whole front's volume that losses dominate. */
    double share(List<double[]> told) {
        double[][] all = told.toArray(double[][]::new);
        double[][] front =
                Arrays.stream(Domination.front(all)).mapToObj(i -> all[i]).toArray(double[][]::new);
        return Hypervolume.of(front, reference) / whole;
    }
}
