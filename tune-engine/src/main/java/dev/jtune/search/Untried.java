package dev.jtune.search;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds configurations that were not tried yet, where an algorithm names one that was. */
final class Untried {
    /** With half of a space left to try, all of these are tried ones once in 2^64 cases. */
    private static final int DRAWS = 64;

    /** Where few keep the constraints, the next one may be far. */
    private static final int MOST_BROKEN = 1_000_000;

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
        Optional<double[]> last = Optional.empty();
        for (int i = 0; i < DRAWS; i++) {
            last = cube.admittedPoint(random);
            Optional<double[]> point = last.map(cube::settle).filter(settled -> !history.tried(settled));
            if (point.isPresent()) {
                return point;
            }
        }
        return isNothingLeft(history) ? Optional.empty() : last.flatMap(start -> next(start, history));
    }

    /**
     * Count on from a point, the last parameter that exists fastest, until a point was not tried; real numbers stay as they are.
     * Each configuration comes once: what does not exist is not counted.
     */
    private Optional<double[]> next(double[] start, History history) {
        double[] first = cube.settle(start);
        double[] point = start.clone();
        int broken = 0;
        do {
            advance(point);
            double[] settled = cube.settle(point);
            boolean admitted = cube.admits(settled);
            if (admitted && !history.tried(settled)) {
                return Optional.of(settled);
            }
            broken += admitted ? 0 : 1;
            if (Arrays.equals(settled, first)) {
                return Optional.empty();
            }
        } while (broken < MOST_BROKEN);
        return Optional.empty();
    }

    /** Move on to the next configuration, and from the last to the first. */
    private void advance(double[] point) {
        boolean[] active = cube.active(point);
        for (int i = point.length - 1; i >= 0; i--) {
            Dimension dimension = cube.dimension(i);
            if (!dimension.isDiscrete()) {
                continue;
            }
            long next = active[i] ? dimension.index(point[i]) + 1 : dimension.size();
            point[i] = dimension.middle(next < dimension.size() ? next : 0);
            if (next < dimension.size()) {
                return;
            }
        }
    }
}
