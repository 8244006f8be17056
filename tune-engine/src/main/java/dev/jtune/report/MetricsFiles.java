package dev.jtune.report;

import dev.jtune.gate.Confirmation;
import dev.jtune.gate.ThresholdGate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives scores the forms that keep them over time: that of github-action-benchmark, and that of Bencher. */
final class MetricsFiles {
    private MetricsFiles() {}

    /** Return the entries of the studies of one direction: github-action-benchmark knows one a file. */
    static List<Map<String, Object>> benchmarks(List<StudySummary> studies, boolean maximised) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (StudySummary study : studies) {
            if (study.isMaximised() == maximised && Double.isFinite(study.score())) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", study.name());
                entry.put("unit", study.metric());
                entry.put("value", study.score());
                Confirmation confirmed = study.confirmation();
                if (confirmed != null) {
                    entry.put("range", "+-" + ThresholdGate.shown(confirmed.sd()));
                }
                entry.put("extra", origin(study));
                entries.add(entry);
            }
        }
        return entries;
    }

    private static String origin(StudySummary study) {
        Confirmation confirmed = study.confirmation();
        return confirmed == null
                ? "best of " + study.result().get("trials") + " trials: "
                        + study.part("best").get("config")
                : "mean of " + confirmed.seeds().size() + " seeds: " + confirmed.config();
    }

    /** Return all studies in the Bencher Metric Format: a measure a study, with a standard deviation to either side. */
    static Map<String, Object> bencher(List<StudySummary> studies) {
        Map<String, Object> benchmarks = new LinkedHashMap<>();
        for (StudySummary study : studies) {
            if (Double.isFinite(study.score())) {
                Map<String, Object> measure = new LinkedHashMap<>();
                measure.put("value", study.score());
                Confirmation confirmed = study.confirmation();
                if (confirmed != null) {
                    measure.put("lower_value", confirmed.mean() - confirmed.sd());
                    measure.put("upper_value", confirmed.mean() + confirmed.sd());
                }
                benchmarks.put(study.name(), Map.of(study.metric(), measure));
            }
        }
        return benchmarks;
    }
}
