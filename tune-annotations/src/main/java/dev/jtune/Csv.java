package dev.jtune;

import java.util.List;
import java.util.StringJoiner;

/** Rows of comma-separated values (RFC 4180). */
final class Csv {
    private final StringBuilder text = new StringBuilder();

    /** Add a row; {@code null} is an empty cell. */
    void row(List<?> cells) {
        StringJoiner row = new StringJoiner(",", "", "\r\n");
        for (Object cell : cells) {
            row.add(cell == null ? "" : quoted(cell.toString()));
        }
        text.append(row);
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
