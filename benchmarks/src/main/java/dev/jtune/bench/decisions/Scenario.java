package dev.jtune.bench.decisions;

import dev.jtune.Mode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trials with what they will report, and the order in which they do.
 *
 * @param settings Ray's, by their names there
 * @param mode the better direction of the values
 * @param trials what each trial reports
 * @param picks which of the running trials reports next: a remainder of their number
 */
record Scenario(Map<String, Object> settings, Mode mode, List<Script> trials, int... picks) {

    /**
     * What a trial reports before it fails.
     *
     * @param times its times, ascending
     * @param values the values at these
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Script(long[] times, double[] values) {
        Map<String, Object> json() {
            return Map.of(
                    "times", Arrays.stream(times).boxed().toList(),
                    "values",
                            Arrays.stream(values)
                                    .mapToObj(value -> Double.isNaN(value) ? "NaN" : (Object) value)
                                    .toList());
        }
    }

    long setting(String name) {
        return ((Number) settings.getOrDefault(name, 0L)).longValue();
    }

    double share(String name) {
        return ((Number) settings.getOrDefault(name, 0.0)).doubleValue();
    }

    boolean isOn(String name) {
        return !Boolean.FALSE.equals(settings.get(name));
    }

    /** Return it as a question to Ray. */
    Map<String, Object> json(String scheduler) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("scheduler", scheduler);
        question.put("settings", settings);
        question.put("mode", mode.name().toLowerCase(Locale.ROOT));
        question.put("trials", trials.stream().map(Script::json).toList());
        question.put("picks", Arrays.stream(picks).mapToObj(pick -> (long) pick).toList());
        return question;
    }
}
