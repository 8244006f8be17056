package dev.jtune.report.html;

import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Trials that failed of the same cause.
 *
 * @param cause class and message of what was thrown
 * @param place the first line of its stack trace, empty where there is none
 * @param trials their numbers
 * @param trace the stack trace of the first
 * @param config the configuration of the first
 * @param command what runs the first again
 */
record FailureGroup(String cause, String place, String trials, String trace, String config, String command) {
    private static final int LINES = 30;
    private static final int NUMBERS = 20;

    /** What two failures share if they have one cause: the class that was thrown, and where; messages differ by values. */
    private record Cause(String type, String place) {}

    /** Group the trials that failed, the largest group first. */
    static List<FailureGroup> of(StudyRecord record) {
        Map<Cause, List<TrialResult>> groups = new LinkedHashMap<>();
        for (TrialResult trial : record.results().trials()) {
            if (trial.outcome() instanceof TrialOutcome.Failed failed) {
                String text = text(failed);
                String first = text.lines().findFirst().orElse("");
                String type = first.contains(": ") ? first.substring(0, first.indexOf(": ")) : first;
                groups.computeIfAbsent(new Cause(type, place(text)), cause -> new ArrayList<>())
                        .add(trial);
            }
        }
        return groups.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .map(entry -> of(record, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static FailureGroup of(StudyRecord record, Cause cause, List<TrialResult> trials) {
        TrialResult first = trials.get(0);
        String text = first.outcome() instanceof TrialOutcome.Failed failed ? text(failed) : "";
        String numbers = trials.stream()
                .limit(NUMBERS)
                .map(trial -> "#" + trial.number())
                .collect(Collectors.joining(", "));
        return new FailureGroup(
                text.lines().findFirst().orElse("an error"),
                cause.place(),
                Shown.count(trials.size(), "trial", "trials") + ": " + numbers
                        + (trials.size() > NUMBERS ? ", ..." : ""),
                text.lines().limit(LINES).collect(Collectors.joining("\n")),
                Configs.full(first.config()),
                record.command(first.number()));
    }

    /** A recorded error has the whole trace as its message. */
    private static String text(TrialOutcome.Failed failed) {
        return Optional.ofNullable(failed.cause().getMessage()).orElse(String.valueOf(failed.cause()));
    }

    private static String place(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("at "))
                .findFirst()
                .orElse("");
    }
}
