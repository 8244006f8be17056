package dev.jtune.bench.curves;

import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A JSON object, read by the names and types that are expected of it. */
record Spec(Map<?, ?> entries) {

    static Spec read(Path file) throws IOException {
        return of(Json.parse(Files.readString(file)) instanceof Map<?, ?> map ? map : Map.of());
    }

    private static Spec of(Object map) {
        return new Spec((Map<?, ?>) map);
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(entries.get(name));
    }

    String text(String name) {
        return (String) get(name);
    }

    double number(String name) {
        return ((Number) get(name)).doubleValue();
    }

    Spec spec(String name) {
        return of(get(name));
    }

    List<Spec> specs(String name) {
        return list(name).stream().map(Spec::of).toList();
    }

    List<?> list(String name) {
        return (List<?>) get(name);
    }

    private Object get(String name) {
        Object value = entries.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the problem lacks " + name);
        }
        return value;
    }
}
