package dev.jtune.report.html;

import dev.jtune.Mode;
import dev.jtune.gate.PastRun;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the gates said of the last runs: the score of each, beside what would not have passed. */
final class VerdictsChart {
    private static final int ROWS = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private VerdictsChart() {}

    static Chart of(StudyRecord record) {
        List<PastRun> runs = record.history().runs().stream()
                .filter(run -> !run.gates().isEmpty())
                .toList();
        if (runs.size() < 2) {
            return Chart.none("verdicts", "Gates over runs", "It needs two runs whose gates were judged.");
        }
        List<String> gates = runs.stream()
                .flatMap(run -> run.gates().stream())
                .map(PastRun.Gate::id)
                .distinct()
                .toList();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("runs", runs.stream().map(run -> time(run) + ", " + run.mode()).toList());
        data.put("gates", gates.stream().map(gate -> series(record, runs, gate)).toList());
        return Chart.of(
                "verdicts",
                "Gates over runs",
                gates.stream().map(gate -> lead(runs, gate)).collect(Collectors.joining(" ")),
                data,
                table(runs, gates));
    }

    static String time(PastRun run) {
        return TIME.format(run.at());
    }

    private static Map<String, @Nullable Object> series(StudyRecord record, List<PastRun> runs, String gate) {
        List<@Nullable Object> points = new ArrayList<>();
        String metric = "";
        for (PastRun run : runs) {
            Optional<PastRun.Gate> found = run.gate(gate);
            if (found.isEmpty()) {
                points.add(null);
                continue;
            }
            PastRun.Gate said = found.get();
            metric = said.metric();
            Map<String, @Nullable Object> point = new LinkedHashMap<>();
            point.put("verdict", word(said));
            point.put("fails", said.fails());
            point.put("value", Shown.rounded(said.value()));
            point.put("limit", Shown.rounded(said.limit()));
            points.add(point);
        }
        Map<String, @Nullable Object> series = new LinkedHashMap<>();
        series.put("name", gate);
        series.put("metric", metric);
        series.put("max", isMaximised(record, metric));
        series.put("points", points);
        return series;
    }

    /** A metric that is none of the study's is made of all of them, and the larger the better. */
    private static boolean isMaximised(StudyRecord record, String metric) {
        return record.objectives().stream()
                .noneMatch(objective -> objective.metric().equals(metric) && objective.mode() == Mode.MIN);
    }

    private static String word(PastRun.Gate gate) {
        return gate.verdict().name().replace('_', ' ');
    }

    private static String lead(List<PastRun> runs, String gate) {
        List<PastRun.Gate> said =
                runs.stream().flatMap(run -> run.gate(gate).stream()).toList();
        long failed = said.stream().filter(PastRun.Gate::fails).count();
        return gate + ": " + word(said.get(said.size() - 1)) + "; of the last "
                + Shown.count(said.size(), "run", "runs") + " " + (failed == 0 ? "none" : failed) + " failed.";
    }

    private static Table table(List<PastRun> runs, List<String> gates) {
        Table.Builder table = Table.of(ROWS, "run (UTC)", "mode", "gate", "score", "limit", "verdict");
        for (int i = runs.size() - 1; i >= 0; i--) {
            PastRun run = runs.get(i);
            for (String gate : gates) {
                run.gate(gate)
                        .ifPresent(said -> table.row(
                                time(run),
                                run.mode(),
                                gate,
                                Shown.number(said.value()),
                                Shown.number(said.limit()),
                                word(said) + (said.fails() ? ", fails" : "")));
            }
        }
        return table.build();
    }
}
