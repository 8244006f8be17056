package dev.jtune.search;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.space.Domain;
import dev.jtune.space.Guard;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The cells of a grid: all combinations of the values of its axes; the first axis by name varies fastest.
 *
 * <p>An axis may have a condition. Where the grid itself or a constant decides that it does not hold, the axis is absent, and
 * the combinations that differ only there are one cell. Where it depends on a drawn value, each combination stays a cell, with
 * a draw of its own: the number of cells never depends on chance.
 *
 * <p>A space without a grid has one cell, which is empty.
 */
final class GridCells {
    /** More combinations than anybody can wait for. */
    private static final int MOST = 10_000_000;

    private final List<Param> axes;
    private final Map<String, Object> known;
    private final int[] distinct;
    private final int size;

    private GridCells(List<Param> axes, Map<String, Object> known) {
        this.axes = axes;
        this.known = known;
        int combinations = combinations(axes);
        boolean conditional =
                axes.stream().anyMatch(axis -> !axis.guard().clauses().isEmpty());
        this.distinct = conditional
                ? IntStream.range(0, combinations)
                        .filter(this::isFirstOfItsCell)
                        .toArray()
                : new int[0];
        this.size = conditional ? distinct.length : combinations;
    }

    /**
     * Create the cells of a space, except for what is given.
     *
     * @param given values by name; a given axis is no longer one
     */
    static GridCells of(ParamSpace space, Map<String, Object> given) {
        Map<String, Object> known = new HashMap<>(given);
        List<Param> axes = new ArrayList<>();
        for (Param param : space.params()) {
            if (param.domain() instanceof Domain.Constant constant) {
                known.putIfAbsent(param.name(), constant.value());
            } else if (param.domain() instanceof Domain.Grid && !given.containsKey(param.name())) {
                axes.add(param);
            }
        }
        axes.sort(Comparator.comparing(Param::name));
        return new GridCells(axes, known);
    }

    int size() {
        return size;
    }

    /** Return the values of all axes, also of those that are absent in the cell. */
    Map<String, Object> cell(int index) {
        return combination(distinct.length == 0 ? index : distinct[index]);
    }

    private Map<String, Object> combination(int index) {
        Map<String, Object> values = new HashMap<>();
        int rest = index;
        for (Param axis : axes) {
            List<Object> choices = choices(axis);
            values.put(axis.name(), choices.get(rest % choices.size()));
            rest /= choices.size();
        }
        return values;
    }

    /** An absent axis stands at its first value in the combination that represents the cell. */
    private boolean isFirstOfItsCell(int index) {
        Map<String, Object> values = combination(index);
        return axes.stream()
                .allMatch(axis -> choices(axis).get(0).equals(values.get(axis.name())) || !isAbsent(axis, values));
    }

    private boolean isAbsent(Param axis, Map<String, Object> values) {
        for (Guard.Clause clause : axis.guard().clauses()) {
            Object parent = values.getOrDefault(clause.parent(), known.get(clause.parent()));
            if (parent != null && !clause.values().contains(parent)) {
                return true;
            }
            if (isAxisAbsent(clause.parent(), values)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAxisAbsent(String name, Map<String, Object> values) {
        return axes.stream().anyMatch(axis -> axis.name().equals(name) && isAbsent(axis, values));
    }

    private static int combinations(List<Param> axes) {
        long product = 1;
        for (Param axis : axes) {
            product *= choices(axis).size();
            if (product > MOST) {
                throw new InvalidDeclarationException(List.of(new Problem(
                        "TUNE-432",
                        "grid over "
                                + String.join(
                                        ", ", axes.stream().map(Param::name).toList()),
                        "it has more than " + MOST + " cells",
                        "use choice instead of grid_search where not every combination must be tried")));
            }
        }
        return (int) product;
    }

    private static List<Object> choices(Param axis) {
        return ((Domain.Grid) axis.domain()).values();
    }
}
