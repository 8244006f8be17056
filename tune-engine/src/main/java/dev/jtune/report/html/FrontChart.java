package dev.jtune.report.html;

import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trials that no other beats in every objective, and how fast the search found them. */
final class FrontChart {
    private static final int ROWS = 100;
    /** At how many moments the hypervolume is measured. */
    private static final int MOMENTS = 40;

    private FrontChart() {}

    static Chart of(StudyRecord record) {
        List<Objective> objectives = record.objectives();
        List<TrialResult> front = record.results().paretoFront().stream()
                .sorted(Comparator.comparing(
                        TrialResult::score, record.objective().bestFirst()))
                .toList();
        if (front.isEmpty()) {
            return Chart.none("front", "Pareto front", "No trial has a finite score in every objective.");
        }
        List<String> headers = new ArrayList<>(List.of("trial"));
        objectives.forEach(objective -> headers.add(objective.metric()));
        headers.add("configuration");
        Table.Builder table = Table.of(ROWS, headers.toArray(String[]::new));
        List<Object> members = new ArrayList<>();
        for (TrialResult trial : front) {
            members.add(trial.number());
            List<String> cells = new ArrayList<>(List.of("#" + trial.number()));
            for (double score : record.scores(trial)) {
                cells.add(Shown.number(score));
            }
            cells.add(Configs.line(trial.config()));
            table.row(cells);
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("members", members);
        data.put("hypervolume", hypervolumes(record));
        return Chart.of(
                "front",
                "Pareto front",
                Shown.count(front.size(), "trial", "trials") + " that no other beats in every objective; hypervolume "
                        + Shown.percent(record.results().normalizedHypervolume())
                        + " of the box from the worst scores to the best.",
                data,
                table.build());
    }

    /** Measure what the trials up to some numbers dominate, against the worst scores of all. */
    private static List<Object> hypervolumes(StudyRecord record) {
        List<Objective> objectives = record.objectives();
        List<TrialResult> trials = record.ranked().stream()
                .filter(trial -> {
                    for (double score : record.scores(trial)) {
                        if (!Double.isFinite(score)) {
                            return false;
                        }
                    }
                    return true;
                })
                .sorted(Comparator.comparingInt(TrialResult::number))
                .toList();
        if (trials.isEmpty() || objectives.size() > 3) {
            return List.of(); // beyond three it takes longer than a page is worth
        }
        Map<Objective, Double> worst = new HashMap<>();
        for (TrialResult trial : trials) {
            for (Objective objective : objectives) {
                double score = trial.score(objective);
                worst.merge(objective, score, (a, b) -> objective.mode().isBetter(a, b) ? b : a);
            }
        }
        double[] reference = objectives.stream().mapToDouble(worst::get).toArray();
        List<Object> points = new ArrayList<>();
        List<TrialResult> soFar = new ArrayList<>();
        int moments = Math.min(MOMENTS, trials.size());
        for (int moment = 1; moment <= moments; moment++) {
            int end = (int) ((long) trials.size() * moment / moments);
            soFar.addAll(trials.subList(taken(trials, moment - 1, moments), end));
            soFar = new ArrayList<>(new ResultGrid(record.start().study(), objectives, soFar).paretoFront());
            double volume = new ResultGrid(record.start().study(), objectives, soFar).hypervolume(reference);
            Double shown = Shown.rounded(volume);
            if (shown != null) {
                points.add(List.of(trials.get(end - 1).number(), shown));
            }
        }
        return points;
    }

    private static int taken(List<TrialResult> trials, int moment, int moments) {
        return (int) ((long) trials.size() * moment / moments);
    }
}
