package dev.jtune.bench;

import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The numbers of one benchmark: printed as a table, appended as JSON lines, and held against what is required. */
final class Outcome {
    private final String benchmark;
    private final List<Row> rows = new ArrayList<>();

    Outcome(String benchmark) {
        this.benchmark = benchmark;
    }

    /** Add a number that must be at least {@code bound}. */
    void atLeast(String name, double value, double bound, String unit) {
        rows.add(new Row(name, value, ">=", bound, unit));
    }

    /** Add a number that must be at most {@code bound}. */
    void atMost(String name, double value, double bound, String unit) {
        rows.add(new Row(name, value, "<=", bound, unit));
    }

    /** Add a number for which nothing is required. */
    void number(String name, double value, String unit) {
        rows.add(new Row(name, value, "", Double.NaN, unit));
    }

    /** Print and store the numbers, and return whether every requirement is met. */
    boolean report(Path directory) throws IOException {
        Files.createDirectories(directory);
        StringBuilder lines = new StringBuilder();
        System.out.println("| " + benchmark + " | measured | required |  |");
        System.out.println("| --- | --- | --- | --- |");
        for (Row row : rows) {
            System.out.println("| " + row.name() + " | " + shown(row.value()) + " " + row.unit() + " | "
                    + (row.relation().isEmpty() ? "" : row.relation() + " " + shown(row.bound())) + " | "
                    + (row.relation().isEmpty() ? "" : row.holds() ? "ok" : "MISSED") + " |");
            lines.append(Json.write(row.toMap(benchmark))).append('\n');
        }
        Files.writeString(
                directory.resolve(benchmark + ".jsonl"),
                lines,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return rows.stream().allMatch(Row::holds);
    }

    private static String shown(double value) {
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    private record Row(String name, double value, String relation, double bound, String unit) {
        boolean holds() {
            return switch (relation) {
                case ">=" -> value >= bound;
                case "<=" -> value <= bound;
                default -> true;
            };
        }

        Map<String, Object> toMap(String benchmark) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("benchmark", benchmark);
            map.put("name", name);
            map.put("value", value);
            map.put("unit", unit);
            if (!relation.isEmpty()) {
                map.put("required", relation + " " + bound);
                map.put("holds", holds());
            }
            map.put("java", Runtime.version().toString());
            map.put("processors", Runtime.getRuntime().availableProcessors());
            map.put("at", java.time.Instant.now().toString());
            return map;
        }
    }
}
