package dev.jtune.gate;

import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.json.Numbers;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The best score must not be worse than a threshold; the threshold itself passes.
 *
 * @param study the study as people know it: {@code DigitsTest.network}
 * @param objective the metric, and so the side on which the threshold bounds it
 * @param front what makes a score of the front, {@code null} for a metric of single trials
 * @param threshold a finite number
 * @param confirm over how many seeds the best configuration is evaluated again, whose mean counts then; 0 for the search's best score
 * @param enforced whether a build fails by it
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ThresholdGate(
        String study, Objective objective, @Nullable FrontScore front, double threshold, int confirm, boolean enforced)
        implements ScoreGate {
    private static final int SHOWN_DIGITS = 6;

    /** Create a gate on the best score of the search. */
    public ThresholdGate(String study, Objective objective, double threshold) {
        this(study, objective, null, threshold, 0, true);
    }

    @Override
    public String id() {
        return objective.metric() + "-threshold";
    }

    @Override
    public String description() {
        return objective.metric() + (objective.mode() == Mode.MAX ? " >= " : " <= ") + shown(threshold);
    }

    @Override
    public boolean confirms() {
        return confirm > 0;
    }

    @Override
    public TwoLooks looks() {
        return new TwoLooks(confirm, 1); // one look, as no noise is weighed against a threshold
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Confirmation confirmation = evidence.confirmation();
        boolean ofThis = confirmation != null && confirmation.metric().equals(objective.metric());
        ResultGrid results = evidence.results();
        if (confirmation != null && ofThis && (confirms() || results == null)) {
            return judge(confirmation, evidence);
        }
        boolean unconfirmed = results != null
                && confirms()
                && !evidence.unconfirmed().isEmpty()
                && (front != null || !ranking(results, true).isEmpty());
        if (results == null || unconfirmed) {
            return judgement(Verdict.ERROR, Double.NaN, BaselineText.unconfirmed(study, evidence));
        }
        return front == null ? judge(results, evidence) : judge(front, results, evidence);
    }

    private Judgement judge(Confirmation confirmation, Evidence evidence) {
        double value = confirmation.mean();
        int n = confirmation.scores().size();
        String confirmed = "confirmed over " + n + (n == 1 ? " seed: " : " seeds: ") + shown(value)
                + (n == 1 ? "" : " +- " + shown(Numbers.rounded(confirmation.sd(), 3)));
        if (!objective.mode().isBetter(threshold, value)) {
            return judgement(Verdict.PASS, value, description() + ": " + confirmed);
        }
        ResultGrid results = evidence.results();
        double lucky = objective.mode().loss(value) - objective.mode().loss(confirmation.searched());
        return judgement(
                Verdict.BELOW_THRESHOLD,
                value,
                missed(value) + "\n  "
                        + (results == null
                                ? "the committed configuration, "
                                : "best of " + results.size() + " trials, ")
                        + confirmed
                        + (Double.isFinite(lucky) && lucky > 0
                                ? "; the search itself saw " + shown(confirmation.searched()) + " (lucky by "
                                        + shown(Numbers.rounded(lucky, 3)) + ")"
                                : "")
                        + "\n  config " + confirmation.config() + "\n  " + evidence.again(confirmation.trial())
                        + "\n  results: " + evidence.directory());
    }

    /** Judge the best score of a search; no finite score, and none that keeps the constraints on results, is a no. */
    private Judgement judge(ResultGrid results, Evidence evidence) {
        List<TrialResult> scored = ranking(results, false);
        List<TrialResult> ranking = ranking(results, true);
        boolean first = isFirst(results);
        if (ranking.isEmpty() && !scored.isEmpty()) {
            TrialResult nearest = first
                    ? scored.get(0)
                    : results.ranking().stream().findFirst().orElse(scored.get(0));
            return judgement(
                    Verdict.BELOW_THRESHOLD,
                    Double.NaN,
                    "TUNE-103 " + study + ": " + results.infeasible(nearest) + ", so the gate " + description()
                            + " cannot pass\n  results: " + evidence.directory());
        }
        if (ranking.isEmpty()) {
            return judgement(
                    Verdict.BELOW_THRESHOLD,
                    Double.NaN,
                    "TUNE-102 " + study + ": " + noScore(results) + "\n  results: " + evidence.directory());
        }
        TrialResult best = first ? results.best() : ranking.get(0);
        double value = first ? best.score() : best.score(objective);
        if (!objective.mode().isBetter(threshold, value)) {
            return judgement(
                    Verdict.PASS, value, description() + ": " + shown(value) + " (trial " + best.number() + ")");
        }
        return judgement(
                Verdict.BELOW_THRESHOLD,
                value,
                missed(value) + "\n  best of " + results.size() + " trials: trial " + best.number() + "  "
                        + best.config() + "\n  " + evidence.again(best.number()) + "\n  results: "
                        + evidence.directory());
    }

    /** Judge the front of a search; that it is empty, or not better than the reference, is a volume of 0. */
    private Judgement judge(FrontScore score, ResultGrid results, Evidence evidence) {
        double value = score.of(results);
        String front = "the front of " + results.size() + " trials has "
                + results.paretoFront().size();
        if (!objective.mode().isBetter(threshold, value)) {
            return judgement(Verdict.PASS, value, description() + ": " + shown(value) + "; " + front);
        }
        return judgement(
                Verdict.BELOW_THRESHOLD,
                value,
                missed(value) + "\n  " + front + "; reference " + score.reference() + "\n  results: "
                        + evidence.directory());
    }

    private boolean isFirst(ResultGrid results) {
        return results.objectives().indexOf(objective) == 0;
    }

    private List<TrialResult> ranking(ResultGrid results, boolean feasible) {
        List<TrialResult> scored = isFirst(results)
                ? results.ranking()
                : results.trials().stream()
                        .filter(trial -> Double.isFinite(trial.score(objective)))
                        .sorted((left, right) ->
                                objective.bestFirst().compare(left.score(objective), right.score(objective)))
                        .toList();
        return feasible ? scored.stream().filter(TrialResult::isFeasible).toList() : scored;
    }

    private String missed(double value) {
        String side = objective.mode() == Mode.MAX ? "below" : "above";
        String off = objective.mode() == Mode.MAX ? "short" : "over";
        return "TUNE-101 " + study + ": " + objective.metric() + " " + shown(value) + " is " + side + " the threshold "
                + shown(threshold) + " (" + off + " by " + shown(Math.abs(threshold - value)) + ")";
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
        double rounded = Numbers.rounded(value, SHOWN_DIGITS);
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e9
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }

    private Judgement judgement(Verdict verdict, double value, String message) {
        return new Judgement(
                id(),
                description(),
                objective.metric(),
                verdict,
                enforced && !verdict.passes(),
                false,
                value,
                threshold,
                message,
                null);
    }
}
