package dev.jtune.report.html;

import dev.jtune.Config;
import dev.jtune.TrialResult;
import dev.jtune.journal.JournalEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who went on from whose checkpoint, when, and what the winner ran in the course of its life. */
final class LineageChart {
    private static final int ROWS = 100;

    private LineageChart() {}

    /** A trial that took over the state of another, after so many results of its own. */
    private record Takeover(int trial, int from, int at, int fromAt, Config config) {}

    static Chart of(StudyRecord record) {
        List<Takeover> takeovers = takeovers(record.events());
        if (takeovers.isEmpty()) {
            return Chart.none("lineage", "Lineage", "No trial went on from another's checkpoint.");
        }
        List<Object> arrows = new ArrayList<>();
        takeovers.forEach(t -> arrows.add(List.of(t.trial(), t.from(), t.at(), t.fromAt())));
        List<Object> lives = new ArrayList<>();
        for (TrialResult trial : record.results().trials()) {
            lives.add(List.of(trial.number(), trial.iterations()));
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("takeovers", arrows);
        data.put("lives", lives);
        int winner = record.ranked().isEmpty() ? 0 : record.ranked().get(0).number();
        data.put("winner", winner);
        Table.Builder table = Table.of(ROWS, "trial", "after", "took over from", "and went on with");
        takeovers.stream().filter(t -> t.trial() == winner).forEach(t -> row(table, t, "the winner, "));
        takeovers.stream().filter(t -> t.trial() != winner).forEach(t -> row(table, t, ""));
        return Chart.of(
                "lineage",
                "Lineage",
                Shown.count(takeovers.size(), "time", "times")
                        + " a trial went on from the checkpoint of a better one.",
                data,
                table.build());
    }

    private static void row(Table.Builder table, Takeover takeover, String prefix) {
        table.row(
                prefix + "#" + takeover.trial(),
                Shown.count(takeover.at(), "result", "results"),
                "#" + takeover.from(),
                Configs.line(takeover.config()));
    }

    private static List<Takeover> takeovers(List<JournalEvent> events) {
        Map<Integer, Integer> results = new HashMap<>();
        List<Takeover> takeovers = new ArrayList<>();
        for (JournalEvent event : events) {
            if (event instanceof JournalEvent.ResultReported e) {
                results.merge(e.trial(), 1, Integer::sum);
            } else if (event instanceof JournalEvent.TrialExploited e) {
                takeovers.add(new Takeover(
                        e.trial(),
                        e.from(),
                        results.getOrDefault(e.trial(), 0),
                        results.getOrDefault(e.from(), 0),
                        e.config()));
            }
        }
        return takeovers;
    }
}
