package dev.jtune.gate;

import static dev.jtune.gate.ThresholdGate.shown;

import dev.jtune.Mode;
import dev.jtune.json.Numbers;
import java.util.Locale;

/** What a gate with a baseline tells: the verdict, the numbers it rests on, and the way out. */
record BaselineText(BaselineGate gate, Evidence evidence) {
    private static final int SHOWN_DIGITS = 3;

    // ---- nothing to compare

    String nothingToVerify() {
        return "TUNE-104 " + gate.study() + ": NO_BASELINE: " + gate.place()
                + " is missing, so there is nothing to verify\n  search first: " + evidence.command()
                + ", then accept what it finds: " + accept();
    }

    String missing(Confirmation confirmation) {
        int n = confirmation.scores().size();
        String score = metric() + " " + shown(confirmation.mean())
                + (n == 1 ? "" : " +- " + amount(confirmation.sd()) + " over " + n + " seeds");
        return "TUNE-104 " + gate.study() + ": NO_BASELINE: " + gate.place() + " is missing; "
                + (gate.ci()
                        ? score + "\n  run the study where CI is not set, accept what it finds, and commit the file: "
                        : "made " + Baseline.pending(gate.file()).getFileName() + " with " + score
                                + "\n  accept it with: ")
                + accept();
    }

    String unconfirmed() {
        return unconfirmed(gate.study(), evidence);
    }

    /** Say that a gate asked for evaluations that were not to be had. */
    static String unconfirmed(String study, Evidence evidence) {
        return "TUNE-113 " + study + ": the best configuration could not be confirmed: " + evidence.unconfirmed()
                + "\n  results: " + evidence.directory();
    }

    String noisy() {
        return "TUNE-116 " + gate.study()
                + ": confirm = 1 is for an objective without noise, and two evaluations on one"
                + " seed gave different scores of " + metric() + "\n  give @Gate(confirm = "
                + TwoLooks.least(gate.looks().alpha()) + ") or more, or draw all random numbers from trial.random()";
    }

    String otherMetric(Baseline baseline) {
        return incompatible("it is of the metric " + directed(baseline.metric(), baseline.mode()) + ", and the gate of "
                + directed(metric(), gate.objective().mode()));
    }

    private static String directed(String metric, Mode mode) {
        return metric + " (" + mode.name().toLowerCase(Locale.ROOT) + ")";
    }

    String incompatible(String why) {
        return "TUNE-112 " + gate.study() + ": INCOMPATIBLE: the baseline " + gate.place() + " does not fit any more: "
                + why + "\n  search again, and accept what it finds: " + accept();
    }

    // ---- compared

    /** Return the score that was compared: the mean of the baseline, and what it differs by. */
    double now(Baseline baseline, Comparison comparison) {
        Mode mode = baseline.mode();
        return mode.loss(mode.loss(baseline.mean()) + comparison.drop());
    }

    String of(TwoLooks.Decision decision, Confirmation confirmation, Baseline baseline) {
        Comparison comparison = decision.comparison();
        String scores = metric() + " " + shown(now(baseline, comparison)) + ", was " + shown(baseline.mean());
        String drop = interval(comparison) + ", allowed " + allowed(baseline) + "; " + basis(comparison);
        return switch (decision.verdict()) {
            case REGRESSED -> regressed(scores, comparison, confirmation, baseline);
            case IMPROVED ->
                "TUNE-119 " + gate.study() + ": IMPROVED: " + scores + ": better by " + amount(-comparison.drop())
                        + "; " + basis(comparison) + "\n  raise the bar: " + accept();
            case INCONCLUSIVE ->
                "TUNE-111 " + gate.study() + ": INCONCLUSIVE, passing: " + scores + ": " + drop + "\n  "
                        + settled(comparison, gate.tolerance().of(baseline))
                        + undecided(comparison, gate.tolerance().of(baseline));
            default -> scores + ": " + drop;
        };
    }

    private String regressed(String scores, Comparison comparison, Confirmation confirmation, Baseline baseline) {
        String drop = amount(comparison.drop());
        return "TUNE-110 " + gate.study() + ": " + scores + ": worse by " + drop + ", allowed " + allowed(baseline)
                + "\n  " + basis(comparison) + ": drop " + drop + sure(comparison)
                + "\n  " + evidence.run().since(baseline)
                + "\n  config " + confirmation.config() + luck(confirmation)
                + "\n  if intended: " + accept() + " \"-Dtune.reason=...\""
                + "\n  " + evidence.again(confirmation.trial());
    }

    private static String basis(Comparison comparison) {
        String seeds = comparison.n() == 1 ? "1 seed" : comparison.n() + " seeds";
        if (comparison.isExact()) {
            return comparison.drop() == 0
                    ? "the same score as then on " + seeds
                    : "exact, the same difference on " + seeds;
        }
        return comparison.paired() ? "paired over " + seeds : "by the means of " + seeds;
    }

    private String sure(Comparison comparison) {
        if (comparison.isExact()) {
            return "";
        }
        return ", " + amount(100 * (1 - gate.looks().alphaOfLook())) + " % sure it is at least "
                + amount(comparison.drop() - margin(comparison));
    }

    private String interval(Comparison comparison) {
        return (comparison.drop() < 0 ? "gain " : "drop ")
                + amount(Math.abs(comparison.drop()))
                + (comparison.isExact() ? "" : " +- " + amount(margin(comparison)));
    }

    private double margin(Comparison comparison) {
        return comparison.margin(gate.looks().alphaOfLook());
    }

    private String settled(Comparison comparison, double allowed) {
        int seeds = gate.looks().settledBy(comparison, allowed);
        return (seeds == 0
                        ? "no number of seeds in reach would settle it"
                        : "about " + seeds + " seeds would settle it, with confirm = " + confirmFor(seeds))
                + "; a tolerance of " + amount(TwoLooks.worst(comparison)) + " would pass it";
    }

    /** Both looks together see twice as many seeds as the first. */
    private static int confirmFor(int seeds) {
        return (seeds + 1) / 2;
    }

    /** A gate that never decides passes whatever the score becomes, until somebody is told. */
    private String undecided(Comparison comparison, double allowed) {
        int times = gate.undecided(evidence);
        if (times < BaselineGate.MOST_UNDECIDED) {
            return "";
        }
        int seeds = gate.looks().settledBy(comparison, allowed);
        return "\n  TUNE-127 INCONCLUSIVE in " + times + " runs in a row: the gate guards nothing\n  give @Gate("
                + (seeds == 0 ? "" : "confirm = " + confirmFor(seeds) + "), or @Gate(") + "tolerance = \""
                + amount(TwoLooks.worst(comparison)) + "\"), or lower the noise";
    }

    /** Say how much of a search's best score was luck. */
    private String luck(Confirmation confirmation) {
        double lucky = gate.objective().mode().loss(confirmation.mean())
                - gate.objective().mode().loss(confirmation.searched());
        return Double.isFinite(lucky) && lucky > 0
                ? "; the search itself saw " + shown(confirmation.searched()) + " (lucky by " + amount(lucky) + ")"
                : "";
    }

    private String allowed(Baseline baseline) {
        String amount = amount(gate.tolerance().of(baseline));
        return gate.tolerance().unit() == Tolerance.Unit.METRIC ? amount : amount + " (" + gate.tolerance() + ")";
    }

    private String metric() {
        return gate.objective().metric();
    }

    private static String amount(double value) {
        return shown(Numbers.rounded(value, SHOWN_DIGITS));
    }

    private String accept() {
        return "mvn tune:accept \"-Dtune.study=" + gate.study() + "\"";
    }
}
