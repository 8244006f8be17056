package dev.jtune.search;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds configurations that were not tried yet, where an algorithm names one that was. */
final class Untried {
    /** With half of a space left to try, all of these are tried ones once in 2^64 cases. */
    private static final int DRAWS = 64;

    private final UnitCube cube;
    private final long seed;
    private final OptionalLong configurations;

    Untried(UnitCube cube, long seed, OptionalLong configurations) {
        this.cube = cube;
        this.seed = seed;
        this.configurations = configurations;
    }

    /** Tell whether every configuration was tried. */
    boolean isNothingLeft(History history) {
        return configurations.isPresent() && history.distinct() >= configurations.getAsLong();
    }

    /** Return a settled point that was not tried; empty where there is none. */
    Optional<double[]> draw(int number, History history) {
        SeededStream random = SeededStream.of(seed, "untried", number);
        for (int i = 0; i < DRAWS; i++) {
            double[] point = cube.settle(cube.randomPoint(random));
            if (!history.tried(point)) {
                return Optional.of(point);
            }
        }
        return isNothingLeft(history) ? Optional.empty() : next(cube.randomPoint(random), history);
    }

    /** Count on from a point, the first coordinate fastest, until a point was not tried; real numbers stay as they are. */
    private Optional<double[]> next(double[] start, History history) {
        long[] index = new long[start.length];
        for (int i = 0; i < index.length; i++) {
            Dimension dimension = cube.dimension(i);
            index[i] = dimension.isDiscrete() ? dimension.index(start[i]) : 0;
        }
        double[] point = start.clone();
        int place = 0;
        while (place < index.length) {
            place = 0;
            while (place < index.length && !advance(place, index, start, point)) {
                place++;
            }
            double[] settled = cube.settle(point);
            if (!history.tried(settled)) {
                return Optional.of(settled);
            }
        }
        return Optional.empty();
    }

    /** Move a coordinate on, cyclically; {@code false} where it is back at its start. */
    private boolean advance(int place, long[] index, double[] start, double[] point) {
        Dimension dimension = cube.dimension(place);
        if (!dimension.isDiscrete()) {
            return false;
        }
        index[place] = (index[place] + 1) % dimension.size();
        point[place] = dimension.middle(index[place]);
        return index[place] != dimension.index(start[place]);
    }
}
