package dev.jtune.space;

import dev.jtune.Config;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        return holds(config.asMap());
    }

    boolean holds(Map<String, Object> values) {
        for (Clause clause : clauses) {
            Object value = values.get(clause.parent());
            if (value == null || !clause.values().contains(value)) {
                return false;
            }
        }
        return true;
    }

    /** Return this condition and {@code more}. */
    public Guard and(Guard more) {
        return new Guard(Stream.concat(clauses.stream(), more.clauses.stream()).toList());
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
                    ? parent + " == " + Literals.text(values.get(0))
                    : parent + " in (" + Literals.join(values, ", ") + ")";
        }
    }
}
