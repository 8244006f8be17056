package dev.jtune.search;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.space.Domain;
import dev.jtune.space.Guard;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.Collections;
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
        boolean conditional =
                axes.stream().anyMatch(axis -> !axis.guard().clauses().isEmpty());
        this.distinct = conditional
                ? IntStream.range(0, combinations)
                        .filter(this::isFirstOfItsCell)
                        .toArray()
                : new int[0];
        this.size = conditional ? distinct.length : combinations;
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

    /** An absent axis stands at its first value in the combination that represents the cell. */
    private boolean isFirstOfItsCell(int index) {
        IdentityHashMap<Param, Object> values = combination(index);
        return absent(values).stream().allMatch(axis -> choices(axis).get(0).equals(values.get(axis)));
    }

    /** Return the axes that do not exist in a combination, whatever is drawn: parents stand before what depends on them. */
    private Set<Param> absent(IdentityHashMap<Param, Object> combination) {
        Set<Param> absent = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<String, Object> settled = new HashMap<>();
        Set<String> open = new HashSet<>();
        for (Param param : space.params()) {
            if (isExcluded(param.guard(), settled, open)) {
                if (combination.containsKey(param)) {
                    absent.add(param);
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
        return absent;
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
