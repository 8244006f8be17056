package dev.jtune.report.html;

import dev.jtune.TrialResult;
import dev.jtune.gate.PastRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The trials as charts draw them, a column a property: of very many the best, and of the others one of every few. */
final class TrialColumns {
    /** More points than these only make a page slow. */
    static final int MOST = 3000;

    private static final int BEST = 1000;

    private TrialColumns() {}

    /** Choose the trials that charts draw, by number. */
    static List<TrialResult> shown(StudyRecord record) {
        List<TrialResult> all = record.results().trials();
        if (all.size() <= MOST) {
            return all;
        }
        Set<TrialResult> chosen = new LinkedHashSet<>(record.ranking().subList(0, BEST));
        double stride = all.size() / (double) (MOST - BEST);
        for (double at = 0; at < all.size() && chosen.size() < MOST; at += stride) {
            chosen.add(all.get((int) at));
        }
        return chosen.stream()
                .sorted(Comparator.comparingInt(TrialResult::number))
                .toList();
    }

    static Map<String, @Nullable Object> toJson(StudyRecord record, List<TrialResult> trials, List<Axis> axes) {
        List<Object> numbers = new ArrayList<>();
        List<Object> states = new ArrayList<>();
        List<Object> counts = new ArrayList<>();
        for (TrialResult trial : trials) {
            numbers.add(trial.number());
            states.add(StudyRecord.state(trial));
            counts.add(PastRun.counts(trial) ? 1 : 0);
        }
        List<Object> scores = new ArrayList<>();
        double[][] all = trials.stream().map(record::scores).toArray(double[][]::new);
        for (int i = 0; i < record.objectives().size(); i++) {
            double[] column = new double[all.length];
            for (int row = 0; row < column.length; row++) {
                column[row] = all[row][i];
            }
            scores.add(Shown.rounded(column));
        }
        List<Object> values = axes.stream()
                .<Object>map(axis -> Shown.rounded(trials.stream()
                        .mapToDouble(trial -> axis.position(trial.config()))
                        .toArray()))
                .toList();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", numbers);
        json.put("state", states);
        json.put("counts", counts);
        json.put("scores", scores);
        json.put("values", values);
        return json;
    }
}
