package dev.jtune.report.html;

import dev.jtune.TrialResult;
import dev.jtune.journal.JournalEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which trial ran when, in as many lanes as trials ran at a time. */
final class TimelineChart {
    private static final int ROWS = 20;

    private TimelineChart() {}

    /** An attempt of a trial, in milliseconds since the beginning of the run. */
    private record Span(int trial, int attempt, long from, long to) {
        long length() {
            return to - from;
        }
    }

    static Chart of(StudyRecord record) {
        List<Span> spans = spans(record);
        if (spans.isEmpty()) {
            return Chart.none("timeline", "Timeline", "No trial ran.");
        }
        List<Long> freeAt = new ArrayList<>();
        List<Object> lanes = new ArrayList<>();
        Map<Integer, String> states = new HashMap<>();
        for (TrialResult trial : record.results().trials()) {
            states.put(trial.number(), StudyRecord.state(trial));
        }
        for (Span span : spans) {
            int lane = 0;
            while (lane < freeAt.size() && freeAt.get(lane) > span.from()) {
                lane++;
            }
            if (lane == freeAt.size()) {
                freeAt.add(span.to());
            } else {
                freeAt.set(lane, span.to());
            }
            if (lanes.size() < TrialColumns.MOST) {
                lanes.add(List.of(
                        span.trial(),
                        lane,
                        span.from(),
                        span.to(),
                        states.getOrDefault(span.trial(), "cancelled"),
                        span.attempt()));
            }
        }
        long end = spans.stream().mapToLong(Span::to).max().orElse(0);
        double busy = spans.stream().mapToLong(Span::length).sum();
        int slots = Math.max(record.concurrency(), freeAt.size());
        Table.Builder table = Table.of(ROWS, "longest attempts", "began after", "took", "ended");
        table.rows(
                spans.stream()
                        .sorted(Comparator.comparingLong(Span::length).reversed())
                        .toList(),
                span -> List.of(
                        "#" + span.trial() + (span.attempt() > 1 ? ", attempt " + span.attempt() : ""),
                        Shown.seconds(span.from() / 1000.0),
                        Shown.seconds(span.length() / 1000.0),
                        states.getOrDefault(span.trial(), "cancelled")));
        return Chart.of(
                "timeline",
                "Timeline",
                Shown.count(slots, "slot", "slots") + ", busy "
                        + Shown.percent(end == 0 ? 0 : Math.min(1, busy / ((double) end * slots))) + " of "
                        + Shown.seconds(end / 1000.0) + "; gaps are waiting.",
                Map.of("spans", lanes, "slots", slots),
                table.build());
    }

    private static List<Span> spans(StudyRecord record) {
        long origin = record.start().millis();
        List<Span> spans = new ArrayList<>();
        Map<Integer, JournalEvent.AttemptStarted> open = new LinkedHashMap<>();
        Map<Integer, Long> lastSeen = new HashMap<>();
        for (JournalEvent event : record.events()) {
            if (event instanceof JournalEvent.AttemptStarted e) {
                close(open.put(e.trial(), e), lastSeen.getOrDefault(e.trial(), e.millis()), origin, spans);
                lastSeen.put(e.trial(), e.millis());
            } else if (event instanceof JournalEvent.ResultReported e) {
                lastSeen.put(e.trial(), e.millis());
            } else if (event instanceof JournalEvent.TrialPaused e) {
                close(open.remove(e.trial()), e.millis(), origin, spans);
            } else if (event instanceof JournalEvent.TrialEnded e) {
                close(open.remove(e.trial()), e.millis(), origin, spans);
            }
        }
        open.values().forEach(e -> close(e, lastSeen.getOrDefault(e.trial(), e.millis()), origin, spans));
        spans.sort(Comparator.comparingLong(Span::from));
        return spans;
    }

    private static void close(
            JournalEvent.@Nullable AttemptStarted started, long millis, long origin, List<Span> spans) {
        if (started != null) {
            spans.add(new Span(
                    started.trial(),
                    started.attempt(),
                    started.millis() - origin,
                    Math.max(started.millis(), millis) - origin));
        }
    }
}
