package dev.jtune.space;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All cases that the conditions of a space tell apart: the values of the parameters that conditions ask for, where the values
 * that no condition names are one case.
 */
final class Worlds {

    /** One case. */
    record World(Map<String, Object> parents, long weight) {}

    /** Nobody writes more cases by hand; what needs them all is left out beyond. */
    private static final int MOST = 50_000;

    /** The parameters that conditions ask for: the others would only make the walk longer. */
    private final List<Param> deciding;

    private final Map<String, Set<Object>> named = new HashMap<>();
    private final List<World> worlds = new ArrayList<>();

    private Worlds(List<Param> params) {
        for (Param param : params) {
            for (Guard.Clause clause : param.guard().clauses()) {
                named.computeIfAbsent(clause.parent(), parent -> new LinkedHashSet<>())
                        .addAll(clause.values());
            }
        }
        this.deciding =
                params.stream().filter(param -> named.containsKey(param.name())).toList();
    }

    /** Return all cases of a space in which parents stand before what depends on them; empty if they are too many. */
    static Optional<List<World>> of(List<Param> params) {
        Worlds worlds = new Worlds(params);
        return worlds.walk(0, new LinkedHashMap<>(), 1) ? Optional.of(worlds.worlds) : Optional.empty();
    }

    /** Count the configurations of a space, at most {@link Long#MAX_VALUE}; empty if there is no end of them. */
    static OptionalLong cardinality(List<Param> params) {
        Worlds cases = new Worlds(params);
        if (!cases.walk(0, new LinkedHashMap<>(), 1)) {
            return OptionalLong.empty();
        }
        long total = 0;
        for (World world : cases.worlds) {
            long product = world.weight();
            for (Param param : params) {
                if (cases.named.containsKey(param.name()) || !param.guard().holds(world.parents())) {
                    continue;
                }
                OptionalLong size = Domains.size(param.domain());
                if (size.isEmpty()) {
                    return OptionalLong.empty();
                }
                product = times(product, size.getAsLong());
            }
            total = total + product < 0 ? Long.MAX_VALUE : total + product;
        }
        return OptionalLong.of(total);
    }

    private boolean walk(int index, Map<String, Object> parents, long weight) {
        if (index == deciding.size()) {
            worlds.add(new World(new HashMap<>(parents), weight));
            return worlds.size() <= MOST;
        }
        Param param = deciding.get(index);
        Set<Object> values = named.get(param.name());
        if (values == null
                || parents.containsKey(param.name())
                || !param.guard().holds(parents)) {
            return walk(index + 1, parents, weight);
        }
        long others = Domains.size(param.domain()).orElse(1);
        for (Object value : values) {
            if (Domains.contains(param.domain(), value)) {
                others--;
                if (!branch(index, parents, param.name(), value, weight)) {
                    return false;
                }
            }
        }
        Object other = others > 0 ? unnamed(param.domain(), values) : null;
        return other == null || branch(index, parents, param.name(), other, times(weight, others));
    }

    private boolean branch(int index, Map<String, Object> parents, String name, Object value, long weight) {
        parents.put(name, value);
        boolean complete = walk(index + 1, parents, weight);
        parents.remove(name);
        return complete;
    }

    private static @Nullable Object unnamed(Domain domain, Set<Object> named) {
        if (domain instanceof Domain.Int range) {
            long value = range.lower();
            while (named.contains(value)) {
                value += range.q();
            }
            return value;
        }
        return Domains.values(domain).orElse(List.of()).stream()
                .filter(value -> !named.contains(value))
                .findFirst()
                .orElse(null);
    }

    private static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return high != 0 || low < 0 ? Long.MAX_VALUE : low;
    }
}
