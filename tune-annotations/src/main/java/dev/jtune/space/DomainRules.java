package dev.jtune.space;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Makes domains of numbers from bounds as they are written; what is wrong becomes a problem, and the answer null. */
final class DomainRules {

    /** Stands for "not quantised" where a step is expected. */
    static final double NO_STEP = Double.NaN;

    private DomainRules() {}

    /**
     * Make a domain of real numbers.
     *
     * @param function what the domain is called where it was written
     * @param q the step, or {@link #NO_STEP}
     */
    static @Nullable Domain real(
            Problems problems, String function, double lower, double upper, boolean log, double q) {
        boolean stepped = !Double.isNaN(q);
        int before = problems.count();
        boolean lowerFinite = finite(problems, "lower", lower);
        boolean finite = finite(problems, "upper", upper) && lowerFinite;
        if (stepped) {
            step(problems, q);
        }
        if (!finite) {
            return null;
        }
        order(problems, function, Literals.number(lower), Literals.number(upper), Double.compare(lower, upper));
        if (log && lower <= 0) {
            problems.add(
                    "TUNE-011",
                    "the logarithm needs a lower bound above 0, and it is " + Literals.number(lower),
                    "start above 0, or use " + function.replace("log", "") + "(...)");
        }
        if (problems.count() == before && stepped) {
            divisible(problems, function, lower, upper, q);
        }
        return problems.count() > before ? null : new Domain.Real(lower + 0.0, upper + 0.0, log, stepped ? q : 0);
    }

    /** Make a domain of normally distributed numbers; {@code q} as for {@link #real}. */
    static @Nullable Domain normal(Problems problems, double mean, double sd, double q) {
        int before = problems.count();
        finite(problems, "mean", mean);
        if (finite(problems, "sd", sd) && sd <= 0) {
            problems.add("TUNE-017", "the standard deviation must be above 0, and it is " + Literals.number(sd), "");
        }
        if (!Double.isNaN(q)) {
            step(problems, q);
        }
        return problems.count() > before ? null : new Domain.Normal(mean, sd, Double.isNaN(q) ? 0 : q);
    }

    /** Make a domain of integers below {@code upper}. */
    static @Nullable Domain integersBelow(Problems problems, String function, long lower, long upper, boolean log) {
        int before = problems.count();
        order(problems, function, Long.toString(lower), Long.toString(upper), Long.compare(lower, upper));
        positive(problems, function, lower, log);
        return problems.count() > before ? null : new Domain.Int(lower, upper - 1, log, 1);
    }

    /** Make a domain of the multiples of {@code q} from {@code lower} to {@code upper}. */
    static @Nullable Domain integersUpTo(
            Problems problems, String function, long lower, long upper, boolean log, long q) {
        int before = problems.count();
        order(problems, function, Long.toString(lower), Long.toString(upper), Long.compare(lower, upper));
        positive(problems, function, lower, log);
        if (q <= 0) {
            problems.add("TUNE-013", "the step q must be above 0, and it is " + q, "");
        }
        if (problems.count() > before) {
            return null;
        }
        BigDecimal step = BigDecimal.valueOf(q);
        BigDecimal first = inward(BigDecimal.valueOf(lower), step, RoundingMode.CEILING);
        BigDecimal last = inward(BigDecimal.valueOf(upper), step, RoundingMode.FLOOR);
        if (first.compareTo(last) > 0) {
            problems.add(
                    "TUNE-016",
                    "no multiple of " + q + " lies between " + lower + " and " + upper,
                    "widen the bounds or take a smaller step");
            return null;
        }
        return new Domain.Int(first.longValueExact(), last.longValueExact(), log, q);
    }

    private static boolean finite(Problems problems, String what, double value) {
        if (!Double.isFinite(value)) {
            problems.add("TUNE-008", what + " must be a finite number, and it is " + value, "");
        }
        return Double.isFinite(value);
    }

    private static void step(Problems problems, double q) {
        if (!Double.isFinite(q) || q <= 0) {
            problems.add("TUNE-013", "the step q must be above 0, and it is " + Literals.number(q), "");
        }
    }

    private static void order(Problems problems, String function, String lower, String upper, int comparison) {
        if (comparison == 0) {
            problems.add("TUNE-010", "both bounds are " + lower, "write the constant " + lower + " instead");
        } else if (comparison > 0) {
            problems.add(
                    "TUNE-010",
                    "the lower bound " + lower + " is above the upper bound " + upper,
                    "swap them: " + function + "(" + upper + ", " + lower + (isQuantised(function) ? ", ...)" : ")"));
        }
    }

    private static void positive(Problems problems, String function, long lower, boolean log) {
        if (log && lower < 1) {
            problems.add(
                    "TUNE-011",
                    "the logarithm needs a lower bound above 0, and it is " + lower,
                    "start at 1, or use " + function.replace("log", "") + "(...)");
        }
    }

    /** Decimal arithmetic, so that 0.3 is a multiple of 0.1. */
    private static void divisible(Problems problems, String function, double lower, double upper, double q) {
        BigDecimal step = new BigDecimal(Double.toString(q));
        BigDecimal low = new BigDecimal(Double.toString(lower));
        BigDecimal high = new BigDecimal(Double.toString(upper));
        BigDecimal first = inward(low, step, RoundingMode.CEILING);
        BigDecimal last = inward(high, step, RoundingMode.FLOOR);
        boolean lowFits = first.compareTo(low) == 0;
        boolean highFits = last.compareTo(high) == 0;
        if (lowFits && highFits) {
            return;
        }
        String who = lowFits
                ? "the upper bound " + Literals.number(upper) + " is not"
                : highFits ? "the lower bound " + Literals.number(lower) + " is not" : "both bounds are not";
        problems.add(
                "TUNE-015",
                "bounds must be multiples of the step " + Literals.number(q) + ", and " + who,
                first.compareTo(last) < 0
                        ? "write " + function + "(" + Literals.number(first.doubleValue()) + ", "
                                + Literals.number(last.doubleValue()) + ", " + Literals.number(q) + ")"
                        : "take a smaller step");
    }

    private static BigDecimal inward(BigDecimal bound, BigDecimal step, RoundingMode rounding) {
        return bound.divide(step, 0, rounding).multiply(step);
    }

    private static boolean isQuantised(String function) {
        return function.startsWith("q");
    }
}
