package dev.jtune.report.html;

import dev.jtune.gate.Confirmation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The best configuration evaluated again: what its score is worth. */
final class ConfirmChart {
    private ConfirmChart() {}

    static Chart of(Confirmation confirmed) {
        double[] sorted = confirmed.scores().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        List<@Nullable Double> box = new ArrayList<>();
        for (double quantile : new double[] {0, 0.25, 0.5, 0.75, 1}) {
            box.add(Shown.rounded(quantile(sorted, quantile)));
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("box", box);
        data.put(
                "scores",
                Shown.rounded(confirmed.scores().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()));
        data.put("searched", Shown.rounded(confirmed.searched()));
        Table.Builder table = Table.of(200, "seed", confirmed.metric());
        for (int i = 0; i < confirmed.scores().size(); i++) {
            table.row(
                    Long.toString(confirmed.seeds().get(i)),
                    Shown.number(confirmed.scores().get(i)));
        }
        String searched =
                Double.isNaN(confirmed.searched()) ? "" : "; the search had seen " + Shown.number(confirmed.searched());
        return Chart.of(
                "confirm",
                "Confirmation",
                confirmed.deterministic()
                        ? "The same seed gives the same score: " + Shown.number(confirmed.mean()) + searched + "."
                        : "Evaluated again on " + Shown.count(sorted.length, "other seed", "other seeds") + ": mean "
                                + Shown.number(confirmed.mean()) + ", standard deviation "
                                + Shown.rough(confirmed.sd()) + searched + ".",
                data,
                table.build());
    }

    private static double quantile(double[] sorted, double quantile) {
        double at = quantile * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
