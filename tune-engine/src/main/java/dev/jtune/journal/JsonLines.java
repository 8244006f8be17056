package dev.jtune.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a journal on their way to the file: strict JSON objects, the last field of each the CRC-32C of what precedes that field.
 *
 * <p>Written by hand, because a trial waits for each line: the first thousands, which no compiler has seen yet, take half the
 * time they take with a generator for all of JSON. JSON has no NaN and no infinities; they are written as strings.
 */
final class JsonLines {
    private static final String CRC_FIELD = ",\"crc\":\"";
    private static final String LINE_END = "\"}";
    private static final byte[] CRC_FIELD_BYTES = bytes(CRC_FIELD);
    private static final byte[] LINE_END_BYTES = bytes(LINE_END + "\n");
    private static final byte[] NULL = bytes("null");
    private static final byte[] TRUE = bytes("true");
    private static final byte[] FALSE = bytes("false");
    private static final byte[] HEX = bytes("0123456789abcdef");
    private static final int FIRST_SIZE = 512;
    private static final int HIGHEST_DIGIT = 28;
    private static final int CRC_DIGITS = 8;
    private static final int TRAILER = CRC_FIELD.length() + CRC_DIGITS + LINE_END.length();
    private static final int LONGEST_LONG = 20;
    private static final int FIRST_WITH_EXPONENT = 10_000_000;
    private static final byte[] POINT_ZERO = bytes(".0");
    private static final int NANOS = 1_000_000_000;
    private static final int NANO_DIGITS = 9;
    private static final double MOST_NANOS = 1e15;
    private static final int LAST_CONTROL_CHARACTER = 0x1f;

    private final CRC32C crc = new CRC32C();
    private byte[] buffer = new byte[FIRST_SIZE];
    private int size;
    private int start;

    /** The name of a field with what surrounds it, encoded once. */
    record Name(byte[] bytes) {
        static Name of(String name) {
            return new Name(JsonLines.bytes(",\"" + name + "\":"));
        }
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Begin a line, whose first field says what it tells of. */
    void begin(byte[] opening) {
        start = size;
        put(opening);
    }

    /** Tell whether a line, without its end, carries the checksum of its own content. */
    static boolean isIntact(byte[] line) {
        int content = line.length - TRAILER;
        if (content < 1) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(line, 0, content);
        String expected = CRC_FIELD + HexFormat.of().toHexDigits((int) crc.getValue()) + LINE_END;
        return expected.equals(new String(line, content, TRAILER, StandardCharsets.US_ASCII));
    }

    static byte[] start(String event) {
        return bytes("{\"event\":\"" + event + "\"");
    }

    /** End the line with its checksum; it stays in memory until the next {@link #writeTo}. */
    void end() {
        crc.reset();
        crc.update(buffer, start, size - start);
        put(CRC_FIELD_BYTES);
        long value = crc.getValue();
        for (int shift = HIGHEST_DIGIT; shift >= 0; shift -= 4) {
            put(HEX[(int) (value >>> shift) & 15]);
        }
        put(LINE_END_BYTES);
    }

    /** Write all ended lines in one call: a line in a file is whole or torn, never mixed with another. */
    void writeTo(JournalFile output) throws IOException {
        if (size > 0) {
            output.append(buffer, size);
            size = 0;
        }
    }

    void field(Name name, long value) {
        put(name.bytes);
        number(value);
    }

    void field(Name name, double value) {
        put(name.bytes);
        number(value);
    }

    void field(Name name, boolean value) {
        put(name.bytes);
        put(value ? TRUE : FALSE);
    }

    void field(Name name, String value) {
        put(name.bytes);
        text(value);
    }

    void field(Name name, Map<String, ?> values) {
        put(name.bytes);
        object(values);
    }

    void field(Name name, List<?> values) {
        put(name.bytes);
        array(values);
    }

    /** Write a field unless it has no value. */
    void optional(Name name, @Nullable String value) {
        if (value != null) {
            field(name, value);
        }
    }

    private void value(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            number(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            number(number.longValue());
        } else if (value instanceof Boolean bool) {
            put(bool ? TRUE : FALSE);
        } else if (value instanceof List<?> list) {
            array(list);
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value == null) {
            put(NULL);
        } else {
            text(value.toString());
        }
    }

    private void object(Map<?, ?> values) {
        put((byte) '{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            if (!first) {
                put((byte) ',');
            }
            first = false;
            text(String.valueOf(entry.getKey()));
            put((byte) ':');
            value(entry.getValue());
        }
        put((byte) '}');
    }

    private void array(List<?> values) {
        put((byte) '[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                put((byte) ',');
            }
            value(values.get(i));
        }
        put((byte) ']');
    }

    private void number(long value) {
        if (value == Long.MIN_VALUE) {
            put(bytes(Long.toString(value)));
            return;
        }
        require(LONGEST_LONG);
        if (value < 0) {
            buffer[size++] = '-';
        }
        long rest = Math.abs(value);
        int length = 1;
        for (long r = rest; r >= 10; r /= 10) {
            length++;
        }
        for (int i = size + length - 1; i >= size; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += length;
    }

    /** Writes what {@link Double#toString} writes; whole numbers, which are frequent, without its work. */
    private void number(double value) {
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < FIRST_WITH_EXPONENT && (whole != 0 || 1 / value > 0)) {
            number(whole);
            put(POINT_ZERO);
        } else if (Double.isFinite(value)) {
            put(bytes(Double.toString(value)));
        } else {
            text(Double.toString(value));
        }
    }

    /** Write a time as a decimal fraction of seconds down to its nanoseconds, which reads back as the same number. */
    void seconds(Name name, double seconds) {
        double nanos = Math.rint(seconds * NANOS);
        if (!(seconds > 0) || nanos > MOST_NANOS || nanos / NANOS != seconds) {
            field(name, seconds);
            return;
        }
        put(name.bytes);
        number((long) nanos / NANOS);
        put((byte) '.');
        require(NANO_DIGITS);
        long rest = (long) nanos % NANOS;
        for (int i = size + NANO_DIGITS - 1; i >= size; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += NANO_DIGITS;
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        put((byte) '"');
        int copied = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            // bytes of characters beyond ASCII are negative, and need no escape
            if (b == '"' || b == '\\' || (b >= 0 && b <= LAST_CONTROL_CHARACTER)) {
                put(utf8, copied, i);
                escape(b);
                copied = i + 1;
            }
        }
        put(utf8, copied, utf8.length);
        put((byte) '"');
    }

    private void escape(byte b) {
        put((byte) '\\');
        switch (b) {
            case '"', '\\' -> put(b);
            case '\n' -> put((byte) 'n');
            case '\t' -> put((byte) 't');
            case '\r' -> put((byte) 'r');
            default -> {
                put(bytes("u00"));
                put(HEX[b >> 4]);
                put(HEX[b & 15]);
            }
        }
    }

    private void put(byte b) {
        require(1);
        buffer[size++] = b;
    }

    private void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    private void put(byte[] bytes, int from, int to) {
        require(to - from);
        System.arraycopy(bytes, from, buffer, size, to - from);
        size += to - from;
    }

    private void require(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
