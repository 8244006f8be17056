package dev.jtune.report.html;

import dev.jtune.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All parameters of each trial at once; a parameter that a trial does not have is a lane of its own. */
final class ParallelChart {
    private static final int ROWS = 20;

    private ParallelChart() {}

    static Chart of(StudyRecord record, List<Axis> axes) {
        List<TrialResult> ranked = record.ranked();
        if (axes.size() < 2 || ranked.size() < 2) {
            return Chart.none(
                    "parallel", "Parallel coordinates", "They need two parameters and two trials with scores.");
        }
        List<String> headers =
                new ArrayList<>(List.of("trial", record.objective().metric()));
        axes.forEach(axis -> headers.add(axis.name()));
        Table.Builder table = Table.of(ROWS, headers.toArray(String[]::new));
        table.rows(ranked, trial -> cells(trial, axes));
        long optional = axes.stream().filter(Axis::optional).count();
        return Chart.of(
                "parallel",
                "Parallel coordinates",
                "A line is a trial, the best in the strongest colour"
                        + (optional == 0 ? "." : "; where it does not have a parameter it passes through \"absent\"."),
                Map.of(),
                table.build());
    }

    private static List<String> cells(TrialResult trial, List<Axis> axes) {
        List<String> cells = new ArrayList<>(List.of("#" + trial.number(), Shown.number(trial.score())));
        for (Axis axis : axes) {
            Object value = trial.config().asMap().get(axis.name());
            cells.add(value == null ? "absent" : Shown.value(value));
        }
        return cells;
    }
}
