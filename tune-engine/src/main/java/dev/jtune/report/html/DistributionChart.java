package dev.jtune.report.html;

import dev.jtune.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which share of the trials reaches a score: compares searches, not points. */
final class DistributionChart {
    private static final int STEPS = 200;

    private DistributionChart() {}

    static Chart of(StudyRecord record) {
        double[] now = scores(record);
        if (now.length < 2) {
            return Chart.none("distribution", "Distribution of scores", "It needs two trials with scores.");
        }
        Optional<StudyRecord> previous =
                record.previous().filter(before -> before.objectives().equals(record.objectives()));
        double[] before = previous.map(DistributionChart::scores).orElse(new double[0]);
        List<Object> runs = new ArrayList<>();
        runs.add(run("this run", now));
        if (before.length > 1) {
            runs.add(run("the run before", before));
        }
        Table.Builder table = before.length > 1
                ? Table.of(20, "share of the trials", "this run", "the run before")
                : Table.of(20, "share of the trials", "this run");
        for (int percent : new int[] {1, 5, 10, 25, 50, 75, 90}) {
            List<String> cells = new ArrayList<>(List.of("best " + percent + " %", Shown.number(at(now, percent))));
            if (before.length > 1) {
                cells.add(Shown.number(at(before, percent)));
            }
            table.row(cells);
        }
        String metric = record.objective().metric();
        return Chart.of(
                "distribution",
                "Distribution of scores",
                "In half of the trials " + metric + " is " + Shown.rough(at(now, 50)) + " or better"
                        + (before.length > 1 ? ", in the run before " + Shown.rough(at(before, 50)) : "") + ".",
                Map.of("runs", runs),
                table.build());
    }

    /** Return the scores that count, best first. */
    private static double[] scores(StudyRecord record) {
        return record.ranked().stream().mapToDouble(TrialResult::score).toArray();
    }

    private static double at(double[] bestFirst, int percent) {
        return bestFirst[Math.max(0, (int) Math.ceil(bestFirst.length * percent / 100.0) - 1)];
    }

    private static Map<String, @Nullable Object> run(String name, double[] bestFirst) {
        List<Object> points = new ArrayList<>();
        int steps = Math.min(STEPS, bestFirst.length);
        for (int i = 0; i < steps; i++) {
            int index = steps == 1 ? 0 : (int) ((long) i * (bestFirst.length - 1) / (steps - 1));
            Double score = Shown.rounded(bestFirst[index]);
            if (score != null) {
                points.add(List.of(score, (index + 1.0) / bestFirst.length));
            }
        }
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        run.put("name", name);
        run.put("points", points);
        return run;
    }
}
