package dev.jtune.gate;

import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.json.Numbers;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The best score must not be worse than a threshold; the threshold itself passes.
 *
 * @param study the study as people know it: {@code DigitsTest.network}
 * @param objective the metric, and so the side on which the threshold bounds it
 * @param threshold a finite number
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ThresholdGate(String study, Objective objective, double threshold) {
    private static final int SHOWN_DIGITS = 6;

    /** Return the gate's id in its study. */
    public String id() {
        return objective.metric() + "-threshold";
    }

    /** Return what the gate asks for: {@code accuracy >= 0.93}. */
    public String description() {
        return objective.metric() + (objective.mode() == Mode.MAX ? " >= " : " <= ") + shown(threshold);
    }

    /**
     * Judge results; no finite score, and none that keeps the constraints on results, is a no.
     *
     * @param again the command that runs the best trial again, without its number
     * @param directory where the results are
     */
    public Judgement judge(ResultGrid results, String again, String directory) {
        boolean first = results.objectives().indexOf(objective) == 0;
        List<TrialResult> scored = first
                ? results.ranking()
                : results.trials().stream()
                        .filter(trial -> Double.isFinite(trial.score(objective)))
                        .sorted((left, right) ->
                                objective.bestFirst().compare(left.score(objective), right.score(objective)))
                        .toList();
        List<TrialResult> ranking =
                scored.stream().filter(TrialResult::isFeasible).toList();
        if (ranking.isEmpty() && !scored.isEmpty()) {
            TrialResult nearest = first
                    ? scored.get(0)
                    : results.ranking().stream().findFirst().orElse(scored.get(0));
            return judgement(
                    Verdict.BELOW_THRESHOLD,
                    Double.NaN,
                    "TUNE-103 " + study + ": " + results.infeasible(nearest) + ", so the gate " + description()
                            + " cannot pass\n  results: " + directory);
        }
        if (ranking.isEmpty()) {
            return judgement(
                    Verdict.BELOW_THRESHOLD,
                    Double.NaN,
                    "TUNE-102 " + study + ": " + noScore(results) + "\n  results: " + directory);
        }
        TrialResult best = first ? results.best() : ranking.get(0);
        double value = first ? best.score() : best.score(objective);
        boolean passed = !objective.mode().isBetter(threshold, value);
        if (passed) {
            return judgement(
                    Verdict.PASS, value, description() + ": " + shown(value) + " (trial " + best.number() + ")");
        }
        String side = objective.mode() == Mode.MAX ? "below" : "above";
        String off = objective.mode() == Mode.MAX ? "short" : "over";
        return judgement(
                Verdict.BELOW_THRESHOLD,
                value,
                "TUNE-101 " + study + ": " + objective.metric() + " " + shown(value) + " is " + side + " the threshold "
                        + shown(threshold) + " (" + off + " by " + shown(Math.abs(threshold - value)) + ")\n  best of "
                        + results.size() + " trials: trial " + best.number() + "  " + best.config() + "\n  again: "
                        + again
                        + " \"-Dtune.trials=" + best.number() + "\"\n  results: " + directory);
    }

    private String noScore(ResultGrid results) {
        String text = "no trial has a finite " + objective.metric() + ", so the gate " + description() + " cannot pass";
        List<TrialResult> errors = results.errors();
        return errors.isEmpty()
                ? text + " (" + results.size() + " trials)"
                : text + "; " + errors.size() + " of " + results.size() + " trials failed, the first with "
                        + errors.get(0).error().map(Throwable::toString).orElse("an error");
    }

    /** Show a number with up to six significant digits. */
    public static String shown(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        return Double.toString(Numbers.rounded(value, SHOWN_DIGITS));
    }

    private Judgement judgement(Verdict verdict, double value, String message) {
        return new Judgement(
                id(), description(), objective.metric(), verdict, !verdict.passes(), value, threshold, message, null);
    }
}
