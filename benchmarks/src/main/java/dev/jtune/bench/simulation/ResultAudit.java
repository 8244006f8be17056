package dev.jtune.bench.simulation;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Holds that the results are what trials with these configurations report, each iteration once, and what everybody heard. */
final class ResultAudit {
    private ResultAudit() {}

    static void check(ResultGrid results, Map<Integer, TrialResult> heard, Map<Integer, JournalAudit.End> journaled) {
        require(results.size() == heard.size(), results.size() + " trials, and listeners heard of " + heard.size());
        require(results.size() == journaled.size(), results.size() + " trials, and " + journaled.size() + " journaled");
        for (TrialResult trial : results) {
            JournalAudit.End end = journaled.get(trial.number());
            if (end == null) {
                throw new BrokenInvariantError("trial " + trial.number() + " is not in the journal");
            }
            check(trial, end.takeOvers());
            String outcome = trial.outcome().getClass().getSimpleName();
            TrialResult told = heard.get(trial.number());
            require(
                    told != null
                            && told.outcome().getClass().getSimpleName().equals(outcome)
                            && outcome.equals(end.outcome()),
                    "trial " + trial.number() + " " + outcome + ", listeners heard "
                            + (told == null ? "nothing" : told.outcome()) + ", the journal has "
                            + end.outcome());
        }
    }

    /** A trial that took over the state of another goes on elsewhere with another configuration; else iterations follow each other. */
    private static void check(TrialResult trial, int takeOvers) {
        List<Map<String, Object>> history = trial.history();
        int last = 0;
        int jumps = 0;
        for (Map<String, Object> metrics : history) {
            int iteration = (int) number(metrics, Metrics.TRAINING_ITERATION);
            double x = number(metrics, Metrics.CONFIG + "/x");
            String name = "trial " + trial.number() + ", iteration " + iteration;
            jumps += iteration == last + 1 ? 0 : 1;
            require(jumps <= takeOvers, name + " follows iteration " + last);
            require(
                    Objects.equals(metrics.get(Curve.SCORE), Curve.score(x, iteration)),
                    name + " has the score " + metrics.get(Curve.SCORE));
            last = iteration;
        }
        if (trial.outcome() instanceof TrialOutcome.Completed) {
            Config config = trial.config();
            // what it took over may have been complete
            require(
                    last == Curve.length(config) || takeOvers > 0,
                    "trial " + trial.number() + " is complete with " + last + " of " + Curve.length(config)
                            + " results");
        }
    }

    private static double number(Map<String, Object> metrics, String name) {
        return metrics.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BrokenInvariantError(otherwise);
        }
    }
}
