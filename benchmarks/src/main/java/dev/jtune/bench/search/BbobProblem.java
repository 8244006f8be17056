package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.bench.bbob.Function;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.space.ParamSpace;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A function of BBOB on the cube from -5 to 5.
 *
 * @param typical median of its values above the least at points drawn at random
 */
record BbobProblem(Function function, ParamSpace space, double typical) implements SearchProblem {
    private static final int DRAWS = 1001;

    static BbobProblem of(int id, int instance, int dimension) {
        Function function = Function.of(id, instance, dimension);
        SeededStream random = SeededStream.of(instance, "bbob", id);
        double[] values = IntStream.range(0, DRAWS)
                .mapToDouble(
                        i -> function.value(random.doubles(dimension, -5, 5).toArray()) - function.least())
                .sorted()
                .toArray();
        String[] entries = IntStream.range(0, dimension)
                .mapToObj(i -> "x" + i + " = uniform(-5, 5)")
                .toArray(String[]::new);
        return new BbobProblem(function, ParamSpace.parse(entries), values[DRAWS / 2]);
    }

    @Override
    public String name() {
        return "f" + function.id();
    }

    @Override
    public double loss(Config config) {
        double[] x = new double[function.dimension()];
        Arrays.setAll(x, i -> config.getDouble("x" + i));
        return function.value(x);
    }

    @Override
    public double value(double loss) {
        return loss;
    }

    /** As a share of the typical value: 1 is what a single random draw finds half of the time. */
    @Override
    public double regret(double loss) {
        return (loss - function.least()) / typical;
    }

    @Override
    public double better(double loss) {
        return Double.NaN;
    }
}
