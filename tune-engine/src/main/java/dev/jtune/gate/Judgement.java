package dev.jtune.gate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What one gate says of a study.
 *
 * @param id unique in the study: metric and kind, such as {@code accuracy-threshold}
 * @param description what it asks for, such as {@code accuracy >= 0.93}
 * @param metric the metric
 * @param verdict what was decided
 * @param fails whether a build fails by it; a gate that is not enforced fails none
 * @param warns whether to warn of it though it fails nothing: it has been INCONCLUSIVE for some runs
 * @param value the score that was judged, {@code NaN} where there is none
 * @param limit the worst score that would pass, {@code NaN} where there is none
 * @param message what to tell, with the fix where it is a no
 * @param baseline the file of the baseline, {@code null} for a threshold
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Judgement(
        String id,
        String description,
        String metric,
        Verdict verdict,
        boolean fails,
        boolean warns,
        double value,
        double limit,
        String message,
        @Nullable String baseline) {

    Judgement warning(boolean toBeTold) {
        return new Judgement(id, description, metric, verdict, fails, toBeTold, value, limit, message, baseline);
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("description", description);
        json.put("metric", metric);
        json.put("verdict", verdict.name());
        json.put("fails", fails);
        json.put("warns", warns);
        json.put("value", Fields.orNull(value));
        json.put("limit", Fields.orNull(limit));
        json.put("message", message);
        json.put("baseline", baseline);
        return json;
    }

    static Judgement of(Fields json) {
        return new Judgement(
                json.text("id"),
                json.text("description"),
                json.text("metric"),
                json.constant("verdict", Verdict.class),
                json.bool("fails"),
                json.has("warns") && json.bool("warns"),
                json.number("value"),
                json.number("limit"),
                json.text("message"),
                json.has("baseline") ? json.text("baseline") : null);
    }
}
