package dev.jtune.report.html;

import dev.jtune.TrialResult;
import dev.jtune.gate.PastRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which share of the trials reaches a score: compares searches, not points. */
final class DistributionChart {
    private static final int STEPS = 200;
    private static final int EARLIER = 5;

    private DistributionChart() {}

    /**
     * The scores of a search.
     *
     * @param name how people tell it from others
     * @param trials how many trials had one
     * @param bestFirst from the best to the worst, of many trials some at even distances
     */
    private record Search(String name, int trials, List<Double> bestFirst) {
        double at(int percent) {
            return bestFirst.get(Math.max(0, (int) Math.ceil(bestFirst.size() * percent / 100.0) - 1));
        }

        Map<String, @Nullable Object> toJson() {
            List<Object> points = new ArrayList<>();
            int last = bestFirst.size() - 1;
            int steps = Math.min(STEPS, bestFirst.size());
            for (int i = 0; i < steps; i++) {
                int index = (int) ((long) i * last / (steps - 1));
                Double score = Shown.rounded(bestFirst.get(index));
                if (score != null) {
                    // the first of a sample stands for one trial, the last for all
                    points.add(List.of(score, (1 + (double) index / last * (trials - 1)) / trials));
                }
            }
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.put("points", points);
            return json;
        }
    }

    static Chart of(StudyRecord record) {
        List<Double> scores = record.ranked().stream().map(TrialResult::score).toList();
        if (scores.size() < 2) {
            return Chart.none("distribution", "Distribution of scores", "It needs two trials with scores.");
        }
        List<Search> searches = new ArrayList<>(List.of(new Search("this run", scores.size(), scores)));
        searches.addAll(earlier(record));
        List<String> headers = new ArrayList<>(List.of("share of the trials"));
        searches.forEach(search -> headers.add(search.name()));
        Table.Builder table = Table.of(20, headers.toArray(String[]::new));
        for (int percent : new int[] {1, 5, 10, 25, 50, 75, 90}) {
            List<String> cells = new ArrayList<>(List.of("best " + percent + " %"));
            searches.forEach(search -> cells.add(Shown.number(search.at(percent))));
            table.row(cells);
        }
        return Chart.of(
                "distribution",
                "Distribution of scores",
                "In half of the trials " + record.objective().metric() + " is "
                        + Shown.rough(searches.get(0).at(50)) + " or better"
                        + (searches.size() > 1
                                ? ", in the run before "
                                        + Shown.rough(searches.get(1).at(50))
                                : "")
                        + ".",
                Map.of("runs", searches.stream().map(Search::toJson).toList()),
                table.build());
    }

    /** Return the last searches for the same, the latest first. */
    private static List<Search> earlier(StudyRecord record) {
        List<Search> earlier = new ArrayList<>();
        List<PastRun> past = record.history().without(record.start().runId()).runs();
        for (int i = past.size() - 1; i >= 0 && earlier.size() < EARLIER; i--) {
            PastRun run = past.get(i);
            if (run.searchedFor(record.objectives()) && run.scores().size() > 1) {
                earlier.add(new Search(VerdictsChart.time(run), run.trials(), run.scores()));
            }
        }
        return earlier;
    }
}
