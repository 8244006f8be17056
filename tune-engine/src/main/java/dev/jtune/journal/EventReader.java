package dev.jtune.journal;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultConstraint;
import dev.jtune.Scope;
import dev.jtune.journal.JournalEvent.AttemptFailed;
import dev.jtune.journal.JournalEvent.AttemptLost;
import dev.jtune.journal.JournalEvent.AttemptStarted;
import dev.jtune.journal.JournalEvent.CheckpointDeleted;
import dev.jtune.journal.JournalEvent.CheckpointDistrusted;
import dev.jtune.journal.JournalEvent.CheckpointSaved;
import dev.jtune.journal.JournalEvent.EarlierTrial;
import dev.jtune.journal.JournalEvent.PointAdded;
import dev.jtune.journal.JournalEvent.ResultReported;
import dev.jtune.journal.JournalEvent.RunEnded;
import dev.jtune.journal.JournalEvent.RunResumed;
import dev.jtune.journal.JournalEvent.RunStarted;
import dev.jtune.journal.JournalEvent.RunStoodStill;
import dev.jtune.journal.JournalEvent.SearchEnded;
import dev.jtune.journal.JournalEvent.TrialEnded;
import dev.jtune.journal.JournalEvent.TrialExploited;
import dev.jtune.journal.JournalEvent.TrialPaused;
import dev.jtune.journal.JournalEvent.TrialResumed;
import dev.jtune.journal.JournalEvent.TrialSuggested;
import dev.jtune.journal.JournalEvent.VerdictReached;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Decodes the lines that {@link EventWriter} writes. */
final class EventReader {
    private static final JsonFactory JSON = new JsonFactory();

    private EventReader() {}

    /** Decode an intact line; {@code null} for a kind of event that this version does not know. */
    static @Nullable JournalEvent decode(byte[] line) {
        Fields f = new Fields(object(line));
        return switch (f.text("event")) {
            case "run" ->
                new RunStarted(
                        f.integer("version"),
                        f.text("run"),
                        f.text("study"),
                        f.whole("seed"),
                        f.objectives(),
                        f.resultConstraints(),
                        f.integer("trials"),
                        f.text("searcher"),
                        f.text("scheduler"),
                        f.text("space"),
                        f.text("code"),
                        f.texts("settings"),
                        f.whole("at"));
            case "trial" -> {
                String by = f.optional("by");
                yield new TrialSuggested(
                        f.integer("trial"), Config.of(f.map("config")), f.whole("seed"), by == null ? "" : by);
            }
            case "earlier" ->
                new EarlierTrial(
                        f.integer("trial"),
                        Config.of(f.map("config")),
                        f.get("stopped", Boolean.class),
                        f.reals("scores"),
                        f.integer("iteration"));
            case "attempt" ->
                new AttemptStarted(
                        f.integer("trial"),
                        f.integer("attempt"),
                        f.whole("at"),
                        f.whole("pid"),
                        f.text("host"),
                        f.text("address"),
                        f.text("resources"),
                        f.optional("from"));
            case "result" ->
                new ResultReported(
                        f.integer("trial"),
                        f.integer("attempt"),
                        f.integer("iteration"),
                        f.metrics(),
                        f.real("seconds"),
                        f.whole("at"),
                        f.optional("checkpoint"));
            case "checkpoint" ->
                new CheckpointSaved(
                        f.integer("trial"), f.integer("attempt"), f.integer("iteration"), f.text("checkpoint"));
            case "deleted" -> new CheckpointDeleted(f.integer("trial"), f.text("checkpoint"));
            case "distrusted" -> new CheckpointDistrusted(f.integer("trial"), f.text("checkpoint"), f.text("reason"));
            case "failed" -> new AttemptFailed(f.integer("trial"), f.integer("attempt"), f.text("error"));
            case "end" ->
                new TrialEnded(
                        f.integer("trial"),
                        f.text("outcome"),
                        f.get("tolerated", Boolean.class),
                        f.text("by"),
                        f.text("reason"),
                        f.real("score"),
                        f.whole("at"),
                        f.real("seconds"));
            case "lost" -> new AttemptLost(f.integer("trial"), f.integer("attempt"), f.text("reason"));
            case "paused" -> new TrialPaused(f.integer("trial"), f.integer("attempt"), f.text("reason"), f.whole("at"));
            case "resumed" -> new TrialResumed(f.integer("trial"));
            case "exploited" ->
                new TrialExploited(
                        f.integer("trial"),
                        f.integer("other"),
                        f.text("checkpoint"),
                        Config.of(f.map("config")),
                        f.text("reason"));
            case "added" -> new PointAdded(Config.of(f.map("config")), f.whole("at"));
            case "searched" -> new SearchEnded();
            case "still" -> new RunStoodStill();
            case "again" -> new RunResumed(f.whole("at"), f.whole("pid"), f.text("host"), f.text("errored"));
            case "verdict" -> new VerdictReached(f.text("name"), f.get("passed", Boolean.class), f.text("message"));
            case "over" -> new RunEnded(f.text("reason"), f.whole("at"), f.count("recommended"));
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(byte[] line) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            return object(parser);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, value(parser));
        }
        return map;
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** The fields of a line; one that is missing or of another type is an {@link IllegalArgumentException} that names it. */
    private record Fields(Map<String, @Nullable Object> values) {
        <T> T get(String name, Class<T> type) {
            Object value = values.get(name);
            if (!type.isInstance(value)) {
                throw new IllegalArgumentException("the field '" + name + "' is missing or no " + type.getSimpleName());
            }
            return type.cast(value);
        }

