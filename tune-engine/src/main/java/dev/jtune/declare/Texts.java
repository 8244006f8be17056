package dev.jtune.declare;

import dev.jtune.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the small texts in annotations: times and shares. */
final class Texts {
    private static final Pattern TIME = Pattern.compile("([0-9]+)\\s*(ms|s|m|min|h)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1));

    private Texts() {}

    /** Read the time that {@code setting} is; {@code null} where it is none, which is among the problems then. */
    static @Nullable Duration duration(String setting, String text, String place, List<Problem> problems) {
        Matcher matcher = TIME.matcher(text.strip());
        if (matcher.matches()) {
            try {
                Duration unit = UNITS.get(matcher.group(2));
                long amount = Long.parseLong(matcher.group(1));
                if (unit != null && amount > 0) {
                    return unit.multipliedBy(amount);
                }
            } catch (NumberFormatException | ArithmeticException e) {
                // more than a duration holds; said below
            }
        }
        problems.add(new Problem(
                "TUNE-233",
                place,
                setting + " is \"" + text + "\"",
                "give a whole number above 0 and its unit: \"90s\", \"10m\", \"2h\""));
        return null;
    }

    /** Return how many of {@code total} trials a text of the form {@code 10%} or {@code 3} stands for. */
    static int share(String text, int total, String place, List<Problem> problems) {
        String stripped = text.strip();
        try {
            if (stripped.endsWith("%")) {
                double percent = Double.parseDouble(
                        stripped.substring(0, stripped.length() - 1).strip());
                if (percent >= 0 && percent <= 100) {
                    return (int) Math.floor(percent / 100 * total);
                }
            } else if (Integer.parseInt(stripped) >= 0) {
                return Integer.parseInt(stripped);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        problems.add(new Problem(
                "TUNE-234",
                place + ", @Failures",
                "tolerate is \"" + text + "\"",
                "give a share of the trials, \"10%\", or a number of them, \"3\""));
        return 0;
    }
}
