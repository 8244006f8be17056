package dev.jtune.report.html;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.json.Json;
import dev.jtune.run.StudyNames;
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
import java.util.Set;
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
            String finished) {

        /** Return the row of a study whose page, if there is one, is older than its files. */
        Row damaged(String why) {
            return new Row(study, link, "DAMAGED", "bad", List.of(why), metric, score, trials, failed, finished);
        }
    }

    /**
     * Read the summaries of all studies below a directory, by name.
     *
     * @param damage what keeps studies from having a page, by their directories
     */
    static IndexPage of(Path root, Map<Path, String> damage) throws IOException {
        List<Row> rows = new ArrayList<>();
        int failing = 0;
        for (Path directory : studies(root, damage.keySet())) {
            GateReport gates = gates(directory);
            if (gates != null) {
                failing += (int) gates.gates().stream().filter(Judgement::fails).count();
            }
            Row row = row(directory, summary(directory), gates);
            String why = damage.get(directory);
            rows.add(why == null ? row : row.damaged(why));
        }
        return new IndexPage(rows, failing, Assets.ofIndex());
    }

    /** Return the directories of studies: they have a page or should, or what gates said of a configuration that no search found. */
    private static List<Path> studies(Path root, Set<Path> damaged) throws IOException {
        try (Stream<Path> list = Files.list(root)) {
            return list.filter(directory -> Files.exists(directory.resolve(HtmlReport.PAGE))
                            || Files.exists(directory.resolve(GateReport.FILE))
                            || damaged.contains(directory))
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
                        : StudyNames.simpleStudy(
                                String.valueOf(summary.getOrDefault("study", directory.getFileName()))),
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
                TIME.format(Files.getLastModifiedTime(dated(page, directory.resolve(GateReport.FILE), directory))
                        .toInstant()));
    }

    private static Path dated(Path page, Path gates, Path directory) {
        return Files.exists(page) ? page : Files.exists(gates) ? gates : directory;
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

    private static Map<String, @Nullable Object> summary(Path directory) {
        Path file = directory.resolve("result.json");
        try {
            return Files.exists(file) ? Json.parseObject(Files.readString(file)) : Map.of();
        } catch (IOException | IllegalArgumentException e) {
            return Map.of(); // the study has a row nevertheless
        }
    }

    /** A directory has any name, and a link starts anew at some characters. */
    private static String encoded(String name) {
        return "./" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
