package dev.jtune.log;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.ResultConstraint;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.json.Json;
import dev.jtune.run.RunListener;
import dev.jtune.run.StudySpec;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Writes a run as the log of operations that Optuna's {@code JournalStorage} replays, one JSON object a line.
 *
 * <p>The operations and their codes are those of {@code optuna/storages/journal/_storage.py} in Optuna 5.0.0.
 */
final class OptunaJournalWriter implements RunListener {
    static final String FILE = "optuna-journal.log";

    private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final StudySpec spec;
    private final List<OptunaParameter> parameters;
    private final BufferedWriter out;
    private final Map<Integer, Trial> running = new HashMap<>();
    private int created;
    private long flushedAt = System.nanoTime();

    private enum Operation {
        CREATE_STUDY(0),
        STUDY_USER_ATTRIBUTE(2),
        STUDY_SYSTEM_ATTRIBUTE(3),
        CREATE_TRIAL(4),
        PARAMETER(5),
        STATE(6),
        INTERMEDIATE_VALUE(7),
        USER_ATTRIBUTE(8),
        SYSTEM_ATTRIBUTE(9);

        private final int code;

        Operation(int code) {
            this.code = code;
        }
    }

    private enum State {
        COMPLETE(1),
        PRUNED(2),
        FAIL(3);

        private final int code;

        State(int code) {
            this.code = code;
        }
    }

    /** A trial in the log, of which that many results are there. */
    private static final class Trial {
        private final int optunaId;
        private int results;

        Trial(int optunaId) {
            this.optunaId = optunaId;
        }
    }

    OptunaJournalWriter(StudySpec spec, Path file) throws IOException {
        this.spec = spec;
        this.parameters = OptunaParameter.of(spec.space());
        this.out = Files.newBufferedWriter(file);
    }

    // ---- what happens

    @Override
    public void studyStarted(StudyStarted event) {
        Map<String, String> study = new LinkedHashMap<>();
        study.put("study_name", Json.write(spec.name()));
        study.put(
                "directions",
                spec.objectives().stream()
                        .map(objective -> objective.mode() == Mode.MIN ? "1" : "2")
                        .collect(Collectors.joining(",", "[", "]")));
        write(Operation.CREATE_STUDY, study);
        attribute(
                Operation.STUDY_SYSTEM_ATTRIBUTE,
                "study:metric_names",
                spec.objectives().stream().map(Objective::metric).toList());
        attribute(Operation.STUDY_USER_ATTRIBUTE, "run", event.runId());
        attribute(Operation.STUDY_USER_ATTRIBUTE, "seed", spec.seed());
        attribute(Operation.STUDY_USER_ATTRIBUTE, "searcher", event.searcher());
        attribute(Operation.STUDY_USER_ATTRIBUTE, "scheduler", event.scheduler());
        event.finished().forEach(this::trialEnded);
        flush();
    }

    @Override
    public void trialStarted(TrialStarted event) {
        create(event.number(), event.config(), event.seed(), Instant.now());
        flushNowAndThen();
    }

    @Override
    public void resultReported(Result result) {
        Trial trial = running.get(result.trial()); // none, where it began before the run was interrupted
        if (trial != null && spec.objectives().size() == 1) {
            intermediate(trial, result.metrics());
            flushNowAndThen();
        }
    }

    @Override
    public void trialExploited(int number, int from, Config config, String reason) {
        Trial trial = running.get(number);
        if (trial != null) {
            for (OptunaParameter parameter : parameters) {
                if (parameter.isIn(config)) {
                    Map<String, String> fields = of(trial);
                    fields.put("param_name", Json.write(parameter.name()));
                    fields.put("param_value_internal", Json.write(parameter.internal(config)));
                    fields.put("distribution", Json.write(parameter.distribution()));
                    write(Operation.PARAMETER, fields);
                }
            }
            attribute(trial, Operation.USER_ATTRIBUTE, "took over from trial", (long) from);
        }
    }

    @Override
    public void trialEnded(TrialResult result) {
        Instant end = end(result);
        Trial trial = running.containsKey(result.number())
                ? running.get(result.number())
                : create(result.number(), result.config(), result.seed(), end.minus(result.duration()));
        if (spec.objectives().size() == 1 && trial.results != result.iterations()) {
            result.history().forEach(metrics -> intermediate(trial, metrics));
        }
        constrain(trial, result);
        describe(trial, result);
        finish(trial, result, end);
        running.remove(result.number());
        flushNowAndThen();
    }

