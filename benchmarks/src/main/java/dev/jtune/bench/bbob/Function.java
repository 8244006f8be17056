package dev.jtune.bench.bbob;

/** One of the 24 functions in one instance and dimension. */
public final class Function {
    /** How many functions there are, counted from 1. */
    public static final int COUNT = 24;

    private final int id;
    private final int dimension;
    private final double least;
    private final Landscape landscape;

    /** Rises from 0. */
    interface Landscape {
        double at(double[] x);
    }

    private Function(int id, int dimension, double least, Landscape landscape) {
        this.id = id;
        this.dimension = dimension;
        this.least = least;
        this.landscape = landscape;
    }

    /** Create function {@code id}, from 1 to 24. */
    public static Function of(int id, int instance, int dimension) {
        // Two functions share what they are made of with an easier one
        int origin = id == 4 ? 3 : id == 18 ? 17 : id;
        double seed = origin + 1e4 * instance;
        return new Function(id, dimension, Draws.leastValue(seed), landscape(id, seed, dimension));
    }

    private static Landscape landscape(int id, double seed, int dimension) {
        Instance made = new Instance(seed, dimension);
        return switch (id) {
            case 1 -> Separable.sphere(made);
            case 2 -> Separable.ellipsoid(made);
            case 3 -> Separable.rastrigin(made);
            case 4 -> Separable.bueche(made);
            case 5 -> Separable.slope(made);
            case 6 -> Moderate.attractiveSector(made);
            case 7 -> Moderate.stepEllipsoid(made);
            case 8 -> Moderate.rosenbrock(made);
            case 9 -> Moderate.rotatedRosenbrock(made);
            case 10 -> Unimodal.ellipsoid(made);
            case 11 -> Unimodal.discus(made);
            case 12 -> Unimodal.bentCigar(new Instance(seed, Draws.optimum(dimension, seed + 1e6)));
            case 13 -> Unimodal.sharpRidge(made);
            case 14 -> Unimodal.differentPowers(made);
            case 15 -> Multimodal.rastrigin(made);
            case 16 -> Multimodal.weierstrass(made);
            case 17 -> Multimodal.schaffers(made, 10);
            case 18 -> Multimodal.schaffers(made, 1000);
            case 19 -> Multimodal.griewankRosenbrock(made);
            case 20 -> Weak.schwefel(made);
            case 21 -> Weak.gallagher(made, 101);
            case 22 -> Weak.gallagher(made, 21);
            case 23 -> Weak.katsuura(made);
            case 24 -> Weak.lunacek(made);
            default -> throw new IllegalArgumentException("there is no function " + id);
        };
    }

    /** Return its number. */
    public int id() {
        return id;
    }

    /** Return how many coordinates it has. */
    public int dimension() {
        return dimension;
    }

    /** Return its value at the optimum. */
    public double least() {
        return least;
    }

    /** Return its value at a point, each coordinate usually from -5 to 5. */
    public double value(double... x) {
        return least + landscape.at(x);
    }
}
