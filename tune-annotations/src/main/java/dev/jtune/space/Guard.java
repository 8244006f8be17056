package dev.jtune.space;

import dev.jtune.Config;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The condition under which a parameter exists: every clause holds. Without clauses it always exists.
 *
 * @param clauses all of which must hold
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Guard(List<Clause> clauses) {

    /** No condition. */
    public static final Guard ALWAYS = new Guard(List.of());

    public Guard {
        clauses = List.copyOf(clauses);
    }

    /** Tell whether {@code config} satisfies every clause; a parent that is itself absent satisfies none. */
    public boolean holds(Config config) {
        for (Clause clause : clauses) {
            if (!config.has(clause.parent()) || !clause.values().contains(config.get(clause.parent()))) {
                return false;
            }
        }
        return true;
    }

    /** Return this condition and {@code more}. */
    public Guard and(Guard more) {
        return new Guard(java.util.stream.Stream.concat(clauses.stream(), more.clauses.stream())
                .toList());
    }

    @Override
    public String toString() {
        return clauses.stream().map(Clause::toString).collect(Collectors.joining(" and "));
    }

    /**
     * The parent has one of these values.
     *
     * @param parent name of a parameter that stands earlier in the space
     * @param values canonical values, at least one
     */
    public record Clause(String parent, List<Object> values) {
        public Clause {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.size() == 1
                    ? parent + " == " + quoted(values.get(0))
                    : parent + " in " + values.stream().map(Clause::quoted).toList();
        }

        private static String quoted(Object value) {
            return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
        }
    }
}
