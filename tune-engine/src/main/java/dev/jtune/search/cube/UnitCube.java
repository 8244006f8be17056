package dev.jtune.search.cube;

import dev.jtune.Config;
import dev.jtune.space.Domain;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A space as a cube: each parameter that is drawn has one coordinate, at least 0 and less than 1.
 *
 * <p>A point that is uniform in the cube is a configuration as the space describes it: uniform, log-uniform or normal, with
 * equal parts for the values of a choice, the integers of a range and the multiples of a step. A parameter keeps its
 * coordinate whether or not its condition holds. Constants and computed values have none; neither have the axes of a grid,
 * whose values the caller gives.
 *
 * <pre>{@code
 * UnitCube cube = UnitCube.of(space);
 * Config config = cube.toConfig(cube.randomPoint(random));
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class UnitCube {
    private final ParamSpace space;
    private final List<Param> params;
    private final List<Axis> axes;
    private final List<Dimension> dimensions;
    private final Activity activity;
    private final Admission admission;
    private final IdentityHashMap<Param, Integer> places = new IdentityHashMap<>();

    private UnitCube(ParamSpace space, List<Param> params, List<Axis> axes) {
        this.space = space;
        this.params = List.copyOf(params);
        this.axes = List.copyOf(axes);
        for (int i = 0; i < params.size(); i++) {
            places.put(params.get(i), i);
        }
        this.dimensions = IntStream.range(0, params.size())
                .mapToObj(i -> Dimension.of(params.get(i), axes.get(i)))
                .toList();
        this.activity = new Activity(space.params(), places, axes, dimensions);
        this.admission = new Admission(space.constraintSet(), space.params(), activity, places, axes, dimensions);
    }

    /** Create the cube of a space. */
    public static UnitCube of(ParamSpace space) {
        return of(space, Param::domain);
    }

    /** Create the cube of a space in which the axes of a grid have coordinates too, as if their values were a choice. */
    public static UnitCube withGrid(ParamSpace space) {
        return of(
                space,
                param -> param.domain() instanceof Domain.Grid grid
                        ? new Domain.Choice(grid.values(), false)
                        : param.domain());
    }

    private static UnitCube of(ParamSpace space, Function<Param, Domain> domain) {
        List<Param> params = new ArrayList<>();
        List<Axis> axes = new ArrayList<>();
        for (Param param : space.params()) {
            Axis.of(domain.apply(param)).ifPresent(axis -> {
                params.add(param);
                axes.add(axis);
            });
        }
        return new UnitCube(space, params, axes);
    }

    /** Return the space that it encodes. */
    public ParamSpace space() {
        return space;
    }

    /** Return the number of coordinates. */
    public int size() {
        return axes.size();
    }

    /** Return the coordinates. */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    /** Return a coordinate. */
    public Dimension dimension(int index) {
        return dimensions.get(index);
    }

    /** Tell whether a parameter that has a coordinate exists under a condition only. */
    public boolean isConditional() {
        return activity.isConditional();
    }

    /** Tell for each coordinate whether its parameter exists at a point. */
    public boolean[] active(double... point) {
        boolean[] active = new boolean[axes.size()];
        activity.at(point, active);
        return active;
    }

    /** Tell whether the space has constraints, so that not every point is one to try. */
    public boolean isConstrained() {
        return !space.constraintSet().isEmpty();
    }

    /**
     * Tell whether the configuration at a point keeps the constraints of the space; quick where these are in words and read no computed
     * value.
     *
     * @throws IllegalArgumentException if a constraint reads an axis of a grid: see {@link #admittedPoint(RandomGenerator, Function)}
     */
    public boolean admits(double... point) {
        return !isConstrained()
                || (admission.isPossible()
                        ? admission.admits(point)
                        : space.constraintSet().hold(toConfig(point)));
    }

    /** Return by how much a point misses the constraints, in all: 0 where {@link #admits} holds, and only there. */
    public double excess(double... point) {
        return admission.isPossible()
                ? admission.excess(point)
                : space.constraintSet().excess(toConfig(point));
    }

    /**
     * Draw a point whose configuration keeps the constraints: uniformly where at least about one in a thousand does. Empty if none was
     * found.
     */
    public Optional<double[]> admittedPoint(RandomGenerator random) {
        return isConstrained() ? admittedPoints().draw(random) : Optional.of(randomPoint(random));
    }

    /** Draw a point as {@link #admittedPoint(RandomGenerator)} does, with some values given as for {@link #toConfig(double[], Function)}. */
    public Optional<double[]> admittedPoint(
            RandomGenerator random, Function<? super Param, ? extends @Nullable Object> given) {
        return isConstrained()
                ? new AdmittedPoints(size(), point -> space.constraintSet().excess(toConfig(point, given))).draw(random)
                : Optional.of(randomPoint(random));
    }

    /** Return a point near another one that keeps the constraints and differs from it in few coordinates; empty if none was found. */
    public Optional<double[]> admittedNear(double[] point, RandomGenerator random) {
        return admits(point) ? Optional.of(point.clone()) : admittedPoints().near(point, random);
    }

    private AdmittedPoints admittedPoints() {
        return new AdmittedPoints(size(), this::excess);
    }

    /**
     * Return the point by which all points of the same configuration are known: discrete coordinates in the middle of the part
     * that their value owns, {@code NaN} for a parameter that does not exist.
     */
    public double[] settle(double... point) {
        double[] settled = point.clone();
        boolean[] active = active(point);
        for (int i = 0; i < settled.length; i++) {
            settled[i] = active[i] ? axes.get(i).settle(point[i]) : Double.NaN;
        }
        return settled;
    }

    /** Return the parameters that have a coordinate, in the order of the coordinates. */
    public List<Param> params() {
        return params;
    }

    /** Draw a point, uniform in the cube; it need not keep the constraints. */
    public double[] randomPoint(RandomGenerator random) {
        double[] point = new double[axes.size()];
        for (int i = 0; i < point.length; i++) {
            point[i] = random.nextDouble();
        }
        return point;
    }

    /**
     * Return the configuration at a point.
     *
     * @throws IllegalArgumentException if the space has a grid: see {@link #toConfig(double[], Function)}
     */
    public Config toConfig(double... point) {
        return toConfig(point, param -> null);
    }

    /**
     * Return the configuration at a point, with some values given.
     *
     * @param given returns a canonical value that replaces that of the point, or {@code null}; must return one for each axis
     *     of a grid
     */
    public Config toConfig(double[] point, Function<? super Param, ? extends @Nullable Object> given) {
        if (point.length != axes.size()) {
            throw new IllegalArgumentException(
                    "a point of this space has " + axes.size() + " coordinates, not " + point.length);
        }
        return space.complete((Param param) -> {
            Object value = given.apply(param);
            Integer place = places.get(param);
            return value != null || place == null ? value : axes.get(place).at(point[place]);
        });
    }

    /**
     * Return the point at which a configuration lies, {@code NaN} for a parameter that it does not have.
     *
     * @throws IllegalArgumentException if it has a value that its domain does not
     */
    public double[] toPoint(Config config) {
        double[] point = new double[axes.size()];
        for (int i = 0; i < point.length; i++) {
            Param param = params.get(i);
            boolean present = config.has(param.name()) && param.guard().holds(config);
            point[i] = present ? axes.get(i).of(config.get(param.name())) : Double.NaN;
        }
        return point;
    }
}
