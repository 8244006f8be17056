package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which values of trial n are settled before anything is drawn: those of a point to evaluate, and those of a cell of the grid.
 *
 * <p>There are {@code numSamples} samples, and a sample is a trial for each cell of the grid. The first samples are the
 * points to evaluate; where a point gives the value of an axis, its sample has only the cells with that value. These are the
 * counts of Ray Tune: a grid of 4 x 3 and 6 samples are 72 trials, and 63 if a point gives the value of the first axis. Without a grid, a
 * point that a person adds is the next sample after those.
 */
final class SamplePlan {
    private final List<Block> blocks;
    private final GridCells grid;
    private final int pointTrials;
    private final int total;
    private final Deque<Config> waiting = new ArrayDeque<>();
    private final Map<Integer, Config> inserted = new HashMap<>();

    private SamplePlan(List<Block> blocks, GridCells grid, int pointTrials, int total) {
        this.blocks = blocks;
        this.grid = grid;
        this.pointTrials = pointTrials;
        this.total = total;
    }

    static SamplePlan of(SearchContext context) {
        ParamSpace space = context.space();
        List<Block> blocks = new ArrayList<>();
        int trials = 0;
        for (Config point :
                context.points().subList(0, Math.min(context.points().size(), context.numSamples()))) {
            GridCells cells = new GridCells(space, point.asMap());
            trials = Math.addExact(trials, cells.size());
            blocks.add(new Block(point.asMap(), cells));
        }
        GridCells grid = new GridCells(space, Map.of());
        int free = Math.multiplyExact(context.numSamples() - blocks.size(), grid.size());
        return new SamplePlan(blocks, grid, trials, Math.addExact(trials, free));
    }

    /** Return the number of trials. */
    int total() {
        return total;
    }

    /** Settle one of the next trials by a complete configuration; tell whether that is possible, which it is not with a grid. */
    boolean insert(Config config) {
        return grid.size() == 1 && waiting.add(config);
    }

    /** Return what is settled for a trial; empty after the last one. */
    Optional<Settled> trial(int number) {
        if (number > total) {
            return Optional.empty();
        }
        int first = 1;
        for (Block block : blocks) {
            if (number < first + block.cells().size()) {
                return Optional.of(new Settled(block.point(), block.cells().cell(number - first), 0, ""));
            }
            first += block.cells().size();
        }
        Config byHand = inserted.computeIfAbsent(number, trial -> waiting.poll());
        if (byHand != null) {
            return Optional.of(new Settled(byHand.asMap(), grid.cell(0), 0, Searcher.BY_HAND));
        }
        int free = number - pointTrials - inserted.size();
        return Optional.of(new Settled(Map.of(), grid.cell((free - 1) % grid.size()), free, ""));
    }

    /** The trials of one point to evaluate. */
    private record Block(Map<String, Object> point, GridCells cells) {}

    /**
     * The settled values of a trial.
     *
     * @param point values by name
     * @param cell values by axis
     * @param free counts the trials that belong to no point, from 1; 0 for one that does
     * @param by who settled it, where a person did; else empty
     */
    record Settled(Map<String, Object> point, IdentityHashMap<Param, Object> cell, int free, String by) {
        /** Tell whether all is to be drawn. */
        boolean isEmpty() {
            return point.isEmpty() && cell.isEmpty();
        }

        /** Return the settled value of a parameter, {@code null} if it is to be drawn. */
        @Nullable
        Object value(Param param) {
            Object value = point.get(param.name());
            return value == null ? cell.get(param) : value;
        }
    }
}
