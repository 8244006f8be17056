package dev.jtune.verify;

import dev.jtune.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The results of steps in a row.
 *
 * @param results the metrics of each step
 */
record Trace(List<Map<String, Object>> results) {
    /** What a clock or a counter of restores decides, and not the trainable. */
    private static final Set<String> INCOMPARABLE = Set.of(
            Metrics.TIME_THIS_ITER_S,
            Metrics.TIME_TOTAL_S,
            Metrics.TIME_SINCE_RESTORE,
            Metrics.ITERATIONS_SINCE_RESTORE,
            Metrics.TIMESTEPS_SINCE_RESTORE,
            Metrics.TIMESTAMP,
            Metrics.DATE);

    Trace {
        results = List.copyOf(results);
    }

    int length() {
        return results.size();
    }

    Trace from(int step) {
        return new Trace(results.subList(step, results.size()));
    }

    /** Return the names of metrics that can be compared. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        results.forEach(metrics -> names.addAll(metrics.keySet()));
        names.removeAll(INCOMPARABLE);
        return names;
    }

    /** Return the names of all metrics in which this differs from another trace. */
    Set<String> differing(Trace other) {
        Set<String> names = names();
        names.addAll(other.names());
        names.removeIf(name -> difference(other, Set.of(), name, 0).isEmpty());
        return names;
    }

    /**
     * Find the first step, and in it the first metric, in which this differs from another trace.
     *
     * @param without metrics that are not compared
     * @param first the number of the first step, for the message
     */
    Optional<Difference> difference(Trace other, Set<String> without, int first) {
        Set<String> names = names();
        names.addAll(other.names());
        return names.stream()
                .flatMap(name -> difference(other, without, name, first).stream())
                .min((a, b) -> Integer.compare(a.step(), b.step()));
    }

    private Optional<Difference> difference(Trace other, Set<String> without, String name, int first) {
        for (int i = 0; i < Math.max(length(), other.length()) && !without.contains(name); i++) {
            Object mine = value(i, name);
            Object theirs = other.value(i, name);
            if (mine == null ? theirs != null : !mine.equals(theirs)) {
                return Optional.of(new Difference(first + i, name, shown(mine), shown(theirs)));
            }
        }
        return Optional.empty();
    }

    private @Nullable Object value(int index, String name) {
        return index < length() ? results.get(index).get(name) : null;
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "no value" : value.toString();
    }

    /**
     * A metric that differs.
     *
     * @param step in which step, from 1
     * @param metric its name
     * @param value what it is here
     * @param other what it is in the other trace
     */
    record Difference(int step, String metric, String value, String other) {
        /** Say it: in step 3 {@code here} score = 4.0, {@code there} 6.0. */
        String between(String here, String there) {
            return "in step " + step + " " + here + " " + metric + " = " + value + ", " + there + " " + other;
        }
    }
}
