package dev.jtune.gate;

import dev.jtune.Config;
import dev.jtune.journal.WholeFile;
import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, each of which must have its type. */
final class Fields {
    private final Map<String, @Nullable Object> values;

    private Fields(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /**
     * Read the object that is in a file.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Fields read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /**
     * Read an object.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Fields parse(String text) {
        return new Fields(Json.parseObject(text));
    }

    /** Write a file as a whole, so that a reader never sees half of it; its directory is made where there is none. */
    static void write(Path file, Map<String, ? extends @Nullable Object> values) throws IOException {
        Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(parent);
        WholeFile.write(file, Json.writeLines(values));
    }

    /** JSON has no number for what is not finite. */
    static @Nullable Double orNull(double number) {
        return Double.isFinite(number) ? number : null;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) {
        return as(name, String.class, "a text");
    }

    boolean bool(String name) {
        return as(name, Boolean.class, "true or false");
    }

    /** Return a number, {@code NaN} where there is none. */
    double number(String name) {
        return has(name) ? as(name, Number.class, "a number").doubleValue() : Double.NaN;
    }

    int count(String name) {
        Number number = as(name, Number.class, "a whole number");
        if (number instanceof Long whole && whole >= 0 && whole <= Integer.MAX_VALUE) {
            return whole.intValue();
        }
        throw wrong(name, "a whole number of at least 0");
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw wrong(name, "one of " + List.of(Objects.requireNonNull(type.getEnumConstants())));
        }
    }

    Fields object(String name) {
        return of(as(name, Map.class, "an object"));
    }

    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (Object element : as(name, List.class, "a list")) {
            if (!(element instanceof Map<?, ?> map)) {
                throw wrong(name, "a list of objects");
            }
            objects.add(of(map));
        }
        return objects;
    }

    /** Return a list of numbers, each finite. */
    List<Double> numbers(String name) {
        List<Double> numbers = new ArrayList<>();
        for (Object element : as(name, List.class, "a list")) {
            if (!(element instanceof Number number)) {
                throw wrong(name, "a list of numbers");
            }
            numbers.add(number.doubleValue());
        }
        return numbers;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object element : as(name, List.class, "a list")) {
            if (!(element instanceof String text)) {
                throw wrong(name, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    List<Long> wholeNumbers(String name) {
        List<Long> numbers = new ArrayList<>();
        for (Object element : as(name, List.class, "a list")) {
            if (!(element instanceof Long number)) {
                throw wrong(name, "a list of whole numbers");
            }
            numbers.add(number);
        }
        return numbers;
    }

    Config config(String name) {
        return Config.of(object(name).values);
    }

    @SuppressWarnings("unchecked")
    private static Fields of(Map<?, ?> map) {
        return new Fields((Map<String, @Nullable Object>) map);
    }

    private <T> T as(String name, Class<T> type, String what) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw wrong(name, what);
        }
        return type.cast(value);
    }

    private IllegalArgumentException wrong(String name, String what) {
        return new IllegalArgumentException(
                values.containsKey(name)
                        ? "\"" + name + "\" is not " + what
                        : "\"" + name + "\" is missing, which is " + what);
    }
}
