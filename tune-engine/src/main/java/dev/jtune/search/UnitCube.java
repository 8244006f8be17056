package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

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

    private UnitCube(ParamSpace space, List<Param> params, List<Axis> axes) {
        this.space = space;
        this.params = params;
        this.axes = axes;
    }

    /** Create the cube of a space. */
    public static UnitCube of(ParamSpace space) {
        List<Param> params = new ArrayList<>();
        List<Axis> axes = new ArrayList<>();
        for (Param param : space.params()) {
            Axis.of(param.domain()).ifPresent(axis -> {
                params.add(param);
                axes.add(axis);
            });
        }
        return new UnitCube(space, List.copyOf(params), List.copyOf(axes));
    }

    /** Return the number of coordinates. */
    public int dimensions() {
        return axes.size();
    }

    /** Return the parameters that have a coordinate, in the order of the coordinates. */
    public List<Param> params() {
        return params;
    }

    /** Draw a point. */
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
     * @throws IllegalArgumentException if the space has a grid: see {@link #toConfig(double[], Map)}
     */
    public Config toConfig(double... point) {
        return toConfig(point, Map.of());
    }

    /**
     * Return the configuration at a point, with some values given.
     *
     * @param given canonical values that replace those of the point; must hold one for each axis of a grid
     */
    public Config toConfig(double[] point, Map<String, Object> given) {
        if (point.length != axes.size()) {
            throw new IllegalArgumentException(
                    "a point of this space has " + axes.size() + " coordinates, not " + point.length);
        }
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < point.length; i++) {
            values.put(params.get(i).name(), axes.get(i).at(point[i]));
        }
        values.putAll(given);
        return space.complete(values);
    }

    /**
     * Return the point at which a configuration lies, {@code NaN} for a parameter that it does not have.
     *
     * @throws IllegalArgumentException if it has a value that its domain does not
     */
    public double[] toPoint(Config config) {
        double[] point = new double[axes.size()];
        for (int i = 0; i < point.length; i++) {
            String name = params.get(i).name();
            point[i] = config.has(name) ? axes.get(i).of(config.get(name)) : Double.NaN;
        }
        return point;
    }
}
