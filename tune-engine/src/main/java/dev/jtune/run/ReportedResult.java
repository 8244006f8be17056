package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Result;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.exec.Counters;
import dev.jtune.exec.Machine;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A result of a trial: what was reported, and, when somebody asks, what is filled in. */
final class ReportedResult implements Result {
    private static final List<String> FILLED_IN = List.of(
            Metrics.TRAINING_ITERATION,
            Metrics.TIME_THIS_ITER_S,
            Metrics.TIME_TOTAL_S,
            Metrics.ITERATIONS_SINCE_RESTORE,
            Metrics.TIME_SINCE_RESTORE,
            Metrics.TIMESTEPS_TOTAL,
            Metrics.TIMESTEPS_SINCE_RESTORE,
            Metrics.EPISODES_TOTAL,
            Metrics.TIMESTAMP,
            Metrics.DATE,
            Metrics.DONE,
            Metrics.TRIAL_ID,
            Metrics.EXPERIMENT_TAG,
            Metrics.PID,
            Metrics.HOSTNAME,
            Metrics.NODE_IP,
            Metrics.CHECKPOINT_DIR_NAME);

    /** What a trial cannot report itself. */
    private static final Set<String> FIXED = FILLED_IN.stream()
            .filter(metric -> !Metrics.OVERRIDABLE.contains(metric))
            .collect(Collectors.toUnmodifiableSet());

    private final TrialFacts facts;
    private final Site site;
    private final Report report;
    private boolean done;
    private @Nullable String checkpoint;

    /** What stays the same for all results of a trial. */
    record TrialFacts(int trial, String id, Config config) {}

    /** Where an attempt ran. */
    record Site(long pid, String host, String address) {
        static final Site HERE = new Site(Machine.pid(), Machine.host(), Machine.address());
    }

    ReportedResult(TrialFacts facts, Site site, Report report) {
        this.facts = facts;
        this.site = site;
        this.report = report;
        this.done = report.last();
        this.checkpoint = report.checkpoint() == null
                ? null
                : report.checkpoint().getFileName().toString();
    }

    /** Say that no other result follows. */
    void markDone() {
        done = true;
    }

    /** Say that a checkpoint was saved after it. */
    void markCheckpoint(String name) {
        checkpoint = name;
    }

    Report report() {
        return report;
    }

    @Override
    public int trial() {
        return facts.trial();
    }

    @Override
    public Config config() {
        return facts.config();
    }

    @Override
    public int iteration() {
        return report.counters().iteration();
    }

    @Override
    public boolean has(String metric) {
        return lookUp(metric) instanceof Number;
    }

    @Override
    public double value(String metric) {
        return lookUp(metric) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private @Nullable Object lookUp(String metric) {
        Object reported = report.metrics().get(metric);
        return reported == null || FIXED.contains(metric) ? filledIn(metric) : reported;
    }

    @Override
    public Map<String, Object> metrics() {
        Map<String, Object> metrics = new LinkedHashMap<>(report.metrics());
        for (String name : FILLED_IN) {
            Object value = lookUp(name);
            if (value != null) {
                metrics.put(name, value);
            }
        }
        facts.config().asMap().forEach((name, value) -> metrics.put(Metrics.CONFIG + "/" + name, value));
        return Collections.unmodifiableMap(metrics);
    }

    private @Nullable Object filledIn(String metric) {
        Counters counters = report.counters();
        return switch (metric) {
            case Metrics.TRAINING_ITERATION -> (long) counters.iteration();
            case Metrics.TIME_THIS_ITER_S -> counters.seconds();
            case Metrics.TIME_TOTAL_S -> counters.totalSeconds();
            case Metrics.ITERATIONS_SINCE_RESTORE -> (long) counters.sinceRestore();
            case Metrics.TIME_SINCE_RESTORE -> counters.secondsSinceRestore();
            case Metrics.TIMESTEPS_TOTAL -> present(counters.timesteps());
            case Metrics.TIMESTEPS_SINCE_RESTORE -> present(counters.timestepsSinceRestore());
            case Metrics.EPISODES_TOTAL -> present(counters.episodes());
            case Metrics.TIMESTAMP -> report.millis() / 1000;
            case Metrics.DATE -> date(report.millis());
            case Metrics.DONE -> done;
            case Metrics.TRIAL_ID -> facts.id();
            case Metrics.EXPERIMENT_TAG ->
                facts.trial() + "_" + facts.config().toString().replace(' ', ',');
            case Metrics.PID -> site.pid();
            case Metrics.HOSTNAME -> site.host();
            case Metrics.NODE_IP -> site.address();
            case Metrics.CHECKPOINT_DIR_NAME -> checkpoint;
            default ->
                metric.startsWith(Metrics.CONFIG + "/")
                        ? facts.config().asMap().get(metric.substring(Metrics.CONFIG.length() + 1))
                        : null;
        };
    }

    /** Ray Tune's form of it, as 2026-01-31_23-59-00; without a formatter, whose first use in a JVM takes longer than a trial. */
    private static String date(long millis) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault());
        StringBuilder text = new StringBuilder(time.toLocalDate().toString());
        char separator = '_';
        for (int part : new int[] {time.getHour(), time.getMinute(), time.getSecond()}) {
            text.append(separator).append(part < 10 ? "0" : "").append(part);
            separator = '-';
        }
        return text.toString();
    }

    private static @Nullable Object present(long count) {
        return count < 0 ? null : (Object) count;
    }
}
