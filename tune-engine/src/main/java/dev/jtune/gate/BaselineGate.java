package dev.jtune.gate;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.MissingBaseline;
import dev.jtune.Mode;
import dev.jtune.Objective;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The confirmed score must not be worse than a committed one: not significantly, or not by more than a tolerance.
 *
 * @param study the study as people know it: {@code DigitsTest.network}
 * @param objective the metric
 * @param front what makes a score of the front, {@code null} for a metric of single trials
 * @param file the file of the baseline
 * @param place the file as people are told of it
 * @param tolerance by how much the mean may be worse
 * @param looks how many seeds are looked at, and how sure a no must be
 * @param enforced whether a build fails by it
 * @param missing what happens where there is no baseline
 * @param ci whether this is a build that nobody watches, in which nothing is written
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BaselineGate(
        String study,
        Objective objective,
        @Nullable FrontScore front,
        Path file,
        String place,
        Tolerance tolerance,
        TwoLooks looks,
        boolean enforced,
        MissingBaseline missing,
        boolean ci)
        implements ScoreGate {

    /** From so many runs in a row that decide nothing, people are warned. */
    static final int MOST_UNDECIDED = 3;

    @Override
    public String id() {
        return objective.metric() + "-baseline";
    }

    @Override
    public String description() {
        return objective.metric() + " no worse than its baseline by " + tolerance;
    }

    @Override
    public boolean confirms() {
        return true;
    }

    /**
     * Read the baseline; empty where there is none.
     *
     * @throws InvalidDeclarationException if it cannot be read
     */
    public Optional<Baseline> baseline() {
        return Baseline.read(file);
    }

    /** Tell whether scores and a baseline are of one kind. */
    public boolean isCompatible(Baseline baseline) {
        return baseline.metric().equals(objective.metric()) && baseline.mode() == objective.mode();
    }

    /** Tell whether twice as many seeds are wanted: to decide, or to write down what may be accepted. */
    public boolean wantsMore(Confirmation confirmation, @Nullable Baseline baseline) {
        if (baseline == null) {
            return !ci;
        }
        if (isNoisyWithoutRepeats(confirmation)) {
            return false;
        }
        return switch (decide(confirmation, baseline).verdict()) {
            case PASS -> false;
            case INCONCLUSIVE -> true;
            default -> !ci;
        };
    }

    TwoLooks.Decision decide(Confirmation confirmation, Baseline baseline) {
        return looks.decide(confirmation, baseline, tolerance.of(baseline));
    }

    /** Return the worst mean that passes, {@code NaN} without a baseline. */
    private double limit(@Nullable Baseline baseline) {
        if (baseline == null) {
            return Double.NaN;
        }
        double allowed = tolerance.of(baseline);
        return baseline.mean() + (objective.mode() == Mode.MAX ? -allowed : allowed);
    }

    private static boolean isNoisyWithoutRepeats(Confirmation confirmation) {
        return confirmation.scores().size() == 1 && !confirmation.deterministic();
    }

    /** Return in how many runs in a row nothing was decided, if nothing is in this one. */
    int undecided(Evidence evidence) {
        return evidence.past().inARow(id(), Verdict.INCONCLUSIVE) + 1;
    }

    @Override
    public Judgement judge(Evidence evidence) {
        try {
            return judge(evidence, baseline().orElse(null));
        } catch (InvalidDeclarationException e) {
            return judgement(Verdict.ERROR, Double.NaN, null, String.valueOf(e.getMessage()));
        }
    }

    /** Judge by a baseline that was read. */
    public Judgement judge(Evidence evidence, @Nullable Baseline baseline) {
        BaselineText text = new BaselineText(this, evidence);
        Confirmation confirmation = evidence.confirmation();
        if (baseline != null && !isCompatible(baseline)) {
            return judgement(Verdict.INCOMPATIBLE, Double.NaN, baseline, text.otherMetric(baseline));
        }
        if (baseline != null && evidence.outgrown()) {
            return judgement(Verdict.INCOMPATIBLE, Double.NaN, baseline, text.incompatible(evidence.unconfirmed()));
        }
        if (confirmation == null) {
            return baseline == null && evidence.results() == null
                    ? judgement(Verdict.NO_BASELINE, Double.NaN, null, text.nothingToVerify())
                    : judgement(Verdict.ERROR, Double.NaN, baseline, text.unconfirmed());
        }
        if (isNoisyWithoutRepeats(confirmation)) {
            return judgement(Verdict.ERROR, confirmation.mean(), baseline, text.noisy());
        }
        if (baseline == null) {
            return judgement(Verdict.NO_BASELINE, confirmation.mean(), null, text.missing(confirmation));
        }
        TwoLooks.Decision decision = decide(confirmation, baseline);
        return judgement(
                        decision.verdict(),
                        text.now(baseline, decision.comparison()),
                        baseline,
                        text.of(decision, confirmation, baseline))
                .warning(decision.verdict() == Verdict.INCONCLUSIVE && undecided(evidence) >= MOST_UNDECIDED);
    }

    /** Tell whether a verdict fails the build; what was not even measured does where a baseline is missing. */
    private boolean fails(Verdict verdict, boolean measured) {
        if (verdict != Verdict.NO_BASELINE) {
            return enforced && !verdict.passes();
        }
        return enforced
                && switch (missing) {
                    case FAIL -> true;
                    case WARN -> false;
                    case FAIL_IN_CI -> ci || !measured;
                };
    }

    private Judgement judgement(Verdict verdict, double value, @Nullable Baseline baseline, String message) {
        return new Judgement(
                id(),
                description(),
                objective.metric(),
                verdict,
                fails(verdict, !Double.isNaN(value)),
                false,
                value,
                limit(baseline),
                message,
                place);
    }
}
