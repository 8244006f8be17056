package dev.jtune.bench.problem;

import dev.jtune.Config;
import dev.jtune.space.ParamSpace;
import dev.jtune.space.SpaceBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of evaluated configurations, which answers for every configuration of the space.
 *
 * <p>Values are losses: the objective, its sign turned where it is maximised.
 */
public final class RecordedTable {
    private final String name;
    private final ParamSpace space;
    private final List<Parameter> parameters;
    private final boolean exact;
    private final Scale scale;
    private final double[] losses;
    private final double[] ascending;
    /** Row after row. */
    private final double[] coordinates;

    private final boolean[] unordered;

    private RecordedTable(Path folder, Spec spec) throws IOException {
        this.name = spec.text("name");
        this.parameters = spec.specs("parameters").stream().map(Parameter::of).toList();
        SpaceBuilder builder = ParamSpace.builder();
        Parameter.declaration(spec.specs("parameters")).accept(builder);
        this.space = builder.build();
        this.exact = spec.text("lookup").equals("exact");
        this.scale = Scale.of(spec, spec.spec("reference"));
        Table table = Table.read(folder.resolve("table.csv.gz"));
        this.losses = table.column(spec.spec("objective").text("metric")).stream()
                .mapToDouble(cell -> scale.sign() * Table.number(cell))
                .toArray();
        this.ascending = Arrays.stream(losses).filter(Double::isFinite).sorted().toArray();
        this.coordinates = table.rows().stream()
                .flatMapToDouble(row -> IntStream.range(0, parameters.size())
                        .mapToDouble(i -> parameters.get(i).coordinate(row.get(i))))
                .toArray();
        this.unordered = new boolean[parameters.size()];
        for (int i = 0; i < unordered.length; i++) {
            unordered[i] = parameters.get(i).isUnordered();
        }
    }

    /** Read the table of a problem. */
    public static RecordedTable read(Path folder, Spec spec) throws IOException {
        return new RecordedTable(folder, spec);
    }

    /** Return the problem's name. */
    public String name() {
        return name;
    }

    /** Return what may be tried. */
    public ParamSpace space() {
        return space;
    }

    /** Return how losses are scored. */
    public Scale scale() {
        return scale;
    }

    /** Return the loss of a row; {@code NaN} where the evaluation failed. */
    public double loss(int row) {
        return losses[row];
    }

    /** Return the share of finite rows that are strictly better. */
    public double better(double loss) {
        double bound = loss - 1e-12 * Math.abs(loss);
        int place = Arrays.binarySearch(ascending, bound);
        int below = place < 0 ? -place - 1 : place;
        while (below > 0 && ascending[below - 1] == bound) {
            below--;
        }
        return (double) below / ascending.length;
    }

    /** Return the row that answers for a configuration. */
    public int row(Config config) {
        double[] wanted = new double[parameters.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = parameters.get(i).coordinate(config);
        }
        return exact ? product(wanted) : nearest(wanted);
    }

    /** Rows are in the order of a counter whose last parameter runs fastest; a coordinate is the index of a level. */
    private int product(double[] wanted) {
        int row = 0;
        for (int i = 0; i < wanted.length; i++) {
            Parameter parameter = parameters.get(i);
            row = row * parameter.levels() + parameter.level(wanted[i]);
        }
        return row;
    }

    /** The first of the rows at the least distance; one whose distance is too large already is not summed to its end. */
    private int nearest(double[] wanted) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0, at = 0; row < losses.length; row++, at += wanted.length) {
            double distance = 0;
            for (int i = 0; i < wanted.length && distance < least; i++) {
                double difference = Math.abs(coordinates[at + i] - wanted[i]);
                distance += unordered[i] ? difference == 0 ? 0 : 1 : difference;
            }
            if (distance < least) {
                least = distance;
                nearest = row;
            }
        }
        return nearest;
    }
}
