package dev.jtune.bench.problem;

import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A JSON object, read by the names and types that are expected of it. */
public record Spec(Map<?, ?> entries) {

    /** Read a file that holds one object. */
    public static Spec read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** Read a text that holds one object. */
    public static Spec parse(String text) {
        return of(Json.parse(text) instanceof Map<?, ?> map ? map : Map.of());
    }

    /** Take a parsed JSON object. */
    public static Spec of(Object map) {
        return new Spec((Map<?, ?>) map);
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(entries.get(name));
    }

    public String text(String name) {
        return (String) get(name);
    }

    public double number(String name) {
        return ((Number) get(name)).doubleValue();
    }

    public Spec spec(String name) {
        return of(get(name));
    }

    public List<Spec> specs(String name) {
        return list(name).stream().map(Spec::of).toList();
    }

    public List<?> list(String name) {
        return (List<?>) get(name);
    }

    /** Return what a name stands for. */
    public Object get(String name) {
        Object value = entries.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the problem lacks " + name);
        }
        return value;
    }
}