        String text(String name) {
            return get(name, String.class);
        }

        @Nullable
        String optional(String name) {
            return values.get(name) instanceof String text ? text : null;
        }

        long whole(String name) {
            return get(name, Long.class);
        }

        int integer(String name) {
            return Math.toIntExact(whole(name));
        }

        /** Return a count that is 0 where it is not written. */
        int count(String name) {
            return values.containsKey(name) ? integer(name) : 0;
        }

        List<Double> reals(String name) {
            List<Double> reals = new ArrayList<>();
            for (Object element : get(name, List.class)) {
                reals.add(((Number) element).doubleValue());
            }
            return reals;
        }

        double real(String name) {
            return values.get(name) instanceof String text
                    ? Double.parseDouble(text)
                    : get(name, Number.class).doubleValue();
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> map(String name) {
            return get(name, Map.class);
        }

        Map<String, Object> metrics() {
            Map<String, Object> metrics = map("metrics");
            metrics.replaceAll((metric, value) ->
                    value instanceof String text && isNotFinite(text) ? Double.valueOf(text) : value);
            if (metrics.size() > 1) {
                return metrics;
            }
            // as most are: a study has many results, and all their maps are kept
            return metrics.isEmpty()
                    ? Map.of()
                    : Collections.singletonMap(
                            metrics.keySet().iterator().next(),
                            metrics.values().iterator().next());
        }

        private static boolean isNotFinite(String text) {
            return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
        }

        Map<String, String> texts(String name) {
            Map<String, String> texts = new LinkedHashMap<>();
            map(name).forEach((key, value) -> texts.put(key, String.valueOf(value)));
            return texts;
        }

        /** Most studies have none, and no such field. */
        List<ResultConstraint> resultConstraints() {
            return values.get("constraints") instanceof List<?> texts
                    ? texts.stream()
                            .map(text -> ResultConstraint.parse(String.valueOf(text)))
                            .toList()
                    : List.of();
        }

        List<Objective> objectives() {
            List<Objective> objectives = new ArrayList<>();
            for (Object element : get("objectives", List.class)) {
                @SuppressWarnings("unchecked")
                Fields f = new Fields((Map<String, @Nullable Object>) element);
                objectives.add(
                        new Objective(f.text("metric"), Mode.valueOf(f.text("mode")), Scope.valueOf(f.text("scope"))));
            }
            return objectives;
        }
    }
}
