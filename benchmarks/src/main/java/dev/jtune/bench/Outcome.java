package dev.jtune.bench;

import dev.jtune.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The numbers of one benchmark: shown as a table, written as JSON lines, and held against what is required. */
public final class Outcome {
    private final String benchmark;
    private final List<Row> rows = new ArrayList<>();

    /** Create an outcome without numbers. */
    public Outcome(String benchmark) {
        this.benchmark = benchmark;
    }

    /** Add a number that must be at least {@code bound}. */
    public Outcome atLeast(String name, Samples samples, double bound, String unit) {
        rows.add(new Row(name, samples, Relation.AT_LEAST, bound, Double.NaN, unit));
        return this;
    }

    /** Add a number that must be at most {@code bound}. */
    public Outcome atMost(String name, Samples samples, double bound, String unit) {
        return atMost(name, samples, bound, Double.NaN, unit);
    }

    /** Add a number that must be at most {@code bound}, and is meant to be at most {@code aim}. */
    public Outcome atMost(String name, Samples samples, double bound, double aim, String unit) {
        rows.add(new Row(name, samples, Relation.AT_MOST, bound, aim, unit));
        return this;
    }

    /** Add a number of which nothing is required. */
    public Outcome number(String name, Samples samples, String unit) {
        rows.add(new Row(name, samples, Relation.NONE, Double.NaN, Double.NaN, unit));
        return this;
    }

    /** Tell whether every required number is reached. */
    public boolean passed() {
        return rows.stream().allMatch(Row::holds);
    }

    /** Return the table: the median of each number, its range, and what is required. */
    public String table() {
        StringBuilder table = new StringBuilder("| " + benchmark + " | median | lowest to highest | required | |\n");
        table.append("|---|--:|--:|--:|---|\n");
        rows.forEach(row -> table.append(row.text()).append('\n'));
        return table.toString();
    }

    /** Return a JSON object for each number. */
    public List<String> lines() {
        return rows.stream().map(row -> Json.write(row.json(benchmark))).toList();
    }

    private enum Relation {
        AT_LEAST("at least"),
        AT_MOST("at most"),
        NONE("");

        private final String text;

        Relation(String text) {
            this.text = text;
        }
    }

    private record Row(String name, Samples samples, Relation relation, double bound, double aim, String unit) {
        boolean holds() {
            return switch (relation) {
                case AT_LEAST -> samples.median() >= bound;
                case AT_MOST -> samples.median() <= bound;
                case NONE -> true;
            };
        }

        String text() {
            boolean free = relation == Relation.NONE;
            return "| " + name + " | " + shown(samples.median()) + " " + unit + " | " + shown(samples.lowest()) + " to "
                    + shown(samples.highest()) + " | " + (free ? "" : relation.text + " " + shown(bound))
                    + (Double.isNaN(aim) ? "" : ", aim " + shown(aim)) + " | "
                    + (free ? "" : !holds() ? "MISSED" : samples.median() <= aim ? "aim" : "ok") + " |";
        }

        Map<String, Object> json(String benchmark) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("benchmark", benchmark);
            line.put("name", name);
            line.put("unit", unit);
            line.put("median", samples.median());
            line.put("values", samples.values());
            if (relation != Relation.NONE) {
                line.put(relation == Relation.AT_LEAST ? "atLeast" : "atMost", bound);
                line.put("passed", holds());
                if (!Double.isNaN(aim)) {
                    line.put("aim", aim);
                }
            }
            line.put("java", Runtime.version().toString());
            line.put("processors", (long) Runtime.getRuntime().availableProcessors());
            line.put("at", Instant.now().toString());
            return line;
        }

        private static String shown(double value) {
            if (value == Math.rint(value) || Math.abs(value) >= 1000) {
                return String.format(Locale.ROOT, "%,.0f", value);
            }
            return String.format(
                    Locale.ROOT,
                    Math.abs(value) < 0.01
                            ? "%.4f"
                            : Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f",
                    value);
        }
    }
}
