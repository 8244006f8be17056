package dev.jtune.report.html;

import dev.jtune.Metrics;
import dev.jtune.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the score of each trial grew with its results, and where trials were stopped. */
final class CurvesChart {
    private static final int CURVES = 300;
    private static final int POINTS = 100;
    private static final int TOP = 5;

    private CurvesChart() {}

    static Chart of(StudyRecord record) {
        List<TrialResult> reporting = record.ranking().stream()
                .filter(trial -> trial.iterations() > 1)
                .toList();
        if (reporting.isEmpty()) {
            return Chart.none("curves", "Learning curves", "No trial reported more than one result.");
        }
        List<Object> curves = new ArrayList<>();
        String metric = record.objective().metric();
        for (TrialResult trial : spread(reporting)) {
            curves.add(curve(trial, metric));
        }
        Map<Integer, Integer> stops = stops(record.results().trials());
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("curves", curves);
        data.put("top", TOP);
        List<Object> rungs = new ArrayList<>();
        stops.forEach((at, count) -> rungs.add(List.of(at, count)));
        data.put("rungs", rungs.size() <= 12 ? rungs : List.of());
        long stopped = stops.values().stream().mapToInt(Integer::intValue).sum();
        int most = reporting.stream().mapToInt(TrialResult::iterations).max().orElse(0);
        return Chart.of(
                "curves",
                "Learning curves",
                "The best " + Math.min(TOP, reporting.size()) + " trials in colour, "
                        + (reporting.size() > CURVES ? "one of every few of the others" : "the others") + " in grey"
                        + (stopped == 0
                                ? "; none was stopped before its end."
                                : "; " + stopped + " of " + record.results().size() + " were stopped; the longest has "
                                        + most + " results."),
                data,
                table(reporting, stops, metric));
    }

    /** Return the best, and evenly many of the others. */
    private static List<TrialResult> spread(List<TrialResult> ranking) {
        if (ranking.size() <= CURVES) {
            return ranking;
        }
        List<TrialResult> chosen = new ArrayList<>(ranking.subList(0, TOP));
        double stride = (ranking.size() - TOP) / (double) (CURVES - TOP);
        for (int i = 0; i < CURVES - TOP; i++) {
            chosen.add(ranking.get(TOP + (int) (i * stride)));
        }
        return chosen;
    }

    private static Map<String, @Nullable Object> curve(TrialResult trial, String metric) {
        List<Map<String, Object>> history = trial.history();
        List<Object> at = new ArrayList<>();
        List<@Nullable Double> score = new ArrayList<>();
        int stride = (history.size() + POINTS - 1) / POINTS;
        for (int i = 0; i < history.size(); i++) {
            if ((i % stride == 0 || i == history.size() - 1) && history.get(i).get(metric) instanceof Number value) {
                at.add(iteration(history.get(i), i));
                score.add(Shown.rounded(value.doubleValue()));
            }
        }
        Map<String, @Nullable Object> curve = new LinkedHashMap<>();
        curve.put("trial", trial.number());
        curve.put("at", at);
        curve.put("score", score);
        return curve;
    }

    private static long iteration(Map<String, Object> result, int index) {
        return result.get(Metrics.TRAINING_ITERATION) instanceof Number number ? number.longValue() : index + 1L;
    }

    /** Count the trials that were stopped after so many results. */
    private static Map<Integer, Integer> stops(List<TrialResult> trials) {
        Map<Integer, Integer> stops = new TreeMap<>();
        for (TrialResult trial : trials) {
            if (trial.outcome().isStoppedEarly() && trial.iterations() > 0) {
                stops.merge(trial.iterations(), 1, Integer::sum);
            }
        }
        return stops;
    }

    private static Table table(List<TrialResult> reporting, Map<Integer, Integer> stops, String metric) {
        Table.Builder table = Table.of(30, "", "results", metric);
        for (TrialResult trial : reporting.subList(0, Math.min(TOP, reporting.size()))) {
            double[] series = trial.series(metric);
            String path = Arrays.stream(quarters(series))
                    .mapToObj(Shown::rough)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("-");
            table.row("#" + trial.number(), Integer.toString(trial.iterations()), path);
        }
        stops.forEach((at, count) -> table.row(Shown.count(count, "trial", "trials") + " stopped", "after " + at, ""));
        return table.build();
    }

    /** Return the values at the start, at each quarter, and at the end. */
    private static double[] quarters(double[] series) {
        if (series.length <= 5) {
            return series;
        }
        double[] chosen = new double[5];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = series[(series.length - 1) * i / 4];
        }
        return chosen;
    }
}
