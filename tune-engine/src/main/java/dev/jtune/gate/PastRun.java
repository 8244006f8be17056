package dev.jtune.gate;

import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.json.Numbers;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A run of a study as later ones remember it.
 *
 * @param id the id of the run
 * @param at when it was over
 * @param mode what ran: {@code search}, or {@code verify} for the committed configuration alone
 * @param objectives what was searched for, such as {@code accuracy MAX}; empty where nothing was searched
 * @param trials how many trials had a score that counts
 * @param scores their scores by the first objective, from the best to the worst; of more than {@value #MOST_SCORES} some at even distances, first and last
 *     among them
 * @param gates what each gate said
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record PastRun(
        String id,
        Instant at,
        String mode,
        List<String> objectives,
        int trials,
        List<Double> scores,
        List<Gate> gates) {

    private static final int MOST_SCORES = 101;
    private static final int DIGITS = 6;

    public PastRun {
        objectives = List.copyOf(objectives);
        scores = List.copyOf(scores);
        gates = List.copyOf(gates);
    }

    /**
     * What a gate said.
     *
     * @param id the id of the gate
     * @param metric its metric
     * @param verdict what was decided
     * @param fails whether a build failed by it
     * @param value the score that was judged, {@code NaN} where there was none
     * @param limit the worst score that would have passed, {@code NaN} where there was none
     */
    public record Gate(String id, String metric, Verdict verdict, boolean fails, double value, double limit) {
        private static Gate of(Judgement judgement) {
            return new Gate(
                    judgement.id(),
                    judgement.metric(),
                    judgement.verdict(),
                    judgement.fails(),
                    judgement.value(),
                    judgement.limit());
        }

        private Map<String, @Nullable Object> toJson() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("id", id);
            json.put("metric", metric);
            json.put("verdict", verdict.name());
            json.put("fails", fails);
            json.put("value", Fields.orNull(value));
            json.put("limit", Fields.orNull(limit));
            return json;
        }

        private static Gate of(Fields json) {
            return new Gate(
                    json.text("id"),
                    json.text("metric"),
                    json.constant("verdict", Verdict.class),
                    json.bool("fails"),
                    json.number("value"),
                    json.number("limit"));
        }
    }

    /** Return what a search found, which no gate has judged yet. */
    public static PastRun of(String id, Instant at, String mode, ResultGrid results) {
        List<TrialResult> ranked =
                results.ranking().stream().filter(PastRun::counts).toList();
        return new PastRun(
                id,
                at,
                mode,
                goals(results.objectives()),
                ranked.size(),
                sampled(ranked.stream().map(TrialResult::score).toList()),
                List.of());
    }

    /** Return what the gates said of a run. */
    public static PastRun of(GateReport report, Instant at) {
        return new PastRun(
                report.run(),
                at,
                report.mode(),
                List.of(),
                0,
                List.of(),
                report.gates().stream().map(Gate::of).toList());
    }

    /** Tell whether a trial may be the best: it ended well, keeps the constraints, and has a finite score. */
    public static boolean counts(TrialResult trial) {
        return trial.outcome().isSuccess() && trial.isFeasible() && Double.isFinite(trial.score());
    }

    /** Tell whether scores of this run compare with those of a search for these. */
    public boolean searchedFor(List<Objective> others) {
        return objectives.equals(goals(others));
    }

    private static List<String> goals(List<Objective> objectives) {
        return objectives.stream()
                .map(objective -> objective.metric() + " " + objective.mode())
                .toList();
    }

    private static List<Double> sampled(List<Double> bestFirst) {
        int kept = Math.min(MOST_SCORES, bestFirst.size());
        return IntStream.range(0, kept)
                .map(i -> kept == 1 ? 0 : (int) Math.round((double) i * (bestFirst.size() - 1) / (kept - 1)))
                .mapToObj(i -> Numbers.rounded(bestFirst.get(i), DIGITS))
                .toList();
    }

    /** Return what a gate said; empty where it did not. */
    public Optional<Gate> gate(String gate) {
        return gates.stream().filter(said -> said.id().equals(gate)).findFirst();
    }

    /** Return this with what was learnt of the same run since. */
    PastRun and(PastRun later) {
        List<Gate> all = new ArrayList<>(later.gates);
        gates.stream().filter(gate -> later.gate(gate.id()).isEmpty()).forEach(all::add);
        PastRun searched = later.objectives.isEmpty() ? this : later;
        return new PastRun(id, at, mode, searched.objectives, searched.trials, searched.scores, all);
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("run", id);
        json.put("at", at.toString());
        json.put("mode", mode);
        json.put("objectives", objectives);
        json.put("trials", trials);
        json.put("scores", scores);
        json.put("gates", gates.stream().map(Gate::toJson).toList());
        return json;
    }

    /**
     * Read a run.
     *
     * @throws IllegalArgumentException if it is none
     */
    static PastRun of(Fields json) {
        try {
            return new PastRun(
                    json.text("run"),
                    Instant.parse(json.text("at")),
                    json.text("mode"),
                    json.texts("objectives"),
                    json.count("trials"),
                    json.numbers("scores"),
                    json.objects("gates").stream().map(Gate::of).toList());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"at\" is no time", e);
        }
    }
}
