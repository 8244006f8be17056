package dev.jtune.schedule;

import dev.jtune.Metrics;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;

/** What may be wrong with the settings that all schedulers which halve have in common. */
final class HalvingProblems {
    private HalvingProblems() {}

    /** Return what is wrong, in the order of the codes. */
    static List<Problem> of(String scheduler, long maxT, long gracePeriod, int reductionFactor, String timeAttr) {
        List<Problem> problems = new ArrayList<>();
        if (gracePeriod < 1) {
            problems.add(new Problem(
                    "TUNE-440",
                    scheduler,
                    "gracePeriod must be at least 1, was " + gracePeriod,
                    "it is the time before the first decision"));
        }
        if (reductionFactor < 2) {
            problems.add(new Problem(
                    "TUNE-440",
                    scheduler,
                    "reductionFactor must be at least 2, was " + reductionFactor,
                    "3 or 4 are usual: one of so many trials goes on from each rung"));
        }
        if (gracePeriod >= 1 && maxT < gracePeriod) {
            problems.add(new Problem(
                    "TUNE-441",
                    scheduler,
                    "maxT must be at least gracePeriod, was " + maxT + " with a gracePeriod of " + gracePeriod,
                    "maxT is the length of a full run"));
        }
        if (timeAttr.isBlank()) {
            problems.add(new Problem(
                    "TUNE-443",
                    scheduler,
                    "timeAttr must be the name of a metric, was blank",
                    "leave it out for " + Metrics.TRAINING_ITERATION));
        }
        return problems;
    }
}
