package dev.jtune;

import dev.jtune.json.Json;
import dev.jtune.json.Numbers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The hyperparameters of one trial: names and values, in the order of the space. Immutable.
 *
 * <p>Values are {@link Double}, {@link Long}, {@link String}, {@link Boolean}, or lists of these; an enum constant is its name. Names
 * of nested values are joined by dots: a record {@code opt} with a component {@code lr} is {@code opt.lr}; a value of a sealed
 * interface {@code model} is the simple name of its class under {@code model}, and its components {@code model.c}.
 *
 * <pre>{@code
 * Config config = Config.of(Map.of("rate", 0.01, "hidden", 32));
 * config.getDouble("rate");      // 0.01
 * config.getInt("epochs", 2);    // 2: there is no such name
 * config.as(SgdParams.class);    // a record
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Config {
    private static final Config EMPTY = new Config(Map.of());
    private static final int SHOWN_DIGITS = 4;

    private static final int SHORT_DIGEST = 6;

    private final Map<String, Object> values;

    private Config(Map<String, Object> values) {
        this.values = values;
    }

    /** Return the configuration without any value. */
    public static Config empty() {
        return EMPTY;
    }

    /**
     * Create a configuration; nested maps are flattened with dots.
     *
     * @throws IllegalArgumentException if a value is of a type that a configuration does not hold, naming it
     */
    public static Config of(Map<String, ?> values) {
        if (values.isEmpty()) {
            return EMPTY;
        }
        Map<String, Object> flat = new LinkedHashMap<>(values.size() * 2);
        flatten("", values, flat);
        return new Config(SmallMap.copyOf(flat));
    }

    private static void flatten(String prefix, Map<?, ?> values, Map<String, Object> flat) {
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            String name = prefix + entry.getKey();
            if (entry.getValue() instanceof Map<?, ?> nested) {
                flatten(name + ".", nested, flat);
            } else if (flat.put(name, canonical(name, entry.getValue())) != null) {
                throw new IllegalArgumentException("the name " + name + " occurs twice");
            }
        }
    }

    private static Object canonical(String name, @Nullable Object value) {
        if (value instanceof Double number) {
            return finite(name, number);
        }
        if (value instanceof Long || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Float number) {
            return finite(name, number.doubleValue());
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Character letter) {
            return letter.toString();
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(canonical(name, element));
            }
            return List.copyOf(copy);
        }
        throw new IllegalArgumentException("the value of " + name + " is "
                + (value == null ? "null" : "a " + value.getClass().getName())
                + "; a configuration holds numbers, strings, booleans, enum constants, and lists and maps of these");
    }

    private static Double finite(String name, Double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(
                    "the value of " + name + " is " + number + "; a configuration holds finite numbers");
        }
        return number;
    }

    /** Tell whether there is a value under {@code name}. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Return the names in order. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Return all values by name, in order; unmodifiable. */
    public Map<String, Object> asMap() {
        return values;
    }

    /**
     * Return a value in its canonical type.
     *
     * @throws NoSuchElementException if there is none, listing the names there are
     */
    public Object get(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new NoSuchElementException("the configuration has no '" + name + "' (it has: "
                    + (values.isEmpty() ? "nothing" : String.join(", ", values.keySet())) + ")");
        }
        return value;
    }

    /** Return a number; an integer is widened. */
    public double getDouble(String name) {
        return ConfigBinder.convert(name, get(name), double.class);
    }

    /** Return a number, {@code absent} where there is none. */
    public double getDouble(String name, double absent) {
        return has(name) ? getDouble(name) : absent;
    }

    /** Return an integer; a number that is not one is refused. */
    public int getInt(String name) {
        return ConfigBinder.convert(name, get(name), int.class);
    }

    /** Return an integer, {@code absent} where there is none. */
    public int getInt(String name, int absent) {
        return has(name) ? getInt(name) : absent;
    }

    /** Return an integer; a number that is not one is refused. */
    public long getLong(String name) {
        return ConfigBinder.convert(name, get(name), long.class);
    }

    /** Return an integer, {@code absent} where there is none. */
    public long getLong(String name, long absent) {
        return has(name) ? getLong(name) : absent;
    }

    /** Return a boolean. */
    public boolean getBoolean(String name) {
        return ConfigBinder.convert(name, get(name), boolean.class);
    }

    /** Return a boolean, {@code absent} where there is none. */
    public boolean getBoolean(String name, boolean absent) {
        return has(name) ? getBoolean(name) : absent;
    }

    /** Return a value as text. */
    public String getString(String name) {
        return ConfigBinder.convert(name, get(name), String.class);
    }

    /** Return a value as text, {@code absent} where there is none. */
    public String getString(String name, String absent) {
        return has(name) ? getString(name) : absent;
    }

    /** Return an enum constant: of this name, else the one that matches ignoring case and taking {@code -} for {@code _}. */
    public <E extends Enum<E>> E getEnum(String name, Class<E> type) {
        return ConfigBinder.convert(name, get(name), type);
    }

    /** Return what lies under {@code name}: of {@code opt.lr} and {@code rate}, section {@code opt} is {@code lr}. */
    public Config section(String name) {
        String prefix = name + ".";
        Map<String, Object> section = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                section.put(key.substring(prefix.length()), value);
            }
        });
        return new Config(SmallMap.copyOf(section));
    }

    /** Return a copy with one value added or replaced; a nested map adds a value for each of its entries. */
    public Config with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        if (value instanceof Map<?, ?> nested) {
            Map<String, Object> added = new LinkedHashMap<>();
            flatten(name + ".", nested, added);
            more.putAll(added);
        } else {
            more.put(name, canonical(name, value));
        }
        return new Config(SmallMap.copyOf(more));
    }

    /**
     * Bind to a record, or to a sealed interface of records.
     *
     * @throws IllegalArgumentException if a component has no value, or one that does not convert, naming it
     */
    public <T> T as(Class<T> type) {
        return ConfigBinder.bindWhole(this, type);
    }

    /** Return the canonical JSON: one flat object, names sorted, so that equal configurations have equal text. */
    public String toJson() {
        return Json.write(values.size() < 2 ? values : new TreeMap<>(values));
    }

    /**
     * Read a configuration from JSON.
     *
     * @throws IllegalArgumentException if the text is not a JSON object of values that a configuration holds
     */
    public static Config fromJson(String json) {
        return of(Json.parseObject(json));
    }

    /** Return the SHA-256 of the canonical JSON in hexadecimal digits: equal for equal configurations, in every run. */
    public String digest() {
        return HexFormat.of().formatHex(sha256());
    }

    /** Return the first six digits of {@link #digest()}, as in a trial's id. */
    public String shortDigest() {
        return HexFormat.of().formatHex(sha256(), 0, SHORT_DIGEST / 2);
    }

    private byte[] sha256() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return sha.digest(toJson().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Config config && values.equals(config.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Show the values as {@code rate=0.01 hidden=32 act=relu}, real numbers with four significant digits. */
    @Override
    public String toString() {
        StringJoiner joiner = new StringJoiner(" ");
        values.forEach((name, value) -> joiner.add(name + "=" + shown(value)));
        return joiner.toString();
    }

    private static String shown(Object value) {
        if (!(value instanceof Double number) || !Double.isFinite(number)) {
            return value.toString();
        }
        double rounded = Numbers.rounded(number, SHOWN_DIGITS);
        double size = Math.abs(rounded);
        if (rounded == Math.rint(rounded) && size < 1e7) {
            return Long.toString((long) rounded);
        }
        return Double.toString(rounded).replace(".0E", "e").replace("E", "e");
    }
}
