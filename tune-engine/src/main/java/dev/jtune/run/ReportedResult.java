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
    private final Map<String, Object> reported;
    private final int iteration;
    private final int sinceRestore;
    private final double seconds;
    private final double totalSeconds;
    private final double secondsSinceRestore;
    private final @Nullable Counters counts; // where there are any that few trials report
    private final long millis;
    private final boolean last;
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
        this.reported = report.metrics();
        Counters counters = report.counters();
        this.iteration = counters.iteration();
        this.sinceRestore = counters.sinceRestore();
        this.seconds = counters.seconds();
        this.totalSeconds = counters.totalSeconds();
        this.secondsSinceRestore = counters.secondsSinceRestore();
        this.counts = counters.timesteps() < 0 && counters.episodes() < 0 ? null : counters;
        this.millis = report.millis();
        this.last = report.last();
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

    /** Return what the code itself reported. */
    Map<String, Object> reported() {
        return reported;
    }

    /** Tell whether the code said that it was done with it. */
    boolean isLast() {
        return last;
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
        return iteration;
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
        Object own = reported.get(metric);
        return own == null || FIXED.contains(metric) ? filledIn(metric) : own;
    }

    @Override
    public Map<String, Object> metrics() {
        Map<String, Object> metrics = new LinkedHashMap<>(reported);
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
        return switch (metric) {
            case Metrics.TRAINING_ITERATION -> (long) iteration;
            case Metrics.TIME_THIS_ITER_S -> seconds;
            case Metrics.TIME_TOTAL_S -> totalSeconds;
            case Metrics.ITERATIONS_SINCE_RESTORE -> (long) sinceRestore;
            case Metrics.TIME_SINCE_RESTORE -> secondsSinceRestore;
            case Metrics.TIMESTEPS_TOTAL -> counts == null ? null : present(counts.timesteps());
            case Metrics.TIMESTEPS_SINCE_RESTORE -> counts == null ? null : present(counts.timestepsSinceRestore());
            case Metrics.EPISODES_TOTAL -> counts == null ? null : present(counts.episodes());
            case Metrics.TIMESTAMP -> millis / 1000;
            case Metrics.DATE -> date(millis);
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
