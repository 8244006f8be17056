package dev.jtune.search.cma;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import java.util.stream.IntStream;

/**
 * Which coordinates of a cube belong to the Gaussian, and which to the categories; those with a single value to neither.
 *
 * @param numeric the coordinates whose values have an order
 * @param ordered those numbers of {@code numeric} that have steps
 * @param categorical the coordinates whose values have none
 */
// Read in loops and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Layout(UnitCube cube, int[] numeric, int[] ordered, int[] categorical) {
    /** At least one coordinate of each point takes another step or category than the most probable one with probability 0.27. */
    private static final double STAYS = 0.73;

    static Layout of(UnitCube cube) {
        int[] numeric = IntStream.range(0, cube.size())
                .filter(i -> !cube.dimension(i).isCategorical() && isFree(cube.dimension(i)))
                .toArray();
        int[] ordered = IntStream.range(0, numeric.length)
                .filter(i -> cube.dimension(numeric[i]).isDiscrete())
                .toArray();
        int[] categorical = IntStream.range(0, cube.size())
                .filter(i -> cube.dimension(i).isCategorical() && isFree(cube.dimension(i)))
                .toArray();
        return new Layout(cube, numeric, ordered, categorical);
    }

    private static boolean isFree(Dimension dimension) {
        return !dimension.isDiscrete() || dimension.size() > 1;
    }

    /** Return with which probability a point leaves the most probable value of a coordinate, at least. */
    double margin() {
        return 1 - StrictMath.pow(STAYS, 1.0 / Math.max(1, ordered.length + categorical.length));
    }

    int[] categories() {
        return IntStream.of(categorical)
                .map(i -> (int) Math.min(cube.dimension(i).size(), Integer.MAX_VALUE))
                .toArray();
    }

    /** Return the length of the part of the unit interval that the value at a coordinate owns. */
    double cell(int coordinate, double unit) {
        Dimension dimension = cube.dimension(coordinate);
        long index = dimension.index(inside(unit));
        return dimension.start(index + 1) - dimension.start(index);
    }

    /** Return the coordinates that have finitely many values, more than one. */
    int[] discrete() {
        return IntStream.concat(IntStream.of(ordered).map(i -> numeric[i]), IntStream.of(categorical))
                .toArray();
    }

    /** Return the coordinate of another value: one at most so many steps away, or any other category. */
    double neighbour(int coordinate, double unit, int steps, SeededStream random) {
        Dimension dimension = cube.dimension(coordinate);
        long index = dimension.index(unit);
        long last = dimension.size() - 1;
        if (dimension.isCategorical()) {
            return dimension.middle((index + 1 + random.nextInt((int) last)) % (last + 1));
        }
        long away = 1L + random.nextInt(steps);
        boolean up = index < away || (index + away <= last && random.nextBoolean());
        return dimension.middle(up ? Math.min(last, index + away) : index - away);
    }

    static double inside(double unit) {
        return Math.max(0, Math.min(Math.nextDown(1.0), unit));
    }
}
