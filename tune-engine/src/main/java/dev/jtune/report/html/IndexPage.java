package dev.jtune.report.html;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of all studies.
 *
 * @param rows the studies
 * @param failing how many gates fail
 * @param assets what the page carries
 */
record IndexPage(List<Row> rows, int failing, Assets assets) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * A study.
     *
     * @param link its page, relative to the index; empty where it has none
     * @param verdict what its gates say in a word, empty where there are none
     * @param tone how the verdict is coloured
     * @param messages what each gate says
     */
    record Row(
            String study,
            String link,
            String verdict,
            String tone,
            List<String> messages,
            String metric,
            String score,
            String trials,
            String failed,
            String finished) {}

    /** Read the summaries of all studies below a directory, by name. */
    static IndexPage of(Path root) throws IOException {
        List<Row> rows = new ArrayList<>();
        int failing = 0;
        for (Path directory : studies(root)) {
            GateReport gates = gates(directory);
            if (gates != null) {
                failing += (int) gates.gates().stream().filter(Judgement::fails).count();
            }
            rows.add(row(directory, summary(directory), gates));
        }
        return new IndexPage(rows, failing, Assets.ofIndex());
    }

    /** Return the directories of studies: they have a page, or what gates said of a configuration that no search found. */
    private static List<Path> studies(Path root) throws IOException {
        try (Stream<Path> list = Files.list(root)) {
            return list.filter(directory -> Files.exists(directory.resolve(HtmlReport.PAGE))
                            || Files.exists(directory.resolve(GateReport.FILE)))
                    .sorted()
                    .toList();
        }
    }

    private static Row row(Path directory, Map<String, @Nullable Object> summary, @Nullable GateReport gates)
            throws IOException {
        Path page = directory.resolve(HtmlReport.PAGE);
        Object best = summary.get("best") instanceof Map<?, ?> map ? map.get("score") : null;
        return new Row(
                gates != null
                        ? gates.study()
                        : StudyRecord.shortName(String.valueOf(summary.getOrDefault("study", directory.getFileName()))),
                Files.exists(page) ? encoded(directory.getFileName().toString()) + "/" + HtmlReport.PAGE : "",
                gates == null ? "" : verdict(gates),
                gates == null || gates.gates().isEmpty() ? "none" : gates.passes() ? "good" : "bad",
                gates == null
                        ? List.of()
                        : gates.gates().stream().map(Judgement::message).toList(),
                Shown.value(summary.get("metric")),
                Shown.value(best),
                Shown.value(summary.get("trials")),
                Shown.value(summary.get("failed")),
                TIME.format(Files.getLastModifiedTime(Files.exists(page) ? page : directory.resolve(GateReport.FILE))
                        .toInstant()));
    }

    private static String verdict(GateReport gates) {
        return gates.gates().stream()
                .map(gate -> gate.verdict().name().replace('_', ' '))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static @Nullable GateReport gates(Path directory) {
        try {
            return GateReport.read(directory).orElse(null);
        } catch (InvalidDeclarationException e) {
            return null; // tune:check tells of it
        }
    }

    private static Map<String, @Nullable Object> summary(Path directory) throws IOException {
        Path file = directory.resolve("result.json");
        try {
            return Files.exists(file) ? Json.parseObject(Files.readString(file)) : Map.of();
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    /** A directory has any name, and a link starts anew at some characters. */
    private static String encoded(String name) {
        return "./" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
