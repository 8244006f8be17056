package dev.jtune.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much of the spread of the scores each parameter explains. */
final class ImportanceChart {
    private static final int BARS = 20;

    private ImportanceChart() {}

    /** A parameter and its share, as {@code result.json} has them. */
    record Share(String parameter, double share, double standardError, long samples) {}

    static Chart of(StudyRecord record) {
        List<Share> shares = shares(record);
        if (shares.isEmpty()) {
            return Chart.none(
                    "importance",
                    "Importance",
                    "Too few trials to tell: it takes 30 with a score, and two parameters.");
        }
        List<Object> bars = new ArrayList<>();
        Table.Builder table = Table.of(100, "parameter", "share", "standard error", "trials");
        for (Share share : shares) {
            if (bars.size() < BARS) {
                Map<String, @Nullable Object> bar = new LinkedHashMap<>();
                bar.put("name", share.parameter());
                bar.put("share", Shown.rounded(share.share()));
                bar.put("error", Shown.rounded(share.standardError()));
                bar.put("samples", share.samples());
                bars.add(bar);
            }
            table.row(
                    share.parameter(),
                    Shown.percent(share.share()),
                    "+-" + Shown.percent(share.standardError()),
                    Long.toString(share.samples()));
        }
        return Chart.of(
                "importance",
                "Importance",
                (record.objectives().size() > 1
                                ? "How far the trials near the front differ from the others in each parameter"
                                : "The share of the spread of "
                                        + record.objective().metric() + " that each parameter explains")
                        + ", with its standard error and the number of trials it is read from.",
                Map.of("bars", bars),
                table.build());
    }

    /** Return the shares that the end of the run found, the largest first. */
    static List<Share> shares(StudyRecord record) {
        List<Share> shares = new ArrayList<>();
        if (record.summary().get("importance") instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> map
                        && map.get("share") instanceof Number share
                        && map.get("standardError") instanceof Number error
                        && map.get("samples") instanceof Number samples) {
                    shares.add(new Share(
                            String.valueOf(map.get("parameter")),
                            share.doubleValue(),
                            error.doubleValue(),
                            samples.longValue()));
                }
            }
        }
        return shares;
    }
}
