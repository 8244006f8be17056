package dev.jtune;

import dev.jtune.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Loads a tuned configuration where it is used, in production code too.
 *
 * <pre>{@code
 * SgdParams params = BestConfig.load(SgdParams.class, "/best.properties");   // on the class path
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BestConfig {
    private BestConfig() {}

    /**
     * Load a {@code .properties} or {@code .json} file and bind it to a record or a sealed interface of records.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it does not bind, naming the component
     */
    public static <T> T load(Class<T> type, Path file) {
        return load(file).as(type);
    }

    /**
     * Load a {@code .properties} or {@code .json} resource of the type's class path; see {@link #load(Class, Path)}.
     *
     * @param resource as {@link Class#getResource} takes it: absolute with a leading {@code /}, else beside the type
     */
    public static <T> T load(Class<T> type, String resource) {
        try (InputStream in = type.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no resource " + resource + " beside " + type.getName()
                        + "; the best configuration of a study is in best.properties of its directory");
            }
            return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .as(type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Load a {@code .properties} or {@code .json} file. */
    public static Config load(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Config parse(String name, String text) throws IOException {
        boolean isJson = name.endsWith(".json");
        if (!isJson && !name.endsWith(".properties")) {
            throw new IllegalArgumentException("a configuration is a .properties or a .json file, not " + name);
        }
        try {
            return isJson ? Config.fromJson(text) : fromProperties(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot read the configuration " + name + ": " + e.getMessage(), e);
        }
    }

    private static Config fromProperties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return Config.of(values);
    }

    /** Return a configuration as the text of a properties file: names sorted, one a line, and no date. */
    public static String toProperties(Config config) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(config.asMap())
                .forEach((name, value) -> text.append(escaped(name, true))
                        .append('=')
                        .append(escaped(written(value), false))
                        .append('\n'));
        return text.toString();
    }

    private static String written(Object value) {
        return value instanceof List<?> || value instanceof Double ? Json.write(value) : value.toString();
    }

    private static String escaped(String text, boolean key) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\\' -> out.append("\\\\");
                case ' ' -> out.append(key || i == 0 ? "\\ " : " ");
                case '=', ':', '#', '!' -> out.append(key || i == 0 ? "\\" + c : String.valueOf(c));
                default -> {
                    // a plain Properties.load(InputStream) reads ISO 8859-1
                    if (c < ' ' || c > '~') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
