package dev.jtune.search.cube;

import dev.jtune.space.ConstraintSet;
import dev.jtune.space.Domain;
import dev.jtune.space.Param;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Whether a point keeps the constraints of its space, worked out from coordinates alone: algorithms ask for it for thousands of
 * candidates.
 */
final class Admission {
    /** Above it, values are looked up each time. */
    private static final int LISTED = 10_000;

    private final ConstraintSet constraints;
    private final Activity activity;
    private final boolean conditional;
    private final Source[][] sources;
    private final boolean possible;

    /** Gives the number that stands for a parameter's value at a point. */
    private interface Reading {
        double at(double[] point);
    }

    /** One of the parameters that share a name: which it is in the space, and its value where it exists. */
    private record Source(int param, Reading reading) {}

    Admission(
            ConstraintSet constraints,
            List<Param> params,
            Activity activity,
            IdentityHashMap<Param, Integer> places,
            List<Axis> axes,
            List<Dimension> dimensions) {
        this.constraints = constraints;
        this.activity = activity;
        this.sources = new Source[constraints.names().size()][];
        boolean known = !constraints.hasCode();
        boolean guarded = false;
        for (int slot = 0; slot < sources.length; slot++) {
            List<Source> found = new ArrayList<>();
            for (int i = 0; i < params.size(); i++) {
                Param param = params.get(i);
                if (!param.name().equals(constraints.names().get(slot))) {
                    continue;
                }
                Integer place = places.get(param);
                guarded |= !param.guard().clauses().isEmpty();
                if (place != null) {
                    found.add(new Source(i, reading(place, axes.get(place), dimensions.get(place))));
                } else if (param.domain() instanceof Domain.Constant constant) {
                    double code = constraints.code(constant.value());
                    found.add(new Source(i, point -> code));
                } else {
                    known = false;
                }
            }
            sources[slot] = found.toArray(Source[]::new);
        }
        this.possible = known;
        this.conditional = guarded;
    }

    private Reading reading(int place, Axis axis, Dimension dimension) {
        if (!dimension.isDiscrete()) {
            return point -> axis.numberAt(point[place]);
        }
        if (dimension.size() > LISTED) {
            return point -> constraints.code(axis.at(point[place]));
        }
        double[] codes = new double[(int) dimension.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = constraints.code(axis.at(dimension.middle(i)));
        }
        return point -> codes[(int) dimension.index(point[place])];
    }

    /** Tell whether coordinates are all that the constraints depend on: no code, no computed value and no axis of a grid. */
    boolean isPossible() {
        return possible;
    }

    boolean admits(double[] point) {
        return constraints.hold(values(point));
    }

    /** Return by how much a point misses the constraints, in all. */
    double excess(double[] point) {
        return constraints.excess(values(point));
    }

    private double[] values(double[] point) {
        double[] values = new double[sources.length];
        boolean[] exists = conditional ? activity.exists(point) : null;
        for (int slot = 0; slot < values.length; slot++) {
            values[slot] = Double.NaN;
            for (Source source : sources[slot]) {
                if (exists == null || exists[source.param()]) {
                    values[slot] = source.reading().at(point);
                }
            }
        }
        return values;
    }
}
