package dev.jtune.gate;

import dev.jtune.json.Numbers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * By how much a score may be worse than its baseline.
 *
 * @param amount at least 0, in units of {@code unit}
 * @param unit what the amount is of
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Tolerance(double amount, Unit unit) {
    private static final Pattern FORM = Pattern.compile("(\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|\\.\\d+)\\s*(%|sd)?");

    /** What a tolerance is an amount of. */
    public enum Unit {
        /** The metric itself. */
        METRIC,
        /** Hundredths of the baseline's mean. */
        PERCENT,
        /** The standard deviation of the baseline's scores: its noise. */
        SD
    }

    /**
     * Read a tolerance: {@code 0.005}, {@code 0.5%} or {@code 1sd}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Tolerance parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches() || !Double.isFinite(Double.parseDouble(matcher.group(1)))) {
            throw new IllegalArgumentException("\"" + text + "\" is no tolerance");
        }
        String unit = matcher.group(2);
        return new Tolerance(
                Double.parseDouble(matcher.group(1)),
                unit == null ? Unit.METRIC : unit.equals("%") ? Unit.PERCENT : Unit.SD);
    }

    /** Return what it comes to for a baseline, in units of the metric. */
    public double of(Baseline baseline) {
        return switch (unit) {
            case METRIC -> amount;
            case PERCENT -> amount / 100 * Math.abs(baseline.mean());
            case SD -> amount * baseline.sd();
        };
    }

    /** Return it as it is written, {@code 0.5 %}. */
    @Override
    public String toString() {
        double rounded = Numbers.rounded(amount, 6);
        String number = rounded == Math.rint(rounded) && rounded < 1e9
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
        return switch (unit) {
            case METRIC -> number;
            case PERCENT -> number + " %";
            case SD -> number + " sd";
        };
    }
}
