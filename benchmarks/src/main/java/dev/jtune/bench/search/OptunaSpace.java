package dev.jtune.bench.search;

import dev.jtune.bench.problem.Spec;
import dev.jtune.space.Domain;
import dev.jtune.space.Guard;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A space as Optuna is asked for it: a choice is a categorical of its indices, an ordered one an integer, its index.
 *
 * @param params in order, as {@code optuna_peer.py} reads them
 */
record OptunaSpace(ParamSpace space, List<Map<String, Object>> params) {

    static OptunaSpace of(ParamSpace space) {
        List<Map<String, Object>> params = new ArrayList<>();
        for (Param param : space.params()) {
            Map<String, Object> shown = shown(param.domain());
            shown.put("name", param.name());
            shown.put(
                    "when",
                    param.guard().clauses().stream()
                            .map(clause -> shown(clause, space))
                            .toList());
            params.add(shown);
        }
        return new OptunaSpace(space, params);
    }

    private static Map<String, Object> shown(Domain domain) {
        if (domain instanceof Domain.Choice choice) {
            long last = choice.values().size() - 1L;
            return choice.ordered() ? range("int", 0L, last, false) : levels(last + 1);
        }
        if (domain instanceof Domain.Real real && real.q() == 0) {
            return range("float", real.lower(), real.upper(), real.log());
        }
        if (domain instanceof Domain.Int integer && integer.q() == 1) {
            return range("int", integer.lower(), integer.upper(), integer.log());
        }
        throw new IllegalArgumentException("no benchmark has a domain such as " + domain);
    }

    private static Map<String, Object> levels(long count) {
        return new LinkedHashMap<>(Map.of("type", "categorical", "levels", count));
    }

    private static Map<String, Object> range(String type, Object low, Object high, boolean log) {
        return new LinkedHashMap<>(Map.of("type", type, "low", low, "high", high, "log", log));
    }

    private static Map<String, Object> shown(Guard.Clause clause, ParamSpace space) {
        Domain parent = space.param(clause.parent()).orElseThrow().domain();
        List<Object> values = clause.values().stream()
                .map(value -> parent instanceof Domain.Choice choice
                        ? (Object) (long) choice.values().indexOf(value)
                        : value)
                .toList();
        return Map.of("parent", clause.parent(), "values", values);
    }

    /** Return what Optuna suggests as values of the space. */
    Map<String, Object> values(Spec suggested) {
        Map<String, Object> values = new LinkedHashMap<>();
        suggested.entries().forEach((key, value) -> {
            String name = (String) key;
            Domain domain = space.param(name).orElseThrow().domain();
            Number number = (Number) value;
            values.put(
                    name,
                    domain instanceof Domain.Choice choice
                            ? choice.values().get(number.intValue())
                            : domain instanceof Domain.Int
                                    ? (Object) number.longValue()
                                    : (Object) number.doubleValue());
        });
        return values;
    }
}
