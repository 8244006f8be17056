package dev.jtune.report;

import dev.jtune.ResultGrid;
import dev.jtune.importance.Importance;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is told of the importance of parameters at the end of a study: nothing of few trials, and nothing of parameters without any. */
final class ImportanceReport {
    /** With fewer trials, most of it would be chance. */
    private static final int LEAST_TRIALS = 30;

    private static final int MOST_PARAMETERS = 5;
    private static final double LEAST_SHARE = 0.01;

    private final List<Importance> importances;

    private ImportanceReport(List<Importance> importances) {
        this.importances = importances;
    }

    /** Judge the parameters; with several objectives, by what the trials near the front have in common. */
    static ImportanceReport of(ParamSpace space, ResultGrid results) {
        if (results.size() < LEAST_TRIALS || space.params().size() < 2) {
            return new ImportanceReport(List.of());
        }
        List<Importance> all =
                results.objectives().size() > 1 ? Importance.ofFront(space, results) : Importance.of(space, results);
        return new ImportanceReport(
                all.stream().mapToInt(Importance::samples).max().orElse(0) < LEAST_TRIALS ? List.of() : all);
    }

    /** Show the largest of those that are no chance in one line; an empty text where there is nothing to tell. */
    String line() {
        List<Importance> shown = importances.stream()
                .filter(each -> each.share() >= Math.max(LEAST_SHARE, 2 * each.standardError()))
                .limit(MOST_PARAMETERS)
                .toList();
        return shown.isEmpty()
                ? ""
                : shown.stream()
                        .map(each ->
                                label(each) + " " + percent(each.share()) + " % +-" + percent(each.standardError()))
                        .collect(Collectors.joining(", ", "importance: ", ""));
    }

    /** Return all of them for a JSON file. */
    List<Map<String, Object>> entries() {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Importance importance : importances) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("parameter", label(importance));
            entry.put("share", importance.share());
            entry.put("standardError", importance.standardError());
            entry.put("samples", importance.samples());
            entries.add(entry);
        }
        return entries;
    }

    private static long percent(double share) {
        return Math.round(100 * share);
    }

    /** Return the name, with the condition where others have the name too. */
    private String label(Importance importance) {
        String name = importance.param().name();
        long namesakes = importances.stream()
                .filter(other -> other.param().name().equals(name))
                .count();
        return namesakes == 1 ? name : name + " if " + importance.param().guard();
    }
}
