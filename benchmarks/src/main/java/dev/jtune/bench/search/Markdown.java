package dev.jtune.bench.search;

import java.util.List;

/** A table whose first column is text, and whose other columns are numbers. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    Markdown(List<String> head) {
        row(head);
        text.append("|---|").append("--:|".repeat(head.size() - 1)).append('\n');
    }

    void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    String text() {
        return text.toString();
    }
}
