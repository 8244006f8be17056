package dev.jtune.search.evolution;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;

/**
 * Makes children: simulated binary crossover and polynomial mutation where values have an order, exchange and redrawing where they
 * have none.
 *
 * <p>How far a child may lie from its parents is drawn anew for each, since the best spread depends on the problem and shrinks as a
 * search goes on.
 *
 * <p>Sources: K. Deb and R. B. Agrawal, Simulated binary crossover for continuous search space, Complex Systems 9 (1995); K. Deb and M.
 * Goyal, A combined genetic adaptive search (GeneAS) for engineering design, Comput. Sci. Inform. 26 (1996); both within bounds.
 */
final class Variation {
    /** Exponents of the spread, from wide to narrow: 15 and 20 are the usual ones. */
    private static final double WIDE = 1;

    private static final double NARROW_CROSSOVER = 30;
    private static final double NARROW_MUTATION = 50;
    private static final double SAME = 1e-14;
    private static final double LARGEST = Math.nextDown(1.0);

    private final UnitCube cube;
    private final double crossover;
    private final double mutation;

    /** Create it for a cube; the probabilities are those of {@link NsgaSettings}. */
    Variation(UnitCube cube, double crossover, double mutation) {
        this.cube = cube;
        this.crossover = crossover;
        this.mutation = mutation;
    }

    /**
     * Return a child of two parents, settled points of the cube. A parameter that exists in one parent only is taken from it; one that
     * exists in none is drawn.
     *
     * @param boost how many times as many parameters mutate as usual
     */
    double[] child(double[] mother, double[] father, int boost, SeededStream random) {
        double[] child = new double[mother.length];
        boolean crosses = random.nextDouble() < crossover;
        double crossoverPower = 1 + logUniform(NARROW_CROSSOVER, random);
        double mutationPower = 1 + logUniform(NARROW_MUTATION, random);
        double rate = Math.min(1, mutation * boost);
        for (int i = 0; i < child.length; i++) {
            double one = Double.isNaN(mother[i]) ? father[i] : mother[i];
            double other = Double.isNaN(father[i]) ? one : father[i];
            if (Double.isNaN(one)) {
                child[i] = random.nextDouble();
                continue;
            }
            Dimension dimension = cube.dimension(i);
            child[i] = crosses ? cross(one, other, dimension, crossoverPower, random) : one;
            if (random.nextDouble() < rate) {
                child[i] = dimension.isCategorical()
                        ? another(child[i], dimension, random)
                        : moved(child[i], dimension, mutationPower, random);
            }
        }
        return child;
    }

    private static double logUniform(double most, SeededStream random) {
        return WIDE * StrictMath.pow(most / WIDE, random.nextDouble());
    }

    /** Return one coordinate of one of the two children, either of whom may get either parent's; half of them stay as they are. */
    private static double cross(double one, double other, Dimension dimension, double power, SeededStream random) {
        boolean exchanged = random.nextBoolean();
        double near = exchanged ? other : one;
        double far = exchanged ? one : other;
        if (dimension.isCategorical() || Math.abs(near - far) < SAME || random.nextBoolean()) {
            return near;
        }
        double room = near < far ? near : 1 - near;
        double bound = 1 + 2 * room / Math.abs(near - far);
        double alpha = 2 - StrictMath.pow(bound, -power);
        double u = random.nextDouble();
        double spread = StrictMath.pow(u * alpha <= 1 ? u * alpha : 1 / (2 - u * alpha), 1 / power);
        return inside((near + far + spread * (near - far)) / 2);
    }

    /** Return another category. */
    private static double another(double value, Dimension dimension, SeededStream random) {
        long size = dimension.size();
        if (size == 1) {
            return value;
        }
        long distance = 1 + (long) (random.nextDouble() * (size - 1));
        return dimension.middle((dimension.index(value) + distance) % size);
    }

    /** Return a value nearby; of a discrete one at least the neighbour. */
    private static double moved(double value, Dimension dimension, double power, SeededStream random) {
        double u = random.nextDouble();
        double step = u < 0.5
                ? StrictMath.pow(2 * u + (1 - 2 * u) * StrictMath.pow(1 - value, power), 1 / power) - 1
                : 1 - StrictMath.pow(2 * (1 - u) + (2 * u - 1) * StrictMath.pow(value, power), 1 / power);
        double moved = inside(value + step);
        if (!dimension.isDiscrete() || dimension.index(moved) != dimension.index(value)) {
            return moved;
        }
        long last = dimension.size() - 1;
        long neighbour = dimension.index(value) + (u < 0.5 ? -1 : 1);
        long reflected = neighbour < 0 ? 1 : neighbour > last ? last - 1 : neighbour;
        return last == 0 ? value : dimension.middle(reflected);
    }

    private static double inside(double value) {
        return Math.max(0, Math.min(LARGEST, value));
    }
}
