package dev.jtune;

import dev.jtune.json.Numbers;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * What the result of a trial keeps to be worth anything, such as {@code latency_ms <= 20}: the last value of a metric that the trial reported,
 * compared with a bound.
 *
 * @param metric the metric's name; parts of a nested metric are joined by {@code /}
 * @param comparison how it is compared: {@code <=}, {@code <}, {@code >=} or {@code >}
 * @param bound a finite number
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ResultConstraint(String metric, String comparison, double bound) {
    private static final Pattern FORM = Pattern.compile("\\s*([^\\s<>=!]+)\\s*(<=|>=|<|>)\\s*([^\\s<>=!]+)\\s*");
    private static final int SHOWN_DIGITS = 6;

    /** Keeps sums finite; nothing is worse. */
    private static final double WORST = 1e100;

    /**
     * Read a constraint, such as {@code "latency_ms <= 20"}.
     *
     * @throws InvalidDeclarationException (TUNE-245) if it is none
     */
    public static ResultConstraint parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            try {
                double bound = Double.parseDouble(matcher.group(3).replace("_", ""));
                if (Double.isFinite(bound)) {
                    return new ResultConstraint(matcher.group(1), matcher.group(2), bound);
                }
            } catch (NumberFormatException e) {
                // said below
            }
        }
        throw new InvalidDeclarationException(new Problem(
                "TUNE-245",
                "resultConstraints \"" + text.strip() + "\"",
                "it is not of the form: metric, <= or < or >= or >, number",
                "write it like \"latency_ms <= 20\""));
    }

    /** Tell whether a value keeps it; {@code NaN} keeps none. */
    public boolean holds(double value) {
        return switch (comparison) {
            case "<=" -> value <= bound;
            case "<" -> value < bound;
            case ">=" -> value >= bound;
            case ">" -> value > bound;
            default -> throw new IllegalStateException("no comparison: " + comparison);
        };
    }

    /**
     * Return by how much a value breaks it: the distance to the bound as a share of the bound, or the distance itself where the bound is 0; 0
     * where it keeps it, and only there; at most 1e100, also for a value that is not finite.
     */
    public double violation(double value) {
        if (holds(value)) {
            return 0;
        }
        double distance = Math.abs(value - bound) / (bound == 0 ? 1 : Math.abs(bound));
        return distance <= WORST ? Math.max(Double.MIN_NORMAL, distance) : WORST;
    }

    /**
     * Return by how much the results of a trial break constraints, in all: 0 where they keep all, and {@code NaN} where a metric was
     * never reported, so that nobody knows.
     *
     * @param history results in order
     */
    public static double violation(List<ResultConstraint> constraints, List<Map<String, Object>> history) {
        double sum = 0;
        for (ResultConstraint constraint : constraints) {
            sum += constraint.violation(history);
        }
        return Double.isNaN(sum) ? sum : Math.min(WORST, sum);
    }

    private double violation(List<Map<String, Object>> history) {
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.get(i).get(metric) instanceof Number value) {
                return violation(value.doubleValue());
            }
        }
        return Double.NaN;
    }

    /** Return it as it is written: {@code latency_ms <= 20}. */
    @Override
    public String toString() {
        boolean whole = bound == Math.rint(bound) && Math.abs(bound) < 1e15;
        return metric + " " + comparison + " " + (whole ? Long.toString((long) bound) : Double.toString(bound));
    }

    /** Say how a trial breaks it; empty where it does not. */
    String broken(TrialResult trial) {
        double[] values = trial.series(metric);
        if (values.length == 0) {
            return "no " + metric;
        }
        double last = values[values.length - 1];
        return holds(last) ? "" : metric + " " + Numbers.rounded(last, SHOWN_DIGITS);
    }
}
