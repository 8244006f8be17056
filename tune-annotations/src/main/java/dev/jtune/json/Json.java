package dev.jtune.json;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON for values made of maps, lists, strings, {@link Long}, {@link Double}, {@link Boolean} and {@code null}.
 *
 * <p>A {@link Double} is written with a point or an exponent and read back as one, in the shortest form that round-trips, so
 * that 1 and 1.0 stay different. JSON has no number for NaN and the infinities: they are written as the strings {@code "NaN"},
 * {@code "Infinity"} and {@code "-Infinity"}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Json {
    private static final int MAX_DEPTH = 200;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Json() {}

    /** Write a value on one line, maps in their own order. */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder(64);
        append(value, out, 0);
        return out.toString();
    }

    /**
     * Append a value to {@code out}.
     *
     * @throws IllegalArgumentException if it holds something that is none of the types above, or a number that is none of Java's own
     */
    public static void append(@Nullable Object value, StringBuilder out) {
        append(value, out, 0);
    }

    /**
     * Write a value for people and for version control: one value a line, two spaces a level, keys sorted, a line break at the end.
     *
     * @throws IllegalArgumentException as {@link #append(Object, StringBuilder)}
     */
    public static String writeLines(@Nullable Object value) {
        StringBuilder out = new StringBuilder(256);
        appendLines(value, out, 0);
        return out.append('\n').toString();
    }

    private static void appendLines(@Nullable Object value, StringBuilder out, int depth) {
        if (value instanceof Map<?, ?> map && !map.isEmpty() && depth < MAX_DEPTH) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(String.valueOf(key), element));
            String separator = "{\n";
            for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
                out.append(separator).append("  ".repeat(depth + 1));
                appendString(entry.getKey(), out);
                out.append(": ");
                appendLines(entry.getValue(), out, depth + 1);
                separator = ",\n";
            }
            out.append('\n').append("  ".repeat(depth)).append('}');
        } else if (value instanceof List<?> list && !list.isEmpty() && depth < MAX_DEPTH) {
            String separator = "[\n";
            for (Object element : list) {
                out.append(separator).append("  ".repeat(depth + 1));
                appendLines(element, out, depth + 1);
                separator = ",\n";
            }
            out.append('\n').append("  ".repeat(depth)).append(']');
        } else {
            append(value, out, depth);
        }
    }

    private static void append(@Nullable Object value, StringBuilder out, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a value is nested more than " + MAX_DEPTH + " deep");
        }
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            appendString(text, out);
        } else if (value instanceof Double || value instanceof Float) {
            appendDouble(((Number) value).doubleValue(), out);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Map<?, ?> map) {
            appendMap(map, out, depth);
        } else if (value instanceof List<?> list) {
            out.append('[');
            String separator = "";
            for (Object element : list) {
                out.append(separator);
                append(element, out, depth + 1);
                separator = ",";
            }
            out.append(']');
        } else {
            throw new IllegalArgumentException(
                    "JSON has no form for a " + value.getClass().getName());
        }
    }

    private static void appendMap(Map<?, ?> map, StringBuilder out, int depth) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("a JSON object needs strings as keys, not " + entry.getKey());
            }
            out.append(separator);
            appendString(key, out);
            out.append(':');
            append(entry.getValue(), out, depth + 1);
            separator = ",";
        }
        out.append('}');
    }

    private static void appendDouble(double value, StringBuilder out) {
        if (Double.isFinite(value)) {
            out.append(Decimal.write(value));
        } else {
            out.append('"').append(value).append('"');
        }
    }

    private static void appendString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || (Character.isSurrogate(c) && !isPaired(text, i))) {
                        out.append("\\u")
                                .append(HEX[c >> 12])
                                .append(HEX[c >> 8 & 15])
                                .append(HEX[c >> 4 & 15])
                                .append(HEX[c & 15]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isPaired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /**
     * Read one value; objects become ordered maps.
     *
     * @throws IllegalArgumentException if the text is not strict JSON or repeats a key, naming the position
     */
    public static @Nullable Object parse(String text) {
        Parser parser = new Parser(text);
        Object value = parser.value(0);
        parser.skipSpace();
        if (parser.at < text.length()) {
            throw parser.error("nothing may follow the value");
        }
        return value;
    }

    /**
     * Read one object.
     *
     * @throws IllegalArgumentException if the text is not strict JSON, repeats a key, or is not an object
     */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> parseObject(String text) {
        if (parse(text) instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException("expected a JSON object");
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        @Nullable
        Object value(int depth) {
            if (depth > MAX_DEPTH) {
                throw error("nested more than " + MAX_DEPTH + " deep");
            }
            skipSpace();
            if (at >= text.length()) {
                throw error("the text ends too early");
            }
            return switch (text.charAt(at)) {
                case '{' -> object(depth);
                case '[' -> array(depth);
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", null);
                default -> number();
            };
        }

        private Map<String, @Nullable Object> object(int depth) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            at++;
            skipSpace();
            if (accept('}')) {
                return map;
            }
            do {
                skipSpace();
                int start = at;
                String key = string();
                skipSpace();
                expect(':');
                if (map.containsKey(key)) {
                    at = start;
                    throw error("the key \"" + key + "\" is repeated");
                }
                map.put(key, value(depth + 1));
                skipSpace();
            } while (accept(','));
            expect('}');
            return map;
        }

        private List<@Nullable Object> array(int depth) {
            List<@Nullable Object> list = new ArrayList<>();
            at++;
            skipSpace();
            if (accept(']')) {
                return list;
            }
            do {
                list.add(value(depth + 1));
                skipSpace();
            } while (accept(','));
            expect(']');
            return list;
        }

        private String string() {
            expect('"');
            int start = at;
            while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) != '\\') {
                if (text.charAt(at++) == '"') {
                    return text.substring(start, at - 1); // as most are, without any escape
                }
            }
            StringBuilder out = new StringBuilder().append(text, start, at);
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return out.toString();
                }
                if (c < 0x20) {
                    throw error("a control character in a string must be escaped");
                }
                out.append(c == '\\' ? escaped() : c);
            }
            throw error("a string is not closed");
        }

        private char escaped() {
            if (at >= text.length()) {
                throw error("a string is not closed");
            }
            char c = text.charAt(at++);
            return switch (c) {
                case '"', '\\', '/' -> c;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    int code = 0;
                    for (int i = 0; i < 4; i++, at++) {
                        if (at >= text.length() || !HexFormat.isHexDigit(text.charAt(at))) {
                            throw error("\\u needs four hexadecimal digits");
                        }
                        code = code * 16 + HexFormat.fromHexDigit(text.charAt(at));
                    }
                    yield (char) code;
                }
                default -> throw error("unknown escape \\" + c);
            };
        }

        private Number number() {
            int start = at;
            boolean real = false;
            accept('-');
            int digits = digits();
            if (digits == 0 || (digits > 1 && text.charAt(at - digits) == '0')) {
                at = start;
                throw error("a value is expected");
            }
            if (accept('.')) {
                real = true;
                if (digits() == 0) {
                    throw error("a digit must follow the point");
                }
            }
            if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
                at++;
                real = true;
                if (!accept('+')) {
                    accept('-');
                }
                if (digits() == 0) {
                    throw error("an exponent needs a digit");
                }
            }
            if (!real) {
                try {
                    return Long.parseLong(text, start, at, 10);
                } catch (NumberFormatException tooLong) {
                    // a whole number beyond a long is read as the nearest real one
                }
            }
            double value = Double.parseDouble(text.substring(start, at));
            if (Double.isInfinite(value)) {
                at = start;
                throw error("the number is too large");
            }
            return value;
        }

        private int digits() {
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            return at - start;
        }

        private @Nullable Object word(String word, @Nullable Object value) {
            if (!text.startsWith(word, at)) {
                throw error("a value is expected");
            }
            at += word.length();
            return value;
        }

        private void skipSpace() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private boolean accept(char c) {
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        private void expect(char c) {
            if (!accept(c)) {
                throw error("expected '" + c + "'");
            }
        }

        private IllegalArgumentException error(String reason) {
            return new IllegalArgumentException("not JSON at position " + at + ": " + reason);
        }
    }
}
