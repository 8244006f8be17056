package dev.jtune.report.html;

import dev.jtune.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The score over the two parameters that matter most. */
final class ContourChart {
    private static final int ROWS = 20;

    private ContourChart() {}

    static Chart of(StudyRecord record, List<Axis> axes) {
        List<Axis> two = mostImportant(record, axes);
        List<TrialResult> ranked = record.ranked().stream()
                .filter(trial -> two.stream().allMatch(axis -> Double.isFinite(axis.position(trial.config()))))
                .toList();
        if (two.size() < 2 || ranked.size() < 3) {
            return Chart.none(
                    "contour", "Two parameters", "It needs two parameters that three trials with scores have.");
        }
        Table.Builder table = Table.of(
                ROWS,
                "trial",
                two.get(0).name(),
                two.get(1).name(),
                record.objective().metric());
        table.rows(
                ranked,
                trial -> List.of(
                        "#" + trial.number(),
                        Shown.value(trial.config().asMap().get(two.get(0).name())),
                        Shown.value(trial.config().asMap().get(two.get(1).name())),
                        Shown.number(trial.score())));
        return Chart.of(
                "contour",
                "Two parameters",
                "Points are trials; the ground between them is a guess from the nearest ones. First the two that matter"
                        + " most; choose others.",
                Map.of("x", axes.indexOf(two.get(0)), "y", axes.indexOf(two.get(1))),
                table.build());
    }

    private static List<Axis> mostImportant(StudyRecord record, List<Axis> axes) {
        List<Axis> chosen = new ArrayList<>();
        for (ImportanceChart.Share share : ImportanceChart.shares(record)) {
            axes.stream()
                    .filter(axis -> axis.name().equals(share.parameter()))
                    .findFirst()
                    .ifPresent(chosen::add);
        }
        axes.stream().filter(axis -> !chosen.contains(axis)).forEach(chosen::add);
        return chosen.subList(0, Math.min(2, chosen.size()));
    }
}
