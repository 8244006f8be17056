package dev.jtune.search.cube;

import dev.jtune.space.Domain;
import dev.jtune.space.Param;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One coordinate of a {@link UnitCube}, as search algorithms see it. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Dimension {

    /** How the values of a coordinate relate to each other. */
    public enum Kind {
        /** A continuum: every coordinate is another value. */
        REAL,
        /** Steps in order: each owns a part of the interval, and neighbours are similar. */
        ORDERED,
        /** No order: each owns a part of the interval, all of them as long, and all are equally different. */
        CATEGORICAL
    }

    private final Param param;
    private final Kind kind;
    private final @Nullable Lattice lattice;

    private Dimension(Param param, Kind kind, @Nullable Lattice lattice) {
        this.param = param;
        this.kind = kind;
        this.lattice = lattice;
    }

    static Dimension of(Param param, Axis axis) {
        Optional<Lattice> lattice = axis.lattice();
        if (lattice.isEmpty()) {
            return new Dimension(param, Kind.REAL, null);
        }
        boolean unordered = param.domain() instanceof Domain.Grid
                || (param.domain() instanceof Domain.Choice choice && !choice.ordered());
        return new Dimension(param, unordered ? Kind.CATEGORICAL : Kind.ORDERED, lattice.get());
    }

    /** Return the parameter whose coordinate it is. */
    public Param param() {
        return param;
    }

    /** Return how its values relate to each other. */
    public Kind kind() {
        return kind;
    }

    /** Tell whether its values have no order. */
    public boolean isCategorical() {
        return kind == Kind.CATEGORICAL;
    }

    /** Tell whether it has finitely many values. */
    public boolean isDiscrete() {
        return lattice != null;
    }

    /**
     * Return how many values it has, at most {@link Long#MAX_VALUE}.
     *
     * @throws IllegalStateException if its values are real numbers; the other methods on indices throw it too
     */
    public long size() {
        return lattice().size();
    }

    /** Return the index, from 0, of the value that owns a coordinate. */
    public long index(double unit) {
        return lattice().at(unit) - lattice().first();
    }

    /** Return the middle of the part that a value owns: its coordinate. */
    public double middle(long index) {
        return lattice().of(lattice().first() + index);
    }

    /** Return where the part that a value owns begins; that of {@code size()} is 1. */
    public double start(long index) {
        return lattice().start(lattice().first() + index);
    }

    private Lattice lattice() {
        if (lattice == null) {
            throw new IllegalStateException(param.name() + " has real numbers, which have no index");
        }
        return lattice;
    }

    @Override
    public String toString() {
        return param.name() + " " + kind;
    }
}
