package dev.jtune.report.html;

import dev.jtune.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The score over each parameter by itself. */
final class SlicesChart {
    /** How near to a bound, as a share of the axis, the best lies on it. */
    private static final double ON = 0.01;
    /** How near to it the other good ones must lie, so that the best lies there by no chance. */
    private static final double NEAR = 0.1;

    private static final int TOP = 5;

    private SlicesChart() {}

    static Chart of(StudyRecord record, List<Axis> axes) {
        List<TrialResult> ranked = record.ranked();
        if (axes.isEmpty() || ranked.isEmpty()) {
            return Chart.none("slices", "Slices", "No parameter took more than one value, or no trial has a score.");
        }
        List<TrialResult> top = ranked.subList(0, Math.min(TOP, ranked.size()));
        List<TrialResult> tenth = ranked.subList(0, Math.max(1, ranked.size() / 10));
        Table.Builder table = Table.of(200, "parameter", "from", "to", "best trial", "best tenth of the trials");
        for (Axis axis : axes) {
            table.row(
                    axis.name(),
                    axis.isNumeric() ? Shown.number(axis.lower()) : String.join(", ", axis.values()),
                    axis.isNumeric() ? Shown.number(axis.upper()) + (axis.log() ? " (log)" : "") : "",
                    Shown.value(top.get(0).config().asMap().get(axis.name())),
                    spread(axis, tenth));
        }
        return Chart.of(
                        "slices",
                        "Slices",
                        "The score over each parameter; later trials stand out more, the ring marks the best.",
                        Map.of(),
                        table.build())
                .hinting(hints(axes, top));
    }

    private static String spread(Axis axis, List<TrialResult> trials) {
        double[] at = trials.stream()
                .mapToDouble(trial -> axis.position(trial.config()))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (at.length == 0) {
            return "absent";
        }
        if (axis.isNumeric()) {
            return Shown.rough(at[0]) + " .. " + Shown.rough(at[at.length - 1]) + ", median "
                    + Shown.rough(at[at.length / 2]);
        }
        int[] counts = new int[axis.values().size()];
        Arrays.stream(at).forEach(index -> counts[(int) index]++);
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                shares.add(axis.values().get(i) + " " + Shown.percent(counts[i] / (double) at.length));
            }
        }
        return String.join(", ", shares);
    }

    /** Say where the search wanted to leave the space. */
    static List<String> hints(List<Axis> axes, List<TrialResult> top) {
        List<String> hints = new ArrayList<>();
        for (Axis axis : axes) {
            if (axis.isNumeric() && axis.bounded()) {
                double best = axis.unit(axis.position(top.get(0).config()));
                if (best <= ON && areMost(axis, top, 0)) {
                    hints.add("The best lies on the lower bound of " + axis.name() + " (" + Shown.number(axis.lower())
                            + "): widen it.");
                } else if (best >= 1 - ON && areMost(axis, top, 1)) {
                    hints.add("The best lies on the upper bound of " + axis.name() + " (" + Shown.number(axis.upper())
                            + "): widen it.");
                }
            }
        }
        return hints;
    }

    private static boolean areMost(Axis axis, List<TrialResult> top, double bound) {
        long near = top.stream()
                .filter(trial -> Math.abs(axis.unit(axis.position(trial.config())) - bound) <= NEAR)
                .count();
        return 2 * near > top.size();
    }
}
