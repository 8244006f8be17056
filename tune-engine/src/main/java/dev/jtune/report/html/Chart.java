package dev.jtune.report.html;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A picture with what it says in words and in numbers.
 *
 * @param kind which function of the page's script draws it
 * @param title its heading
 * @param lead what it shows, in a sentence
 * @param hints what follows from it for the next run
 * @param data what the script needs beyond the trials; empty where the trials are enough, and where there is nothing to draw
 * @param drawn whether there is something to draw
 * @param table its numbers, {@code null} where the sentence says all
 */
record Chart(
        String kind,
        String title,
        String lead,
        List<String> hints,
        Map<String, @Nullable Object> data,
        boolean drawn,
        @Nullable Table table) {
    static Chart of(String kind, String title, String lead, Map<String, @Nullable Object> data, @Nullable Table table) {
        return new Chart(kind, title, lead, List.of(), data, true, table);
    }

    /** Say why there is nothing to see. */
    static Chart none(String kind, String title, String reason) {
        return new Chart(kind, title, reason, List.of(), Map.of(), false, null);
    }

    Chart hinting(List<String> more) {
        return new Chart(kind, title, lead, List.copyOf(more), data, drawn, table);
    }
}
