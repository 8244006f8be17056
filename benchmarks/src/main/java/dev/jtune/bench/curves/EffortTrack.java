package dev.jtune.bench.curves;

import java.util.ArrayList;
import java.util.List;

/** The best loss at given marks of effort, over every result that had arrived by then. */
final class EffortTrack {
    private final List<Double> marks;
    private final List<Double> bestAtMarks = new ArrayList<>();
    private double best = Double.POSITIVE_INFINITY;

    /** Create a track; {@code marks} ascend. */
    EffortTrack(List<Double> marks) {
        this.marks = List.copyOf(marks);
    }

    /** Take a result that arrived after so much effort; results come in that order. */
    void see(double effort, double loss) {
        while (bestAtMarks.size() < marks.size() && effort > marks.get(bestAtMarks.size()) + 1e-9) {
            bestAtMarks.add(best);
        }
        if (Double.isFinite(loss)) {
            best = Math.min(best, loss);
        }
    }

    /** Return the best loss at each mark. */
    List<Double> close() {
        while (bestAtMarks.size() < marks.size()) {
            bestAtMarks.add(best);
        }
        return List.copyOf(bestAtMarks);
    }
}
