package dev.jtune.report.live;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialResult;
import dev.jtune.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the page shows of a run beside the report: kept up to date by the run, waited for by those who look. */
final class RunState {
    private static final long KEEP_ALIVE_MILLIS = 10_000;

    private static final long END_MILLIS = 1000;

    private final String study;
    private final Objective objective;
    private final @Nullable PointForm form;
    private final int total;
    private final Map<Integer, Running> running = new TreeMap<>();
    private Config newest = Config.empty();
    private int done;
    private @Nullable TrialResult best;
    private boolean ended;
    private int watchers;
    private long version = 1;

    private record Running(Config config, int iteration, double value) {}

    /** Create the state of a run that begins; {@code form} is that for its points, {@code null} where none can be added. */
    RunState(String study, Objective objective, @Nullable PointForm form, int total) {
        this.study = study;
        this.objective = objective;
        this.form = form;
        this.total = total;
    }

    synchronized void started(int trial, Config config) {
        running.put(trial, new Running(config, 0, Double.NaN));
        newest = config;
        changed();
    }

    synchronized void reported(Result result) {
        running.put(result.trial(), new Running(result.config(), result.iteration(), result.value(objective.metric())));
        changed();
    }

    synchronized void paused(int trial) {
        running.remove(trial);
        changed();
    }

    synchronized void ended(TrialResult trial) {
        running.remove(trial.number());
        done++;
        boolean counts = trial.isFeasible() && Double.isFinite(trial.score());
        if (counts && (best == null || objective.mode().isBetter(trial.score(), best.score()))) {
            best = trial;
        }
        changed();
    }

    synchronized void end() {
        ended = true;
        changed();
    }

    private void changed() {
        version++;
        notifyAll();
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    synchronized void watch() {
        watchers++;
    }

    synchronized void leave() {
        watchers--;
        notifyAll();
    }

    /** Wait until those who watch know that it has ended, but not for long. */
    synchronized void awaitTold() {
        await(() -> watchers == 0, END_MILLIS);
    }

    /** Let some time pass, less where the run ends. */
    synchronized void pause(long millis) {
        await(() -> ended, millis);
    }

    /** Wait until there is something newer, or for so long that a connection without a word would be given up; return the version by then. */
    synchronized long await(long seen) {
        await(() -> version != seen, KEEP_ALIVE_MILLIS);
        return version;
    }

    private void await(BooleanSupplier condition, long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        try {
            while (left > 0 && !condition.getAsBoolean()) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized String toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("study", study);
        json.put("metric", objective.metric());
        json.put("done", done);
        json.put("total", total);
        json.put("ended", ended);
        TrialResult shown = best;
        json.put(
                "best",
                shown == null
                        ? null
                        : Map.of(
                                "trial", shown.number(),
                                "score", shown.score(),
                                "config", shown.config().toString()));
        if (form != null) {
            json.put("point", form.entries(shown == null ? newest : shown.config()));
        }
        json.put(
                "running",
                running.entrySet().stream()
                        .map(entry -> Map.of(
                                "trial", entry.getKey(),
                                "config", entry.getValue().config().toString(),
                                "iteration", entry.getValue().iteration(),
                                "value", entry.getValue().value()))
                        .toList());
        return Json.write(json);
    }
}
