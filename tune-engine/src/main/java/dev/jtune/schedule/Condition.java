package dev.jtune.schedule;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition on one result, such as {@code accuracy >= 0.98 and training_iteration >= 5}: all comparisons hold.
 *
 * <p>A result that lacks a metric, or has a value for it that is not a number, does not meet the condition.
 */
record Condition(List<Comparison> comparisons) {
    private static final Pattern AND = Pattern.compile("\\s+and\\s+");
    private static final Pattern COMPARISON = Pattern.compile("\\s*([^\\s<>=!]+)\\s*([<>=!]++)\\s*(\\S.*?)\\s*");

    Condition {
        comparisons = List.copyOf(comparisons);
    }

    /** Read a condition; throws {@link InvalidDeclarationException} (TUNE-445) if it is none. */
    static Condition parse(String text) {
        List<Comparison> comparisons = new ArrayList<>();
        for (String part : AND.split(text, -1)) {
            comparisons.add(comparison(part, text));
        }
        return new Condition(comparisons);
    }

    private static Comparison comparison(String part, String text) {
        Matcher matcher = COMPARISON.matcher(part);
        if (!matcher.matches()) {
            throw unreadable(text, "'" + part.strip() + "' is not of the form: metric operator number");
        }
        Operator operator = Operator.of(matcher.group(2))
                .orElseThrow(() -> unreadable(text, "there is no operator '" + matcher.group(2) + "'"));
        return new Comparison(matcher.group(1), operator, number(matcher.group(3), text));
    }

    private static double number(String word, String text) {
        try {
            double value = Double.parseDouble(word.replace("_", ""));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, as for the words that Java takes for numbers and nobody reaches
        }
        throw unreadable(text, "'" + word + "' is not a finite number");
    }

    private static InvalidDeclarationException unreadable(String text, String reason) {
        return new InvalidDeclarationException(
                new Problem(
                        "TUNE-445",
                        "stop \"" + text + "\"",
                        reason,
                        "write it like \"accuracy >= 0.98 and training_iteration >= 5\", several texts where one of them is enough"));
    }

    /** Return what holds, with the values, or empty if not all does. */
    Optional<String> met(Result result) {
        for (Comparison comparison : comparisons) {
            if (!comparison.holds(result)) {
                return Optional.empty();
            }
        }
        return Optional.of(comparisons.stream()
                .map(comparison -> comparison.describe(result))
                .collect(Collectors.joining(" and ")));
    }

    /** A metric compared with a bound. */
    record Comparison(String metric, Operator operator, double bound) {
        boolean holds(Result result) {
            return operator.holds(result.value(metric), bound); // NaN, where there is no value, holds nothing
        }

        String describe(Result result) {
            double value = result.value(metric);
            return metric + " " + Numbers.text(value, bound) + " " + operator.symbol + " " + Numbers.text(bound, value);
        }
    }

    /** How a value is compared with a bound; every comparison with {@code NaN} is false. */
    enum Operator {
        AT_LEAST(">="),
        ABOVE(">"),
        AT_MOST("<="),
        BELOW("<"),
        EQUAL("==");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        static Optional<Operator> of(String symbol) {
            for (Operator operator : values()) {
                if (operator.symbol.equals(symbol)) {
                    return Optional.of(operator);
                }
            }
            return Optional.empty();
        }

        boolean holds(double value, double bound) {
            return switch (this) {
                case AT_LEAST -> value >= bound;
                case ABOVE -> value > bound;
                case AT_MOST -> value <= bound;
                case BELOW -> value < bound;
                case EQUAL -> value == bound;
            };
        }
    }
}
