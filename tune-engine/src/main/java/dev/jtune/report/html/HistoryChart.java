package dev.jtune.report.html;

import dev.jtune.Mode;
import dev.jtune.TrialResult;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.PastRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The score of each trial, the best so far, and what the gates ask for. */
final class HistoryChart {
    private static final int ROWS = 100;

    private HistoryChart() {}

    static Chart of(StudyRecord record) {
        String metric = record.objective().metric();
        Mode mode = record.objective().mode();
        List<Object> bestAt = new ArrayList<>();
        List<@Nullable Double> best = new ArrayList<>();
        Table.Builder table = Table.of(ROWS, "trial", "best " + metric, "configuration");
        double incumbent = Double.NaN;
        int last = 0;
        for (TrialResult trial : record.results().trials()) {
            last = trial.number();
            if (PastRun.counts(trial) && (Double.isNaN(incumbent) || mode.isBetter(trial.score(), incumbent))) {
                incumbent = trial.score();
                bestAt.add(trial.number());
                best.add(Shown.rounded(incumbent));
                table.row("#" + trial.number(), Shown.number(incumbent), Configs.line(trial.config()));
            }
        }
        if (best.isEmpty()) {
            return Chart.none("history", "History", "No trial has a score that counts.");
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("bestAt", bestAt);
        data.put("best", best);
        data.put("last", last);
        data.put("limits", limits(record, metric));
        Object first = bestAt.get(bestAt.size() - 1);
        return Chart.of(
                "history",
                "History",
                "Each point is a trial, the line the best " + metric + " so far; the last of "
                        + Shown.count(best.size(), "improvement", "improvements") + " came with trial " + first + " of "
                        + last + ".",
                data,
                table.build());
    }

    private static List<Object> limits(StudyRecord record, String metric) {
        GateReport gates = record.gates();
        List<Object> limits = new ArrayList<>();
        if (gates != null) {
            for (Judgement gate : gates.gates()) {
                if (gate.metric().equals(metric) && Double.isFinite(gate.limit())) {
                    Map<String, @Nullable Object> limit = new LinkedHashMap<>();
                    limit.put(
                            "text", (gate.baseline() == null ? "threshold " : "baseline ") + Shown.rough(gate.limit()));
                    limit.put("at", Shown.rounded(gate.limit()));
                    limits.add(limit);
                }
            }
        }
        return limits;
    }
}