    @Override
    public void studyEnded(ResultGrid results) {
        try (out) {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- what is written of a trial

    private Trial create(int number, Config config, long seed, Instant start) {
        List<OptunaParameter> present =
                parameters.stream().filter(each -> each.isIn(config)).toList();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("study_id", "0");
        fields.put("datetime_start", Json.write(start.toString()));
        fields.put(
                "distributions",
                Json.write(present.stream()
                        .collect(Collectors.toMap(OptunaParameter::name, OptunaParameter::distribution))));
        fields.put(
                "params",
                Json.write(present.stream()
                        .collect(Collectors.toMap(OptunaParameter::name, each -> each.internal(config)))));
        fields.put("user_attrs", Json.write(Map.of("trial", number, "seed", seed)));
        write(Operation.CREATE_TRIAL, fields);
        Trial trial = new Trial(created++);
        running.put(number, trial);
        return trial;
    }

    private void intermediate(Trial trial, Map<String, Object> metrics) {
        trial.results++;
        if (metrics.get(spec.objective().metric()) instanceof Number value
                && metrics.get(Metrics.TRAINING_ITERATION) instanceof Number step) {
            Map<String, String> fields = of(trial);
            fields.put("step", Long.toString(step.longValue()));
            fields.put("intermediate_value", number(value.doubleValue()));
            write(Operation.INTERMEDIATE_VALUE, fields);
        }
    }

    private void constrain(Trial trial, TrialResult result) {
        for (ResultConstraint constraint : spec.resultConstraints()) {
            double violation = ResultConstraint.violation(List.of(constraint), result.history());
            if (!Double.isNaN(violation)) {
                attribute(trial, Operation.SYSTEM_ATTRIBUTE, "constraints:" + constraint, violation);
            }
        }
    }

    /** What Optuna has no field for: the other metrics, and why the trial ended. */
    private void describe(Trial trial, TrialResult result) {
        result.metrics().forEach((name, value) -> {
            boolean isObjective = spec.objectives().stream()
                    .anyMatch(objective -> objective.metric().equals(name));
            if (!isObjective && !Metrics.isFilledIn(name)) {
                attribute(trial, Operation.USER_ATTRIBUTE, name, value);
            }
        });
        TrialOutcome outcome = result.outcome();
        attribute(trial, Operation.USER_ATTRIBUTE, "outcome", outcome.getClass().getSimpleName());
        String reason = Reasons.of(outcome);
        if (!reason.isEmpty()) {
            attribute(trial, Operation.USER_ATTRIBUTE, "reason", reason);
        }
    }

    private void finish(Trial trial, TrialResult result, Instant end) {
        double[] scores = spec.objectives().stream().mapToDouble(result::score).toArray();
        boolean isScored = DoubleStream.of(scores).noneMatch(Double::isNaN);
        State state = state(result.outcome(), isScored);
        Map<String, String> fields = of(trial);
        fields.put("state", Integer.toString(state.code));
        fields.put(
                "values",
                state == State.FAIL || !isScored
                        ? "null"
                        : DoubleStream.of(scores)
                                .mapToObj(OptunaJournalWriter::number)
                                .collect(Collectors.joining(",", "[", "]")));
        fields.put("datetime_complete", Json.write(end.toString()));
        write(Operation.STATE, fields);
    }

    /** In Optuna, a trial is complete only with values that are numbers, and only those that are complete are among the best. */
    private static State state(TrialOutcome outcome, boolean isScored) {
        if (outcome.isWhole()) {
            return isScored ? State.COMPLETE : State.FAIL;
        }
        return outcome instanceof TrialOutcome.Stopped || outcome instanceof TrialOutcome.Infeasible
                ? State.PRUNED
                : State.FAIL;
    }

    /** Return when a trial ended: now, unless that was before the run was interrupted. */
    private Instant end(TrialResult result) {
        boolean earlier = !running.containsKey(result.number());
        return earlier && result.metrics().get(Metrics.TIMESTAMP) instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue())
                : Instant.now();
    }

    // ---- lines

    private static Map<String, String> of(Trial trial) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("trial_id", Integer.toString(trial.optunaId));
        return fields;
    }

    private void attribute(Trial trial, Operation operation, String name, Object value) {
        Map<String, String> fields = of(trial);
        fields.put(
                operation == Operation.USER_ATTRIBUTE ? "user_attr" : "system_attr", Json.write(Map.of(name, value)));
        write(operation, fields);
    }

    private void attribute(Operation operation, String name, Object value) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("study_id", "0");
        fields.put(
                operation == Operation.STUDY_USER_ATTRIBUTE ? "user_attr" : "system_attr",
                Json.write(Map.of(name, value)));
        write(operation, fields);
    }

    /** Python reads and writes what JSON has no numbers for. */
    private static String number(double value) {
        return Double.isFinite(value) ? Json.write(value) : Double.toString(value);
    }

    private void write(Operation operation, Map<String, String> fields) {
        StringBuilder line =
                new StringBuilder("{\"op_code\":").append(operation.code).append(",\"worker_id\":\"tune\"");
        fields.forEach(
                (name, json) -> line.append(",\"").append(name).append("\":").append(json));
        try {
            out.append(line).append("}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A dashboard sees what is a second old; a trial that reports often does not wait for the disk. */
    private void flushNowAndThen() {
        if (System.nanoTime() - flushedAt >= FLUSH_NANOS) {
            flush();
        }
    }

    private void flush() {
        try {
            out.flush();
            flushedAt = System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
