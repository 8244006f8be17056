package dev.jtune.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows of text under headers.
 *
 * @param note what the rows leave out, empty where they are all
 */
record Table(List<String> headers, List<List<String>> rows, String note) {
    Table {
        headers = List.copyOf(headers);
        rows = List.copyOf(rows);
    }

    /** Collects rows, and keeps the first of them. */
    static final class Builder {
        private final List<String> headers;
        private final int most;
        private final List<List<String>> rows = new ArrayList<>();
        private int left;

        Builder(int most, String... headers) {
            this.most = most;
            this.headers = List.of(headers);
        }

        void row(String... cells) {
            row(List.of(cells));
        }

        void row(List<String> cells) {
            if (rows.size() < most) {
                rows.add(cells);
            } else {
                left++;
            }
        }

        /** Add a row for each element; those that are not kept are counted, and not made. */
        <T> void rows(List<T> elements, Function<T, List<String>> row) {
            int kept = Math.min(elements.size(), most - rows.size());
            elements.subList(0, kept).forEach(element -> rows.add(row.apply(element)));
            left += elements.size() - kept;
        }

        Table build() {
            return new Table(headers, rows, left == 0 ? "" : "and " + left + " more");
        }
    }

    static Builder of(int most, String... headers) {
        return new Builder(most, headers);
    }
}
