package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.space.Domain;
import dev.jtune.space.Guard;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a grid: all combinations of the values of its axes; the first axis by name varies fastest.
 *
 * <p>An axis may have a condition. Where the grid, constants and given values decide that it does not hold, the axis is
 * absent, and the combinations that differ only there are one cell. Where it depends on a drawn value, each combination stays
 * a cell, with a draw of its own: the number of cells never depends on chance.
 *
 * <p>A combination that breaks a constraint, whatever is drawn, is no cell.
 *
 * <p>A space without a grid has one cell, which is empty.
 */
final class GridCells {
    /** More combinations than anybody can wait for. */
    private static final int MOST = 10_000_000;

    private final ParamSpace space;
    private final Map<String, Object> given;
    private final List<Param> axes;
    private final int[] distinct;
    private final int size;

    /**
     * Create the cells of a space, except for what is given.
     *
     * @param given values by name; a given axis is no longer one
     */
    GridCells(ParamSpace space, Map<String, Object> given) {
        this.space = space;
        this.given = given;
        this.axes = space.params().stream()
                .filter(param -> param.domain() instanceof Domain.Grid && !given.containsKey(param.name()))
                .sorted(Comparator.comparing(Param::name))
                .toList();
        int combinations = combinations(axes);
        boolean all = axes.isEmpty()
                || (space.constraints().isEmpty()
                        && axes.stream().allMatch(axis -> axis.guard().clauses().isEmpty()));
        this.distinct = all
                ? new int[0]
                : IntStream.range(0, combinations).filter(this::isCell).toArray();
        this.size = all ? combinations : distinct.length;
        if (size == 0) {
            throw new InvalidDeclarationException(new Problem(
                    "TUNE-058",
                    "grid over "
                            + String.join(", ", axes.stream().map(Param::name).toList()),
                    "no cell keeps the constraints " + space.constraints()
                            + (given.isEmpty() ? "" : " with " + Config.of(given)),
                    "weaken one, or give the axes more values"));
        }
    }

    int size() {
        return size;
    }

    /** Return the values of all axes, also of those that are absent in the cell. Axes may share a name: the keys are identities. */
    IdentityHashMap<Param, Object> cell(int index) {
        return combination(distinct.length == 0 ? index : distinct[index]);
    }

    private IdentityHashMap<Param, Object> combination(int index) {
        IdentityHashMap<Param, Object> values = new IdentityHashMap<>();
        int rest = index;
        for (Param axis : axes) {
            List<Object> choices = choices(axis);
            values.put(axis, choices.get(rest % choices.size()));
            rest /= choices.size();
        }
        return values;
    }

    /**
     * An absent axis, which does not exist whatever is drawn, stands at its first value in the combination that represents the cell; and what
     * is settled keeps the constraints: they hold as long as a value that they read is open.
     */
    private boolean isCell(int index) {
        IdentityHashMap<Param, Object> combination = combination(index);
        Map<String, Object> settled = new HashMap<>();
        Set<String> open = new HashSet<>();
        for (Param param : space.params()) { // parents stand before what depends on them
            if (isExcluded(param.guard(), settled, open)) {
                if (combination.containsKey(param) && !choices(param).get(0).equals(combination.get(param))) {
                    return false;
                }
            } else {
                Object value = value(param, combination);
                if (value == null
                        || param.guard().clauses().stream().anyMatch(clause -> open.contains(clause.parent()))) {
                    open.add(param.name());
                } else {
                    settled.put(param.name(), value);
                }
            }
        }
        Config config = Config.of(settled);
        return space.constraints().stream()
                .allMatch(constraint -> (constraint.isCode() && !open.isEmpty()) || constraint.holds(config));
    }

    private static boolean isExcluded(Guard guard, Map<String, Object> settled, Set<String> open) {
        return guard.clauses().stream()
                .filter(clause -> !open.contains(clause.parent()))
                .anyMatch(clause -> {
                    Object parent = settled.get(clause.parent());
                    return parent == null || !clause.values().contains(parent);
                });
    }

    /** Return the value of a parameter where nothing needs to be drawn for it, else {@code null}. */
    private @Nullable Object value(Param param, IdentityHashMap<Param, Object> combination) {
        if (param.domain() instanceof Domain.Constant constant) {
            return constant.value();
        }
        Object value = combination.get(param);
        return value == null ? given.get(param.name()) : value;
    }

    private static int combinations(List<Param> axes) {
        long product = 1;
        for (Param axis : axes) {
            product *= choices(axis).size();
            if (product > MOST) {
                throw new InvalidDeclarationException(new Problem(
                        "TUNE-432",
                        "grid over "
                                + String.join(
                                        ", ", axes.stream().map(Param::name).toList()),
                        "it has more than " + MOST + " cells",
                        "use choice instead of grid_search where not every combination must be tried"));
            }
        }
        return (int) product;
    }

    private static List<Object> choices(Param axis) {
        return ((Domain.Grid) axis.domain()).values();
    }
}
